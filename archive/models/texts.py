"""The text of a report: sections, paragraphs with their tokens, edits; and what the text was before."""
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models.files import Witness
from archive.models.reports import Report


class Section(models.Model):
    """A heading and what stands under it; blocks before the first heading have one without a heading.

    `folded` is the search key of the whole path.
    """
    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", db_index=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.IntegerField()
    level = models.SmallIntegerField()
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=400, blank=True)
    path = ArrayField(models.CharField(max_length=420), default=list)
    part = models.CharField(max_length=8, choices=labels.PARTS, null=True)  # noqa: DJ001 (JSON null)
    folded = models.TextField(default="")

    class Meta:
        verbose_name = verbose_name_plural = _("节")
        ordering = ["report_id", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="section_position")]

    def __str__(self) -> str:
        return f"{self.number}{self.heading}"


class Token(models.Model):
    """A permanent name of a paragraph. Given when the report is first published, kept for ever."""
    value = models.CharField(primary_key=True, max_length=10)
    report = models.ForeignKey(Report, models.CASCADE, related_name="tokens", db_index=False)
    given_on = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("永久编号")
        ordering = ["value"]

    def __str__(self) -> str:
        return self.value


class Paragraph(models.Model):
    """One block of a report. `folded` is the search key of `text`; `position` counts from 1."""
    report = models.ForeignKey(Report, models.CASCADE, related_name="paragraphs", db_index=False)
    section = models.ForeignKey(Section, models.CASCADE, related_name="paragraphs", db_index=False)
    token = models.OneToOneField(Token, models.PROTECT, related_name="paragraph")
    position = models.IntegerField()
    kind = models.CharField(max_length=10, choices=labels.BLOCK_KINDS)
    part = models.CharField(max_length=8, choices=labels.PARTS, null=True)  # noqa: DJ001 (JSON null)
    flags = ArrayField(models.CharField(max_length=12, choices=labels.FLAGS), default=list)
    text = models.TextField()
    folded = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = _("段落")
        ordering = ["report_id", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="paragraph_position")]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("paragraph", args=[self.token_id])


class Edit(models.Model):
    """One change made to the extracted text on the way in: `before` at `start:end` reads `after`."""
    report = models.ForeignKey(Report, models.CASCADE, related_name="edits", db_index=False)
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, null=True, related_name="edits")
    position = models.IntegerField()
    kind = models.CharField(max_length=10, choices=labels.EDIT_KINDS)
    start = models.IntegerField()
    end = models.IntegerField()
    before = models.TextField()
    after = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = _("改动")
        ordering = ["report_id", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="edit_position")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.before[:20]} → {self.after[:20]}"


class Revision(models.Model):
    """A state of a report's text that another has followed, or that stands; numbers count from 1."""
    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions")
    number = models.SmallIntegerField(_("第几版"))
    made_at = models.DateTimeField(_("时间"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("修订人"), null=True, blank=True, related_name="+")
    reason = models.CharField(_("修订原因"), max_length=400, blank=True)
    witness = models.ForeignKey(Witness, models.SET_NULL, verbose_name=_("所据文件"), null=True, blank=True, related_name="+")
    tokens = ArrayField(models.CharField(max_length=10), verbose_name=_("各段"), default=list, help_text=_("按次序"))

    class Meta:
        ordering = ["report_id", "number"]
        verbose_name = verbose_name_plural = _("版本")
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="revision_number")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"


class FormerParagraph(models.Model):
    """A paragraph as it stood when its token was given, now changed, taken out or merged into another report's."""

    class Fate(models.TextChoices):
        CHANGED = "changed", _("已改")
        REMOVED = "removed", _("已删")
        MERGED = "merged", _("已并入")

    token = models.OneToOneField(Token, models.PROTECT, primary_key=True, related_name="former")
    report = models.ForeignKey(Report, models.CASCADE, related_name="former_paragraphs")
    fate = models.CharField(_("去向"), max_length=8, choices=Fate)
    reason = models.CharField(_("原因"), max_length=400, blank=True)
    until = models.SmallIntegerField(_("止于第几版"), help_text=_("最后含有此段的版本"))
    ended_at = models.DateTimeField(_("止于何时"))
    key = models.CharField(_("原在报告"), max_length=90, blank=True, help_text=_("已并入的报告当时的键"))
    successors = ArrayField(models.CharField(max_length=10), verbose_name=_("今在"), default=list, blank=True)
    position = models.IntegerField()
    path = ArrayField(models.CharField(max_length=420), default=list, blank=True)
    kind = models.CharField(max_length=10, choices=labels.BLOCK_KINDS)
    part = models.CharField(max_length=8, choices=labels.PARTS, null=True)  # noqa: DJ001 (JSON null)
    flags = ArrayField(models.CharField(max_length=12, choices=labels.FLAGS), default=list, blank=True)
    text = models.TextField()
    edits = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("旧段落")
        ordering = ["report_id", "until", "position"]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("paragraph", args=[self.token_id])
