"""The divisions of GB/T 2260, in force and abolished, and where a text names them."""
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archive.text.script import simplified
from archive.text.vocabulary import Level

PLACES = Path(__file__).parent / "data" / "places.csv"
NATION = "000000"
LEVELS = list(Level)
RECENT = 2000
"""A division abolished since then may well be meant by its bare name, though another of that name is in force."""


@dataclass(frozen=True, slots=True)
class Division:
    """A place with a code. `to_year` is its last year in force, None today; years unknown are None."""
    code: str
    name: str
    short_name: str
    level: Level
    parent: str | None
    from_year: int | None
    to_year: int | None
    successor: str | None
    aliases: tuple[str, ...]
    sort_key: str
    is_sample: bool

    @property
    def names(self) -> tuple[str, ...]:
        return self.name, self.short_name, *self.aliases


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]`, which is `written`, names a division; a chain (甘肃省兰州市) names its last."""
    start: int
    end: int
    division: Division
    written: str
    is_full_name: bool


@cache
def all_divisions() -> tuple[Division, ...]:
    """Every division, sample places too, ordered by code: what is above always comes first."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        return tuple(map(_division_of, csv.DictReader(file)))


def _division_of(row: dict[str, str]) -> Division:
    return Division(
        row["code"], row["name"], row["short_name"], Level(row["level"]), row["parent"] or None, _year(row["from_year"]),
        _year(row["to_year"]), row["successor"] or None, tuple(filter(None, row["aliases"].split(";"))), row["sort_key"],
        row["code"].startswith("99"))


def _year(written: str) -> int | None:
    return int(written) if written else None


@cache
def _by_code() -> dict[str, Division]:
    return {division.code: division for division in all_divisions()}


def division(code: str) -> Division | None:
    """The division of a code, also an abolished one."""
    return _by_code().get(code)


def named(text: str, within: str | None = None) -> Division | None:
    """The division of exactly this name, full, short or former, in either script; None where several could be meant.

    `within` a code only it and what is below it counts. A short name shared by a province and a town
    (吉林, 海南) is the province's; a name in force goes before an abolished one.

    >>> [found.code if (found := named(name)) else None for name in ("蘭州", "襄樊市", "海南", "朝阳区")]
    ['620100', '420600', '460000', None]
    >>> named("朝阳区", within="110000").code
    '110105'
    """
    candidates = _by_name().get(simplified(text.strip()), ())
    return _meant(candidates if within is None else [one for one in candidates if is_within(one, within)])


@cache
def _by_name() -> dict[str, list[Division]]:
    names: dict[str, list[Division]] = {}
    for one in all_divisions():
        for name in dict.fromkeys(map(simplified, one.names)):
            names.setdefault(name, []).append(one)
    return names


def is_within(one: Division, code: str) -> bool:
    """Whether a division is the one of this code or stands below it."""
    return code in _lineage(one.code)


@cache
def _lineage(code: str) -> tuple[str, ...]:
    parent = _by_code()[code].parent
    return (code, *(_lineage(parent) if parent else ()))


def heir(one: Division) -> Division:
    """What a division has become in the end: itself while it is in force or left no successor."""
    return heir(_by_code()[one.successor]) if one.successor else one


def _meant(candidates: Iterable[Division]) -> Division | None:
    """The one that a name shared by all candidates stands for."""
    candidates = list(candidates)
    pool = [one for one in candidates if one.to_year is None] or candidates
    top = min((LEVELS.index(one.level) for one in pool), default=0)
    pool = [one for one in pool if LEVELS.index(one.level) == top]
    if len({heir(one).code for one in pool}) != 1:
        return None
    meant = max(pool, key=lambda one: one.to_year or 9999)
    return None if any(_is_rival(one, meant) for one in candidates) else meant


def _is_rival(other: Division, meant: Division) -> bool:
    return (other.level == meant.level and (other.to_year or 0) >= RECENT and other.code[:2] != meant.code[:2]
            and heir(other) != heir(meant))


# Names so generic that they name a place only behind the one they belong to: 洛阳市老城区, 河南开封.
NEVER_ALONE = re.compile("[东西南北中新老]?[郊市城]?区|城[东西南北中关]区|[东西南北中]城区|市[中郊]区|矿区|新市区|解放区|工农区|[一二三四]区"
                         "|古城区|新建区|平房区|滨海区|公园区|和县|会同县|沿河县|开封|安康|朝阳|日照|来宾|海北|山南|阿里")
# What is read over where it stands: words that with the character behind them look like a place (重大|理论,
# 制定|西部, 创新|乡村, 沿海|城市), and words that hold one.
OTHER_WORDS = """
两大 三大 四大 五大 伟大 远大 重大 巨大 广大 扩大 最大 制定 确定 稳定 均衡 平衡 推广 普通 创新 投资 停运 美丽 隆重 造福 幸福 其中 集中 医保 社保 环保 确保
国内 境内 域内 省内 市内 区内 适应 顺应 响应 相应 供应 对应 沿海 滨海 临海 出海 入海 新增 净增 穿越 专项 适宜 财政 开通 东南 西南
长治久安 大同小异 世界大同 大同世界 河源头 江河源 黄河源 东北海 真金白银 小兴安岭 长白山 文山会海 文山 海西经济 和田间 和田园
孙中山 榆中山 中山大学 中山路 中山陵 复合肥 李长春 海口岸 大理石 大理岩 大理论 大庆典 大庆祝 以上海域 以上海拔 黄河北 黄河南 山东麓 山西麓 长春节
南通道 通辽宁 黑河流域 普洱茶 遵义会议 洞庭湖南 德州扑克 北海道 东海南 南海南部 新乡村 新乡贤
"""
# 嵩县 stands between other words; 县 behind a word's last character (示范县, 提高县级) is no name of a county, nor is 代县长 of 代县.
ONE_STEM = re.compile("[\u3400-\u9fff]县")
BEFORE_ONE_STEM = re.compile("[^\u3400-\u9fff]|[在由到赴]")
AFTER_ONE_STEM = re.compile("[^级城域委（(市区乡长]|\\Z")
TOWN = re.compile(r"(?:(?:[东西南北中]?路)?街道|镇|乡|苏木)(?=\Z|[^\u3400-\u9fff]|[镇乡]长|第|人民|党|政府|人大|长|办事处|代表|财政|位于)")
"""What makes 中山 a town's name, and 南京 a street's."""
FULL = re.compile(".+(?:省|市|自治区|特别行政区|地区|自治州|盟|县|区|旗)")


def mentions(text: str) -> list[Mention]:
    """Every place a text names, in order: full names, and short ones of provinces and prefectures in force.

    The longest name counts, and a chain is one mention of its last place (甘肃省兰州市榆中县), each name
    in it read as one below the one before. A name that could mean several places is passed over,
    so are the nation and words that only look like a name (长治久安).

    >>> [(found.written, found.division.code) for found in mentions("甘肃兰州市榆中县、朝阳区和吉林市")]
    [('甘肃兰州市榆中县', '620123'), ('吉林市', '220200')]
    """
    plain, found, at, starts = simplified(text), [], 0, _lengths()
    while at < len(plain):
        if plain[at:at + 2] not in starts:
            at += 1
            continue
        end, chain = _chain(plain, at)
        if chain:
            written = text[at:end]
            found.append(Mention(at, end, chain[-1], written, bool(FULL.fullmatch(written))))
        at = max(end, at + 1)
    return found


def _chain(text: str, start: int) -> tuple[int, list[Division]]:
    """Where the names that stand at `start`, each within the one before, end, and whom they mean."""
    end, chain = start, []
    while name := _longest(text, end):
        above = chain[-1].code if chain else None
        meant = _meant_by(name, above)
        is_towns = not FULL.fullmatch(name) and TOWN.match(text, end + len(name))
        if meant is None or is_towns or not chain and ONE_STEM.fullmatch(name) and not _stands_free(text, start, end + len(name)):
            return (end if chain else end + len(name)), chain
        chain.append(meant)
        end += len(name)
    return end, chain


@lru_cache(20_000)
def _meant_by(name: str, above: str | None) -> Division | None:
    candidates = _written()[name]
    if above is None:
        return None if NEVER_ALONE.fullmatch(name) else _meant(candidates)
    return _meant(one for one in candidates if one.code != above and is_within(one, above))


def _stands_free(text: str, start: int, end: int) -> bool:
    is_free = start == 0 or BEFORE_ONE_STEM.match(text, start - 1)
    return bool(is_free and AFTER_ONE_STEM.match(text, end))


def _longest(text: str, start: int) -> str | None:
    for length in _lengths().get(text[start:start + 2], ()):
        if text[start:start + length] in _written():
            return text[start:start + length]
    return None


@cache
def _written() -> dict[str, list[Division]]:
    """The names that may stand in running text, and whom each may mean; none for a word that is no name."""
    names: dict[str, list[Division]] = {simplified(word): [] for word in OTHER_WORDS.split()}
    for name, divisions in _by_name().items():
        meant = [one for one in divisions if _may_be_written(name, one)]
        if meant and len(name) > 1:
            names[name] = meant
    return names


def _may_be_written(name: str, one: Division) -> bool:
    if one.level == Level.NATION:
        return False
    is_short = name == simplified(one.short_name) or not FULL.fullmatch(name)
    is_of_note = one.level != Level.COUNTY and one.to_year is None
    return name == simplified(one.name) or not is_short or is_of_note and (name == simplified(one.short_name) or name.endswith("州"))


@cache
def _lengths() -> dict[str, list[int]]:
    """By the first two characters, how long the names that begin so are, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _written():
        lengths.setdefault(name[:2], set()).add(len(name))
    return {start: sorted(found, reverse=True) for start, found in lengths.items()}
