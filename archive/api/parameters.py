"""What the API's addresses take, for its schema; read off the filters where those decide."""
from django_filters import FilterSet
from drf_spectacular.utils import OpenApiParameter

from archive.filters import ParagraphFilter, ReportFilter, Several
from archive.search.questions import GROUPS, SORTS
from archive.text.vocabulary import Level


def of(filters: type[FilterSet]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, str, description=str(filter.label), many=isinstance(filter, Several),
                         enum=[value for value, _label in filter.extra.get("choices", ())] or None)
        for name, filter in filters.base_filters.items()]


FILTERS = of(ReportFilter)
PAGE = OpenApiParameter("page", int, description="第几页，从 1 起")
PLACES = [
    OpenApiParameter("level", str, description="级别", enum=list(Level)),
    OpenApiParameter("parent", str, description="上级的代码"),
]
SEARCH = [
    OpenApiParameter("q", str, description="要找的词：空格为“并且”，| 为“或者”，- 为“不要”，引号内为整句"),
    *of(ParagraphFilter),
    OpenApiParameter("sort", str, enum=SORTS, default=SORTS[0], description="排序；group=report 时 relevance 为命中段数多的在前；group=lines 时另有 left、right，按前文（从命中处往前读）或后文"),
    OpenApiParameter("group", str, enum=GROUPS, default=GROUPS[0], description="按什么列出：段落、报告，或逐处列出的语境索引"),
    OpenApiParameter("cursor", str, description="从上一页的 next 或 previous 得来"),
]
