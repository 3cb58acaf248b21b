"""What the filters leave. A report is judged by each filter apart: the counts of a facet leave its own filter out."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from django.db.models import BooleanField, Case, Expression, IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from archive.models import Report
from archive.search.matching import Sql
from archive.text.vocabulary import Part

BITS = {"year": 1, "place": 2, "kind": 4, "speaker": 8, "level": 16}
COLUMNS = ("pk", "year", "fails")
NAMED = "report(id, year, fails)"


@dataclass(frozen=True)
class Narrowing:
    """`conditions` on the report, one a facet that is narrowed; `parts` of a report, any if none is named."""
    conditions: Mapping[str, Q] = field(default_factory=dict)
    parts: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions or self.parts)

    def reports(self, one_by_one: bool) -> Sql:
        """The reports that hold something, each with the sum of the bits of the filters that it fails."""
        rows = Report.objects.annotate(fails=self._fails())
        if not one_by_one:
            sql, values = rows.order_by().values_list(*COLUMNS).query.sql_with_params()
            return f"({sql}) {NAMED} on id = report_id", values
        there = rows.filter(RawSQL("archive_report.id = report_id", [], output_field=BooleanField()))
        sql, values = there.order_by().values_list(*COLUMNS).query.sql_with_params()
        return f"lateral ({sql} offset 0) {NAMED} on true", values

    def _fails(self) -> Expression:
        failed = [Case(When(condition, then=Value(0)), default=Value(BITS[name]), output_field=IntegerField())
                  for name, condition in self.conditions.items()]
        return reduce(add, failed) if failed else RawSQL("0", [], output_field=IntegerField())

    @property
    def in_parts(self) -> str:
        """A condition on a paragraph's part, of our own words."""
        named = ", ".join(f"'{Part(part)}'" for part in self.parts)
        return f"part in ({named})" if named else "true"
