"""What staff hand in: an upload of many files, and what became of each."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models.files import Original, Witness
from archive.models.reports import Report


class Upload(models.Model):
    """Files that were handed in together. `wishes` is what was said of all of them: place, year, revises."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("上传人"), null=True, related_name="uploads")
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)
    wishes = models.JSONField(_("说明"), default=dict, blank=True)
    is_closed = models.BooleanField(_("文件已交齐"), default=False)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("撤销人"), null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = verbose_name_plural = _("上传")

    def __str__(self) -> str:
        return f"{self.pk}"


class UploadItem(models.Model):
    """One file of an upload, or one document of a file that holds several (`member` counts them from 1)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待")
        WORKING = "working", _("处理中")
        DONE = "done", _("完成")
        DISCARDED = "discarded", _("已丢弃")

    class Added(models.TextChoices):
        """What an item brought into the archive: undoing takes back no more than that."""
        REPORT = "report", _("报告")
        WITNESS = "witness", _("来源")
        NAME = "name", _("文件名")

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="items")
    position = models.IntegerField()
    member = models.IntegerField(default=0)
    row = models.IntegerField(_("第几行"), null=True, help_text=_("表格中的一行"))
    name = models.CharField(_("文件名"), max_length=400)
    original = models.ForeignKey(Original, models.SET_NULL, verbose_name=_("原始文件"), null=True, related_name="upload_items")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    status = models.CharField(_("结果"), max_length=10, choices=labels.STATUSES, blank=True)
    report = models.ForeignKey(Report, models.SET_NULL, verbose_name=_("报告"), null=True, related_name="upload_items")
    witness = models.ForeignKey(Witness, models.SET_NULL, verbose_name=_("来源"), null=True, related_name="upload_items")
    added = models.CharField(_("所增"), max_length=8, choices=Added, blank=True)
    error = models.JSONField(_("拒收原因"), null=True)
    said = models.JSONField(_("表中所说"), default=dict, help_text=_("压缩包里的 metadata.csv 对这份文件的说明"))
    warnings = models.JSONField(_("提示"), default=list)
    attempts = models.SmallIntegerField(_("次数"), default=0)
    started_at = models.DateTimeField(_("开始"), null=True)
    finished_at = models.DateTimeField(_("完成"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("上传的文件")
        ordering = ["upload_id", "position", "member"]
        constraints = [models.UniqueConstraint(fields=["upload", "position", "member"], name="upload_item_position")]
        indexes = [models.Index(fields=["state"], name="upload_item_open", condition=models.Q(state__in=["waiting", "working"]))]

    def __str__(self) -> str:
        return self.name
