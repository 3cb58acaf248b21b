"""The JSON of the API, shape by shape, as its schema describes it too."""
from django.urls import reverse
from drf_spectacular.helpers import lazy_serializer
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from archive.api.tree import Branch, tree
from archive.models import Edit, FormerParagraph, Paragraph, Place, Report, Witness
from archive.query import Reading
from archive.search import Hit, Results
from archive.sentences import said, shown
from archive.text.doubts import answered
from archive.text.vocabulary import BlockKind, EditKind, Flag, Kind, Level, Part

KINDS, LEVELS, PARTS, BLOCK_KINDS, EDIT_KINDS = list(Kind), list(Level), list(Part), list(BlockKind), list(EditKind)
FATES = FormerParagraph.Fate.values


class Addressed(serializers.Serializer):
    """Something with a permanent address, given whole."""
    url = serializers.SerializerMethodField(help_text="永久地址")

    def get_url(self, thing: Report | Paragraph) -> str:
        return self.context["request"].build_absolute_uri(thing.get_absolute_url())


class PlaceName(serializers.Serializer):
    """A place; its name is what the document calls it."""
    code = serializers.CharField()
    name = serializers.CharField()


class PlaceEntry(PlaceName):
    level = serializers.ChoiceField(choices=LEVELS)
    parent = serializers.CharField(source="parent_id", allow_null=True, help_text="上级的代码")
    report_count = serializers.IntegerField(help_text="本级（不含下级）已公布的报告数")

    class Meta:
        model = Place


class ReportBrief(Addressed):
    """A report as a search result names it."""
    key = serializers.CharField()
    title = serializers.CharField()
    place = serializers.SerializerMethodField()
    year = serializers.IntegerField(allow_null=True)
    kind = serializers.ChoiceField(choices=KINDS)

    @extend_schema_field(PlaceName(allow_null=True))
    def get_place(self, report: Report) -> dict | None:
        return {"code": report.place_id, "name": report.place_label} if report.place_id else None


class EditEntry(serializers.ModelSerializer):
    """A change made to the extracted text: `before` at `start:end` reads `after`."""
    kind = serializers.ChoiceField(choices=EDIT_KINDS)
    before = serializers.CharField(trim_whitespace=False)
    after = serializers.CharField(trim_whitespace=False)

    class Meta:
        model = Edit
        fields = ["kind", "start", "end", "before", "after"]


class ParagraphEntry(Addressed):
    """A paragraph in its report."""
    token = serializers.CharField(source="token_id")
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=BLOCK_KINDS)
    part = serializers.ChoiceField(choices=PARTS, allow_null=True)
    text = serializers.CharField()
    flags = serializers.ListField(child=serializers.ChoiceField(choices=list(Flag)))
    edits = EditEntry(many=True)


class FormerEntry(serializers.Serializer):
    """What became of a paragraph whose text stands no more: why, with which version, and what stands for it now."""
    fate = serializers.ChoiceField(choices=FATES)
    reason = serializers.CharField()
    until = serializers.IntegerField(help_text="最后含有此段的版本")
    ended_at = serializers.DateTimeField()
    key = serializers.CharField(help_text="已并入的报告当时的键；没有合并过为空")
    successors = serializers.SerializerMethodField(help_text="今在何处")

    @extend_schema_field(serializers.ListField(child=serializers.URLField()))
    def get_successors(self, paragraph: FormerParagraph) -> list[str]:
        request = self.context["request"]
        return [request.build_absolute_uri(reverse("paragraph", args=[token])) for token in paragraph.successors]


class ParagraphAlone(ParagraphEntry):
    """A paragraph with the report and the sections it stands in, or stood in when it was cited."""
    report = ReportBrief()
    section = serializers.SerializerMethodField()
    former = serializers.SerializerMethodField(help_text="现有的段落为 null")

    def get_section(self, paragraph: Paragraph | FormerParagraph) -> list[str]:
        return paragraph.path if isinstance(paragraph, FormerParagraph) else paragraph.section.path

    @extend_schema_field(FormerEntry(allow_null=True))
    def get_former(self, paragraph: Paragraph | FormerParagraph) -> dict | None:
        return FormerEntry(paragraph, context=self.context).data if isinstance(paragraph, FormerParagraph) else None


class SectionEntry(serializers.Serializer):
    """A section, its paragraphs, and the sections within it."""
    number = serializers.CharField(source="section.number")
    heading = serializers.CharField(source="section.heading")
    level = serializers.IntegerField(source="section.level")
    part = serializers.ChoiceField(choices=PARTS, allow_null=True, source="section.part")
    paragraphs = ParagraphEntry(many=True)
    sections = serializers.SerializerMethodField()

    @extend_schema_field(lazy_serializer("archive.api.serializers.SectionEntry")(many=True))
    def get_sections(self, branch: Branch) -> list[dict]:
        return SectionEntry(branch.sections, many=True, context=self.context).data


