"""What is said of a document beside its text: by the labels of a page, the columns of a table, or whoever hands it in."""
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from archive.text.dates import EARLIEST, LATEST, first_date, years
from archive.text.divisions import division, named
from archive.text.doubts import of_known_place
from archive.text.errors import Sentence
from archive.text.identity import Identity
from archive.text.opening_lines import Opening, names
from archive.text.speakers import speaker
from archive.text.vocabulary import Kind

INDEX, INDEXED = "索引号", re.compile(r".*[/-](\d{4})-\d+")
REGIONS = (("区县", "县区", "县", "county", "district"), ("城市", "地市", "市", "city"), ("省份", "省", "province"))
"""Columns that tell a place by its parts, the narrowest first."""
COLUMNS = {
    "title": ("标题", "title", "题名", "信息名称", "名称"),
    "subtitle": ("subtitle", "副标题"),
    "kind": ("kind", "文种"),
    "place": ("place", "地区", "地区代码", "行政区划", *chain(*REGIONS)),
    "year": ("year", "年份", "年度", INDEX),
    "delivered_on": ("delivered_on", "报告日期"),
    "published_on": ("published_on", "发布日期", "发布时间", "公布日期", "发表日期", "公开日期", "published", "publish_date", "pub_date", "publishdate", "pubdate", "publish_time", "pub_time", "date", "日期"),
    "speaker": ("speaker", "报告人"),
    "speaker_role": ("speaker_role", "职务"),
    "authors": ("authors", "author", "作者"),
    "occasion": ("occasion", "场合"),
    "issuer": ("issuer", "发文机关", "发文单位", "发布机构", "发布单位", "制发机关"),
    "source": ("source", "信息来源", "来源", "文章来源", "稿源"),
}
"""The names that a field goes by, the likeliest to be right first."""
KINDS = {"政府工作报告": Kind.WORK_REPORT, "决议": Kind.RESOLUTION, "公报": Kind.COMMUNIQUE, "统计公报": Kind.STATISTICS,
         "政策文件": Kind.POLICY, "法规规章": Kind.REGULATION, "文章": Kind.ARTICLE, "纪要": Kind.MINUTES, "摘要": Kind.SUMMARY, "其他": Kind.OTHER}
LONGEST = {"title": 300, "subtitle": 300, "speaker": 60, "speaker_role": 60}
LONGEST_FIELD = 200
SINGLE = {"title": "标题", "kind": "文种", "place": "地区", "year": "年份", "delivered_on": "报告日期", "speaker": "报告人"}
"""Fields of which there is one only: the others may rightly be told in two ways."""
LABELS_WITHIN = 40
IN_OPENING = ("title", "subtitle", "delivered_on", "published_on", "speaker", "speaker_role", "authors", "occasion", "issuer", "source")


@dataclass(frozen=True)
class Said:
    """Values by field of `Identity`, and by field the column and the words that each was read from."""
    fields: dict[str, object] = field(default_factory=dict)
    written: dict[str, tuple[str, str]] = field(default_factory=dict)
    warnings: tuple[Sentence, ...] = ()

    def quoted(self, name: str) -> str:
        """What a field was read from, as evidence."""
        return "：".join(self.written[name])


def read_metadata(metadata: Mapping[str, str]) -> Said:
    """The fields that these labels or columns name.

    >>> read_metadata({"年份": "2023", "地区": "甘肃省", "备注": "无"}).fields
    {'place': '620000', 'year': 2023}
    """
    said = {name.strip().lower(): (name, value.strip()) for name, value in metadata.items() if value.strip()}
    fields, written, warnings = {}, {}, []
    for name, known in COLUMNS.items():
        column, words = next((said[column] for column in known if column in said), ("", ""))
        if column in chain(*REGIONS):
            value = _within_regions(said)
        else:
            value = READERS.get(name, _words)(words) if words else None
        if value:
            fields[name], written[name] = value[:LONGEST.get(name, LONGEST_FIELD)] if isinstance(value, str) else value, (column, words)
        elif words:
            warnings.append(Sentence("“{column}”一项写的是“{value}”，读不出来，没有采用。", {"column": column, "value": words[:40]}))
    if "speaker_role" not in fields and (found := speaker(fields.get("speaker", ""))):
        fields["speaker_role"], fields["speaker"] = found
        written["speaker_role"] = written["speaker"]
    return Said(fields, written, tuple(warnings))


