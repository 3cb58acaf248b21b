"""Files as they were handed in, and what they bear witness to."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.reports import Report


class Original(models.Model):
    """A file as it was handed in. Its bytes stand under `ORIGINALS/<sha256[:2]>/<sha256>`."""
    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField(_("字节数"))
    taken_on = models.DateTimeField(_("收入时间"), auto_now_add=True)

    class Meta:
        ordering = ["sha256"]
        verbose_name = verbose_name_plural = _("原始文件")

    def __str__(self) -> str:
        return self.sha256


class WitnessQuerySet(models.QuerySet):
    def shown(self) -> "WitnessQuerySet":
        """Those that readers see, with their files."""
        return self.filter(is_shown=True).select_related("original")


class Witness(models.Model):
    """One file that carries a report's text. Until an editor has looked at it, what others handed in is not shown."""

    class Relation(models.TextChoices):
        SAME = "same", _("正文取自此文件")
        COPY = "copy", _("文字相同")
        NEAR = "near", _("文字相近")

    report = models.ForeignKey(Report, models.CASCADE, related_name="witnesses")
    original = models.ForeignKey(Original, models.PROTECT, related_name="witnesses")
    names = ArrayField(models.CharField(max_length=400), verbose_name=_("文件名"))
    relation = models.CharField(_("关系"), max_length=4, choices=Relation)
    number = models.SmallIntegerField(_("文件中第几份"), default=1, help_text=_("一个文件可含多份报告"))
    text = models.TextField(_("整理后的文字"), blank=True, help_text=_("文字相近时，留以比对"))
    likeness = models.FloatField(_("相近程度"), null=True, blank=True, help_text=_("1 为文字全同"))
    warnings = models.JSONField(_("提示"), default=list, blank=True)
    is_shown = models.BooleanField(_("读者可见"), default=True)
    taken_on = models.DateTimeField(_("收入时间"), auto_now_add=True)

    objects = WitnessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = _("来源")
        constraints = [models.UniqueConstraint(fields=["report", "original"], name="witness_once")]

    def __str__(self) -> str:
        return "、".join(self.names)
