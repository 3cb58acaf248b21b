"""Reports, and the addresses they have and had."""
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import labels
from archive.models.places import Place
from archive.text.dates import EARLIEST, LATEST
from archive.text.vocabulary import EARLIER, Kind

UNPLACED = "unplaced"
UNDATED = "undated"


class ThisTransaction(models.Func):
    """The number of the transaction that is under way."""
    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class ReportQuerySet(models.QuerySet):
    def public(self) -> "ReportQuerySet":
        return self.filter(status=Report.Status.PUBLISHED)

    def at(self, code: str, year: str, slug: str) -> "ReportQuerySet":
        """The report of this address: `code` or «unplaced», `year` or «undated», `slug`."""
        return self.filter(
            place=None if code == UNPLACED else code, year=None if year == UNDATED else int(year), slug=slug)

    def newest_first(self) -> "ReportQuerySet":
        return self.order_by(F("year").desc(nulls_last=True), "place_id", "slug", "pk")


class Report(models.Model):
    """A document of the archive, of whatever kind. Its key is `<place>/<year>/<slug>`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        PUBLISHED = "published", _("已公布")
        WITHDRAWN = "withdrawn", _("已撤回")

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), null=True, blank=True, related_name="reports")
    place_name = models.CharField(_("地名原文"), max_length=60, blank=True, help_text=_("无代码的区域（如新区）在此保留其名"))
    year = models.SmallIntegerField(_("年份"), null=True, blank=True)
    slug = models.SlugField(_("短名"), max_length=66)
    first_key = models.CharField(_("最初的键"), max_length=90, editable=False)
    kind = models.CharField(_("文种"), max_length=12, choices=labels.KINDS, default=Kind.OTHER)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT)

    title = models.CharField(_("标题"), max_length=300)
    subtitle = models.CharField(_("副标题"), max_length=300, blank=True)
    kicker = models.CharField(_("引题"), max_length=300, blank=True)
    review_year = models.SmallIntegerField(_("回顾年份"), null=True, blank=True)
    plan_year = models.SmallIntegerField(_("部署年份"), null=True, blank=True)
    delivered_on = models.DateField(_("报告日期"), null=True, blank=True)
    published_on = models.DateField(_("发表日期"), null=True, blank=True)
    speaker = models.CharField(_("报告人"), max_length=60, blank=True)
    speaker_role = models.CharField(_("职务"), max_length=60, blank=True)
    authors = ArrayField(models.CharField(max_length=60), verbose_name=_("作者"), default=list, blank=True)
    occasion = models.CharField(_("场合"), max_length=200, blank=True)
    issuer = models.CharField(_("发布机关"), max_length=200, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    language = models.CharField(_("语言"), max_length=12, default="zh-Hans")
    is_sample = models.BooleanField(_("示例"), default=False)

    supplied = ArrayField(models.CharField(max_length=30), verbose_name=_("文库补充的项"), default=list, blank=True)
    suggestions = models.JSONField(_("建议"), default=dict, blank=True)
    evidence = models.JSONField(_("依据"), default=dict, blank=True, help_text=_("各项是从哪几个字读出的"))
    warnings = models.JSONField(_("提示"), default=list, blank=True)

    text_hash = models.CharField(max_length=64, editable=False)
    revision = models.SmallIntegerField(_("第几版"), default=1, editable=False)
    declined = models.JSONField(_("不作的改动"), default=list, blank=True, editable=False, help_text=_("整理时原会作、经人撤销的改动"))
    paragraph_count = models.IntegerField(_("段数"), default=0, editable=False)
    character_count = models.IntegerField(_("字数"), default=0, editable=False)
    added_on = models.DateTimeField(_("收入时间"), auto_now_add=True)
    updated_on = models.DateTimeField(_("更新时间"), auto_now=True)
    # The database keeps these, by triggers: no way of changing a report can forget them.
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_in = models.BigIntegerField(db_default=ThisTransaction(), editable=False)
    identifier = models.CharField(max_length=16, null=True, unique=True, editable=False)  # noqa: DJ001 (a draft has none)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("撤回人"), null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(_("撤回原因"), max_length=400, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = [F("year").desc(nulls_last=True), "place_id", "slug", "pk"]
        verbose_name = verbose_name_plural = _("报告")
        permissions = [("upload_report", _("可以上传报告")), ("publish_report", _("可以公布和撤回报告"))]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "slug"], name="report_key", nulls_distinct=False),
            models.UniqueConstraint(fields=["text_hash"], name="report_text"),
            models.CheckConstraint(
                name="year_of_reports", condition=Q(year=None) | Q(year__range=(EARLIEST, LATEST)),
                violation_error_message=_("年份应在 1900 到 2099 之间，没有就空着。")),
            models.CheckConstraint(name="withdrawn_with_reason", condition=~Q(status="withdrawn") | ~Q(withdrawn_reason="")),
        ]
        indexes = [
            models.Index(fields=["changed_at", "identifier"], name="report_changes", condition=Q(identifier__isnull=False)),
            models.Index(fields=["changed_in"], name="report_transactions"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.key}）"

    def get_absolute_url(self) -> str:
        return reverse("report", args=self.address)

    @property
    def key(self) -> str:
        return "/".join(self.address)

    @property
    def address(self) -> tuple[str, str, str]:
        return self.place_id or UNPLACED, str(self.year or UNDATED), self.slug

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def earlier(self) -> list[str]:
        """Of the fields that are supplied those that an earlier text says."""
        return [name for name in self.supplied if f"{EARLIER}{name}" in self.evidence]

    @property
    def place_label(self) -> str:
        """What the document itself calls its place, else the division's name."""
        return self.place_name or (self.place.name if self.place else "")


class FormerAddress(models.Model):
    """A key under which a report once stood; it redirects for ever."""
    key = models.CharField(primary_key=True, max_length=90)
    report = models.ForeignKey(Report, models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = verbose_name_plural = _("曾用地址")

    def __str__(self) -> str:
        return self.key


class VanishedReport(models.Model):
    """A report that was public and is no row any more: merged into another, or a sample that was taken out.

    The database writes it when it lets the row go; who harvests the archive is told of it for ever.
    """
    identifier = models.CharField(primary_key=True, max_length=16)
    changed_at = models.DateTimeField()
    place_code = models.CharField(max_length=6, blank=True)
    kind = models.CharField(max_length=12, choices=labels.KINDS)

    class Meta:
        indexes = [models.Index(fields=["changed_at", "identifier"], name="vanished_changes")]

    def __str__(self) -> str:
        return self.identifier