class WitnessEntry(serializers.Serializer):
    """A file that carries the text."""
    names = serializers.ListField(child=serializers.CharField())
    sha256 = serializers.CharField(source="original_id")
    bytes = serializers.IntegerField(source="original.size")
    taken_on = serializers.DateTimeField()
    relation = serializers.ChoiceField(choices=Witness.Relation.values)
    likeness = serializers.FloatField(allow_null=True, help_text="与报告文字的相近程度，1 为全同；文字相近的才有")
    warnings = serializers.SerializerMethodField()

    def get_warnings(self, witness: Witness) -> list[str]:
        return [shown(entry) for entry in answered(witness.warnings)]


class ReportEntry(ReportBrief):
    """A report without its sections."""
    subtitle = serializers.CharField()
    kicker = serializers.CharField()
    review_year = serializers.IntegerField(allow_null=True)
    plan_year = serializers.IntegerField(allow_null=True)
    delivered_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    speaker = serializers.CharField()
    speaker_role = serializers.CharField()
    authors = serializers.ListField(child=serializers.CharField())
    occasion = serializers.CharField()
    issuer = serializers.CharField()
    source = serializers.CharField()
    language = serializers.CharField()
    is_sample = serializers.BooleanField()
    supplied = serializers.ListField(child=serializers.CharField(), help_text="现在的文件没有印或印得不同、由文库给出的项，连同只有先前的文字说的")
    suggestions = serializers.DictField(help_text="文库的猜测，没有填入")
    warnings = serializers.SerializerMethodField()
    edits = serializers.SerializerMethodField(help_text="不属于任何一段的改动")
    witnesses = WitnessEntry(many=True)

    def get_warnings(self, report: Report) -> list[str]:
        return [shown(entry) for entry in report.warnings]

    @extend_schema_field(EditEntry(many=True))
    def get_edits(self, report: Report) -> list[dict]:
        return EditEntry([edit for edit in report.edits.all() if edit.paragraph_id is None], many=True).data


class ReportWhole(ReportEntry):
    """A report with everything in it."""
    sections = serializers.SerializerMethodField()

    @extend_schema_field(SectionEntry(many=True))
    def get_sections(self, report: Report) -> list[dict]:
        return SectionEntry(tree(report), many=True, context=self.context).data


class HitEntry(Addressed):
    """A paragraph found. Highlights are code points of the text, half-open."""
    token = serializers.CharField(source="paragraph.token_id")
    report = ReportBrief(source="paragraph.report")
    section = serializers.ListField(child=serializers.CharField(), source="paragraph.section.path")
    part = serializers.ChoiceField(choices=PARTS, allow_null=True, source="paragraph.part")
    position = serializers.IntegerField(source="paragraph.position")
    text = serializers.CharField(source="paragraph.text")
    highlights = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2))

    def get_url(self, hit: Hit) -> str:
        return super().get_url(hit.paragraph)


class FacetEntry(serializers.Serializer):
    value = serializers.CharField(allow_null=True)
    label = serializers.CharField()
    count = serializers.IntegerField()


class YearEntry(FacetEntry):
    value = serializers.IntegerField(allow_null=True)


class Facets(serializers.Serializer):
    """How many of the paragraphs found there are of each value; null is the value that is not known."""
    year = YearEntry(many=True)
    place = FacetEntry(many=True)
    level = FacetEntry(many=True)
    kind = FacetEntry(many=True)
    part = FacetEntry(many=True)
    speaker = FacetEntry(many=True)


class QueryEntry(serializers.Serializer):
    """How the query was read, and what in it was not followed."""
    read_as = serializers.CharField()
    notes = serializers.SerializerMethodField()

    def get_notes(self, reading: Reading) -> list[str]:
        return [said(note) for note in reading.notes]


class SearchAnswer(serializers.Serializer):
    """A page of search results; `count` is exact."""
    count = serializers.IntegerField()
    next = serializers.SerializerMethodField()
    previous = serializers.SerializerMethodField()
    query = QueryEntry(source="reading")
    facets = Facets()
    results = HitEntry(many=True, source="hits")

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_next(self, results: Results) -> str | None:
        return self.page_at(results.next_cursor)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_previous(self, results: Results) -> str | None:
        return self.page_at(results.previous_cursor)

    def page_at(self, cursor: str | None) -> str | None:
        """The same search from this place on."""
        if cursor is None:
            return None
        request = self.context["request"]
        params = request.GET.copy()
        params["cursor"] = cursor
        return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")


class ErrorEntry(serializers.Serializer):
    """Why there is no other answer, in words."""
    error = serializers.CharField()
