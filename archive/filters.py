"""What a search or a list can be narrowed by: one set of filters for the site and the API.

A parameter that is given several times asks for any of its values; different parameters ask together.
"""
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, RegexValidator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter, FilterSet

from archive import labels
from archive.models import UNDATED, UNPLACED, Paragraph, Report
from archive.query.values import shortened
from archive.text.errors import Sentence

NATION = "000000"
CODE = RegexValidator(rf"\A(?:[0-9]{{6}}|{UNPLACED})\Z")
YEAR = RegexValidator(r"\A[1-9][0-9]{0,3}\Z")
YEAR_OR_NONE = RegexValidator(rf"\A(?:[1-9][0-9]{{0,3}}|{UNDATED})\Z")
YEARS = ("year", "year_min", "year_max")
"""The filters that are about a report's year."""
ALLOWED = {"place": _("六位代码, unplaced"), "year": _("公元年份, undated"), "year_min": _("公元年份"), "year_max": _("公元年份")}
MOST_NAMES = 3
"""Of so many parameters that are not known the reader is told."""


class SeveralField(forms.Field):
    """A parameter that may stand in an address more than once; where there are choices, each value is one of them."""
    widget = forms.SelectMultiple
    default_error_messages = {"unknown": _("没有这样的值。")}

    def __init__(self, *args, choices: Iterable[tuple[str, str]] = (), **options):
        super().__init__(*args, **options)
        self.choices = dict(choices)

    def to_python(self, value: list[str] | str | None) -> list[str]:
        values = [value] if isinstance(value, str) else value or []
        return list(dict.fromkeys(one for one in values if one))

    def validate(self, values: list[str]) -> None:
        super().validate(values)
        if self.choices and not self.choices.keys() >= set(values):
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")

    def run_validators(self, values: list[str]) -> None:
        for value in values:
            super().run_validators(value)


class Several(Filter):
    """Rows with any of the values. `condition` makes one value a condition on the report, whose way from the row it is given."""
    field_class = SeveralField

    def __init__(self, condition: Callable[[str, str], Q], **options):
        super().__init__(**options)
        self.condition = condition

    def any_of(self, values: list[str], way: str) -> Q:
        return reduce(or_, (self.condition(way, value) for value in values))

    def filter(self, rows: QuerySet, values: list[str]) -> QuerySet:
        return rows.filter(self.any_of(values, self.parent.report)) if values else rows


def in_place(way: str, code: str) -> Q:
    """The division and all below it."""
    if code == UNPLACED:
        return Q(**{f"{way}place": None})
    if code == NATION:
        return Q(**{f"{way}place__isnull": False})
    return Q(**{f"{way}place__code__startswith": code.removesuffix("00").removesuffix("00")})


def at_level(way: str, level: str) -> Q:
    """What the code tells: how many pairs of zeros it ends in."""
    code = f"{way}place__code"
    nation, province = Q(**{code: NATION}), Q(**{f"{code}__endswith": "0000"})
    prefecture = Q(**{f"{code}__endswith": "00"})
    return {"nation": nation, "province": province & ~nation, "prefecture": prefecture & ~province,
            "county": Q(**{f"{way}place__isnull": False}) & ~prefecture}[level]


def of_year(way: str, year: str) -> Q:
    return Q(**{f"{way}year__isnull": True}) if year == UNDATED else Q(**{f"{way}year": int(year)})


