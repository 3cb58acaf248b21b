"""Words and rules that staff add to those which come with the archive."""
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Watermark(models.Model):
    """A word that a copy's maker strewed into the text."""
    word = models.CharField(_("水印文字"), max_length=40, unique=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering = ["word"]
        verbose_name = verbose_name_plural = _("水印文字")

    def __str__(self) -> str:
        return self.word


class FurnitureRule(models.Model):
    """A line that belongs to a page, not to the text. In `line`, `*` stands for at most forty characters."""
    line = models.CharField(_("整行"), max_length=200, unique=True, help_text=_("* 代表至多四十个字"))
    example = models.CharField(_("例"), max_length=400, help_text=_("应当去掉的一行"))
    spared = models.CharField(_("反例"), max_length=400, blank=True, help_text=_("相似而应当留下的一行"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering = ["line"]
        verbose_name = verbose_name_plural = _("网页杂项规则")

    def __str__(self) -> str:
        return self.line


class SpeakerName(models.Model):
    """A person who gives reports, and how else the name is written."""
    name = models.CharField(_("姓名"), max_length=60, unique=True)
    aliases = ArrayField(models.CharField(max_length=60), verbose_name=_("其他写法"), default=list, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = _("报告人")

    def __str__(self) -> str:
        return self.name
