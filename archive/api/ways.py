"""The JSON of the other ways to see what a search finds: by report, and every place a line."""
from drf_spectacular.serializers import PolymorphicProxySerializerExtension
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from archive.api.serializers import HitEntry, ReportBrief, SearchAnswer
from archive.search import ReportHit, Results


class ReportFound(ReportBrief):
    """A report that holds what was looked for: how many paragraphs do, and the first of them."""
    paragraph_count = serializers.IntegerField(help_text="其中命中的段数")
    passages = HitEntry(many=True, help_text="最前的几段")

    def to_representation(self, hit: ReportHit) -> dict:
        passages = HitEntry(hit.passages, many=True, context=self.context).data
        brief = ReportBrief(hit.report, context=self.context).data
        return {**brief, "paragraph_count": hit.count, "passages": passages}


class LineFound(HitEntry):
    """A place: the match with what stands on either side in its paragraph. `start` and `end` are code points of the paragraph's text."""
    text = highlights = None
    before = serializers.CharField(source="line.before", trim_whitespace=False)
    match = serializers.CharField(source="line.match", trim_whitespace=False)
    after = serializers.CharField(source="line.after", trim_whitespace=False)
    start = serializers.IntegerField(source="line.start")
    end = serializers.IntegerField(source="line.stop")


class ReportsAnswer(SearchAnswer):
    """A page of the reports found; `count` is of reports, `paragraph_count` of paragraphs, as the facets are. Both are exact."""
    count = serializers.IntegerField(source="report_count")
    paragraph_count = serializers.IntegerField(source="count")
    results = ReportFound(many=True, source="reports")


class LinesAnswer(SearchAnswer):
    """A page of the concordance; `count` is of places, `paragraph_count` of paragraphs, as the facets are. Both are exact."""
    count = serializers.IntegerField(source="line_count")
    paragraph_count = serializers.IntegerField(source="count")
    results = LineFound(many=True, source="lines")


ANSWERS = {"paragraph": SearchAnswer, "report": ReportsAnswer, "lines": LinesAnswer}


class AnyOf(PolymorphicProxySerializer):
    """One of several shapes, of which an empty list may be more than one."""


class AnyOfInTheSchema(PolymorphicProxySerializerExtension):
    target_class = AnyOf

    def map_serializer(self, auto_schema: object, direction: str) -> dict:
        return {"anyOf": super().map_serializer(auto_schema, direction)["oneOf"]}


ANY = AnyOf(component_name="SearchFound", serializers=list(ANSWERS.values()), resource_type_field_name=None)


def answer(results: Results, context: dict) -> dict:
    """In the shape of what is listed."""
    return ANSWERS[results.group](results, context=context).data
