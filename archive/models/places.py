"""The divisions of GB/T 2260."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.text.vocabulary import Level


class Place(models.Model):
    """A division of GB/T 2260; `code` ends in zeros where a division below could stand."""
    code = models.CharField(_("代码"), primary_key=True, max_length=6)
    name = models.CharField(_("名称"), max_length=40)
    short_name = models.CharField(_("简称"), max_length=40, help_text=_("不含“省”“市”“县”等字"))
    aliases = ArrayField(models.CharField(max_length=40), verbose_name=_("别名"), default=list, blank=True)
    level = models.CharField(_("级别"), max_length=12, choices=labels.LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, verbose_name=_("上级"), null=True, blank=True, related_name="children")
    from_year = models.SmallIntegerField(_("启用年"), null=True, blank=True)
    to_year = models.SmallIntegerField(_("停用年"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, verbose_name=_("继任"), null=True, blank=True, related_name="predecessors")
    sort_key = models.CharField(_("排序键"), max_length=120, help_text=_("拼音"))
    is_sample = models.BooleanField(_("示例"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = _("地区")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.code])

    @property
    def code_prefix(self) -> str:
        """What every code at or below this place begins with; empty for the nation, which holds all."""
        return "" if self.level == Level.NATION else self.code.removesuffix("00").removesuffix("00")
