"""What a search or a list can be narrowed by: one set of filters for the site and the API."""
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from archive import labels
from archive.models import UNDATED, UNPLACED, Paragraph, Report

NATION = "000000"
CODE = RegexValidator(rf"\A(?:[0-9]{{6}}|{UNPLACED})\Z")
YEAR = RegexValidator(r"\A[1-9][0-9]{0,3}\Z")
YEAR_OR_NONE = RegexValidator(rf"\A(?:[1-9][0-9]{{0,3}}|{UNDATED})\Z")


class ReportFilter(FilterSet):
    """Reports by what is known of them. `report` is the way to them from the model."""
    report = ""
    place = CharFilter(method="in_place", validators=[CODE], label=_("地区代码，连同其下各级；unplaced 为未定地区"))
    level = ChoiceFilter(field_name="place__level", choices=list(labels.LEVELS.items()), label=_("级别"))
    kind = ChoiceFilter(field_name="kind", choices=list(labels.KINDS.items()), label=_("文种"))
    year = CharFilter(method="of_year", validators=[YEAR_OR_NONE], label=_("年份；undated 为未注明日期"))
    year_min = CharFilter(field_name="year", lookup_expr="gte", validators=[YEAR], label=_("最早年份"))
    year_max = CharFilter(field_name="year", lookup_expr="lte", validators=[YEAR], label=_("最晚年份"))
    speaker = CharFilter(field_name="speaker", max_length=60, label=_("报告人"))

    class Meta:
        model = Report
        fields: list[str] = []

    def in_place(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        if code == UNPLACED:
            return rows.filter(**{f"{self.report}place": None})
        if code == NATION:
            return rows
        return rows.filter(**{f"{self.report}place__code__startswith": code.removesuffix("00").removesuffix("00")})

    def of_year(self, rows: QuerySet, name: str, year: str) -> QuerySet:
        return rows.filter(**{f"{self.report}year": None if year == UNDATED else int(year)})


class ParagraphFilter(ReportFilter):
    """Paragraphs by their reports, and by the part they stand in."""
    report = "report__"
    part = ChoiceFilter(field_name="part", choices=list(labels.PARTS.items()), label=_("部分"))

    class Meta:
        model = Paragraph
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ReportFilter.base_filters:
            self.filters[name].field_name = self.report + self.filters[name].field_name