def unknown_columns(columns: Iterable[str], *others: str) -> list[str]:
    """Those of these columns that name no field, nor are among the others."""
    known = {name for names_of in COLUMNS.values() for name in names_of} | set(others)
    return [column for column in columns if column.strip().lower() not in known]


def _words(written: str) -> str:
    return " ".join(written.split())


def _place(written: str) -> str | None:
    found = division(written) if written.isdecimal() else named(written)
    return found.code if found else None


def _within_regions(said: Mapping[str, tuple[str, str]]) -> str | None:
    """The place that columns of provinces, cities and counties tell together; None where they don't."""
    code = None
    for known in reversed(REGIONS):
        words = next((said[column][1] for column in known if column in said), "")
        found = named(words, within=code) if words else None
        if words and not found:
            return None
        code = found.code if found else code
    return code


def _year(written: str) -> int | None:
    """A year by itself, or that of an index number: 000014349/1996-00077."""
    indexed = INDEXED.fullmatch(written)
    found = years(indexed[1] if indexed else written)
    return found[0] if len(found) == 1 and EARLIEST <= found[0] <= LATEST else None


def _kind(written: str) -> Kind | None:
    return Kind(written) if written in set(Kind) else KINDS.get(written)


READERS: dict[str, Callable] = {
    "place": _place, "year": _year, "kind": _kind, "delivered_on": first_date, "published_on": first_date, "authors": names}


def filled(opening: Opening, said: Said) -> Opening:
    """The opening, where it says nothing, with what is said beside the text."""
    empty = {name: said.fields[name] for name in IN_OPENING if name in said.fields and not getattr(opening, name)}
    return replace(opening, **empty)


def printed(said: Said, texts: Iterable[str]) -> set[str]:
    """The fields that the document itself prints behind a label: «成文日期：2023-10-16»."""
    lines = {_plain(text).replace(":", "：", 1) for text in islice(texts, LABELS_WITHIN)}
    return {name for name in said.fields if _plain(said.quoted(name)) in lines}


def with_said(identity: Identity, said: Said, without: Identity, own: set[str]) -> Identity:
    """The identity with what is said beside the text, where the text says nothing; the rest is compared.

    `without` is the identity as the text alone has it: what differs from it is supplied, but for the document's `own` fields.
    """
    open_to = {name for name in said.fields if not getattr(without, name) or name in without.supplied}
    identity = replace(identity, **{name: said.fields[name] for name in ("place", "year") if name in open_to})
    new = [name for name in (*IN_OPENING, "kind", "place", "year") if name in open_to or getattr(identity, name) != getattr(without, name)]
    supplied = dict.fromkeys((*identity.supplied, *new))
    return replace(
        identity, supplied=tuple(name for name in supplied if not (name in new and name in own)),
        evidence=identity.evidence | {name: said.quoted(name) for name in new if name in said.fields},
        warnings=(*(of_known_place(identity.warnings) if identity.place else identity.warnings), *said.warnings, *_contradictions(without, said)))


def _contradictions(identity: Identity, said: Said) -> list[Sentence]:
    """Where a document says one thing of itself, and what stands beside it another."""
    return [
        Sentence("文中的{field}是“{own}”，而“{column}”一项写的是“{said}”：以文中为准，请核对。",
                 {"field": label, "own": str(own), "column": said.written[name][0], "said": said.written[name][1]})
        for name, label in SINGLE.items()
        if name in said.fields and name not in identity.supplied and said.written[name][0] != INDEX
        and (own := getattr(identity, name)) and own != Kind.OTHER and _differ(own, said.fields[name])]


def _differ(own: object, said: object) -> bool:
    """Whether two values contradict each other: one title may be the longer form of another."""
    if isinstance(own, str) and isinstance(said, str):
        own, said = _plain(own), _plain(said)
        return own not in said and said not in own
    return own != said


def as_wished(identity: Identity, wished: Said) -> Identity:
    """The identity with what whoever hands it in says of it, whatever the document says."""
    return replace(identity, **wished.fields, supplied=tuple(dict.fromkeys((*identity.supplied, *wished.fields))),
                   evidence=identity.evidence | {name: wished.quoted(name) for name in wished.fields})


def _plain(text: str) -> str:
    return "".join(text.split())
