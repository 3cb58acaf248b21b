"""What the API's addresses take, for its schema; read off the filters and converters where those decide.

A parameter that is given without a value asks for nothing, and is as good as left out.
"""
from django.core.validators import MaxLengthValidator, RegexValidator
from django.urls.converters import SlugConverter
from django_filters import Filter, FilterSet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from archive.api.csv import FORMATS
from archive.api.examples import SHOWN
from archive.converters import Code, Year
from archive.filters import ParagraphFilter, ReportFilter, Several
from archive.search.questions import GROUPS, SORTS
from archive.text.vocabulary import Level

CURSOR = {"type": "string", "pattern": "^[A-Za-z0-9_-]*$"}
NO_NUL = "^[^\\u0000]*$"


def parameter(operation: str, name: str, schema: dict, description: str, *, is_path: bool = False) -> OpenApiParameter:
    """With the value that the operation's example gives it, if it gives one."""
    value = SHOWN[operation].parameters.get(name)
    return OpenApiParameter(
        name, schema, OpenApiParameter.PATH if is_path else OpenApiParameter.QUERY, required=is_path, description=description,
        examples=[] if value is None else [OpenApiExample("示例", value=value)])


def of(operation: str, filters: type[FilterSet]) -> list[OpenApiParameter]:
    return [parameter(operation, name, shape(filter), str(filter.label)) for name, filter in filters.base_filters.items()]


def shape(filter: Filter) -> dict:
    one = value_of(filter)
    return {"type": "array", "items": one} if isinstance(filter, Several) else one


def value_of(filter: Filter) -> dict:
    if choices := filter.extra.get("choices"):
        return one_of([value for value, _label in choices])
    schema = {"type": "string", "pattern": NO_NUL}
    for rule in filter.extra.get("validators", ()):
        if isinstance(rule, RegexValidator):
            schema["pattern"] = f"^({between(rule.regex.pattern)})?$"
        elif isinstance(rule, MaxLengthValidator):
            schema["maxLength"] = rule.limit_value
    return schema


def between(pattern: str) -> str:
    r"""Without the anchors, which schemas write in another way.

    >>> between(r"\A[0-9]{6}\Z")
    '[0-9]{6}'
    """
    return pattern.removeprefix(r"\A").removesuffix(r"\Z")


def one_of(values: list[str] | tuple[str, ...], default: str | None = None) -> dict:
    return {"type": "string", "enum": [*values, ""], **({"default": default} if default else {})}


def paging(operation: str) -> list[OpenApiParameter]:
    return [
        parameter(operation, "cursor", CURSOR, "从上一页的 next 或 previous 得来"),
        parameter(operation, "page", {"type": "integer", "minimum": 1, "default": 1}, "第几页，从 1 起；没有这一页则为 404。有 cursor 时不看")]


def form(operation: str, description: str) -> OpenApiParameter:
    return parameter(operation, "format", one_of(FORMATS, FORMATS[0]), description)


REPORTS = [*of("list_reports", ReportFilter), *paging("list_reports"), form("list_reports", "csv 为筛选所得的全部，不分页")]
PLACES = [
    parameter("list_places", "level", one_of(list(Level)), "级别"),
    parameter("list_places", "parent", {"type": "string"}, "上级的代码"),
    *paging("list_places"), form("list_places", "csv 为筛选所得的全部，不分页"),
]
REPORT = [
    parameter("report", "code", {"type": "string", "pattern": f"^({Code.regex})$"}, "国标代码；unplaced 为未定地区", is_path=True),
    parameter("report", "year", {"type": "string", "pattern": f"^({Year.regex})$"}, "年份；undated 为未注明日期", is_path=True),
    parameter("report", "slug", {"type": "string", "pattern": f"^{SlugConverter.regex}$"}, "短名", is_path=True),
]
PARAGRAPH = [parameter("paragraph", "token", {"type": "string"}, "段落的记号，十个字符", is_path=True)]
SEARCH = [
    parameter("search", "q", {"type": "string"}, "要找的词：空格为“并且”，| 为“或者”，- 为“不要”，引号内为整句"),
    *of("search", ParagraphFilter),
    parameter("search", "sort", one_of(SORTS, SORTS[0]), "排序；group=report 时 relevance 为命中段数多的在前；group=lines 时另有 left、right，按前文（从命中处往前读）或后文"),
    parameter("search", "group", one_of(GROUPS, GROUPS[0]), "按什么列出：段落、报告，或逐处列出的语境索引"),
    parameter("search", "cursor", CURSOR, "从上一页的 next 或 previous 得来"),
    form("search", "csv 转到 /search.csv（group=lines 时为 /search/lines.csv），为检索所得的全部，不分页"),
]