class ReportFilter(FilterSet):
    """Reports by what is known of them. `report` is the way to them from the model."""
    report = ""
    place = Several(in_place, validators=[CODE], label=_("地区代码，连同其下各级；unplaced 为未定地区"))
    level = Several(at_level, label=_("级别"), choices=list(labels.LEVELS.items()))
    kind = Several(lambda way, kind: Q(**{f"{way}kind": kind}), label=_("文种"), choices=list(labels.KINDS.items()))
    year = Several(of_year, validators=[YEAR_OR_NONE], label=_("年份；undated 为未注明日期"))
    year_min = CharFilter(field_name="year", lookup_expr="gte", validators=[YEAR], label=_("最早年份"))
    year_max = CharFilter(field_name="year", lookup_expr="lte", validators=[YEAR], label=_("最晚年份"))
    speaker = Several(lambda way, name: Q(**{f"{way}speaker": name}), label=_("报告人"),
                      validators=[MaxLengthValidator(60), ProhibitNullCharactersValidator()])

    class Meta:
        model = Report
        fields: list[str] = []

    @property
    def chosen(self) -> dict[str, list[str] | str]:
        """What was given, of what is understood."""
        self.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def complaints(self) -> list[Sentence]:
        """What cannot be followed: values that are none, and years that end before they begin."""
        wrong = [not_understood(name, self.wrong(name)[0], self.allowed(name)) for name in self.form.errors]
        first, last = (int(self.chosen.get(name, 0)) for name in ("year_min", "year_max"))
        return [*wrong, backward(first, last)] if first > last > 0 else wrong

    @property
    def mended(self) -> dict[str, list[str] | None]:
        """Of the parameters that cannot be followed, what of them can; None for nothing."""
        found = {name: [value for value in self.given(name) if value not in self.wrong(name)] or None for name in self.form.errors}
        has_complaint = len(self.complaints) > len(found)
        return found | dict.fromkeys(("year_min", "year_max")) if has_complaint else found

    def given(self, name: str) -> list[str]:
        values = self.form.fields[name].widget.value_from_datadict(self.form.data, {}, name)
        return [values] if isinstance(values, str) else values or []

    def wrong(self, name: str) -> list[str]:
        field = self.form.fields[name]
        return [value for value in self.given(name) if not is_clean(field, value)]

    def allowed(self, name: str) -> str | Promise:
        """What is said of the values that a parameter takes."""
        choices = getattr(self.form.fields[name], "choices", {})
        return listed(choices) if choices else ALLOWED.get(name, "")

    def conditions(self) -> dict[str, Q]:
        """What is asked of a report, apart for each facet: counts of one leave its own values out."""
        chosen = self.chosen
        asked = {name: self.filters[name].any_of(values, "") for name, values in chosen.items()
                 if isinstance(values, list) and name != "part"}
        for name, lookup in (("year_min", "year__gte"), ("year_max", "year__lte")):
            if name in chosen:
                asked["year"] = asked.get("year", Q()) & Q(**{lookup: int(chosen[name])})
        return asked


class ParagraphFilter(ReportFilter):
    """Paragraphs by their reports, and by the part they stand in."""
    report = "report__"
    part = Several(lambda way, part: Q(part=part), label=_("部分"), choices=list(labels.PARTS.items()))

    class Meta:
        model = Paragraph
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("year_min", "year_max"):
            self.filters[name].field_name = self.report + self.filters[name].field_name


def is_clean(field: forms.Field, value: str) -> bool:
    try:
        field.clean(value)
    except forms.ValidationError:
        return False
    return True


def not_understood(name: str, value: str, allowed: str | Promise = "") -> Sentence:
    """With the values that are, where they can be named."""
    told = {"name": name, "value": shortened(value)}
    if allowed:
        return Sentence("参数 {name} 的值“{value}”无法理解；可以是：{allowed}。", {**told, "allowed": allowed})
    return Sentence("参数 {name} 的值“{value}”无法理解。", told)


def backward(first: int, last: int) -> Sentence:
    return Sentence("从 {first} 年到 {last} 年，先后颠倒，其中没有哪一年。", {"first": first, "last": last})


def unknown_names(params: Mapping[str, str], known: Iterable[str]) -> list[Sentence]:
    """Of the parameters that are given and that nobody asks about: a misspelt filter would find more than was meant."""
    known = list(known)
    unknown = [name for name in params if name not in known and params.get(name)]
    return [Sentence("没有名为“{name}”的参数；可以用：{names}。", {"name": shortened(name), "names": listed(known)}) for name in unknown[:MOST_NAMES]]


def only_known(params: QueryDict, known: Iterable[str]) -> QueryDict:
    """The parameters that somebody asks about: every link of a page repeats them."""
    if params.keys() <= set(known):
        return params
    kept = params.copy()
    for name in params.keys() - set(known):
        del kept[name]
    return kept


def listed(values: Iterable[str]) -> str:
    return ", ".join(map(str, values))
