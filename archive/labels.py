"""What the fixed words of the archive are called on a page, in the reader's language."""
from django.utils.translation import gettext_lazy as _

from archive.text.vocabulary import BlockKind, EditKind, Flag, Kind, Level, Part

KINDS = {
    Kind.WORK_REPORT: _("政府工作报告"),
    Kind.RESOLUTION: _("决议"),
    Kind.COMMUNIQUE: _("公报"),
    Kind.STATISTICS: _("统计公报"),
    Kind.POLICY: _("政策文件"),
    Kind.REGULATION: _("法规规章"),
    Kind.ARTICLE: _("文章"),
    Kind.MINUTES: _("纪要"),
    Kind.SUMMARY: _("摘要"),
    Kind.OTHER: _("其他"),
}
LEVELS = {
    Level.NATION: _("国家"),
    Level.PROVINCE: _("省级"),
    Level.PREFECTURE: _("地级"),
    Level.COUNTY: _("县级"),
}
PARTS = {
    Part.REVIEW: _("工作回顾"),
    Part.TARGETS: _("主要目标"),
    Part.PLAN: _("工作安排"),
    Part.SELF: _("自身建设"),
}
BLOCK_KINDS = {
    BlockKind.TITLE: _("标题"),
    BlockKind.SUBTITLE: _("副标题"),
    BlockKind.KICKER: _("引题"),
    BlockKind.BYLINE: _("署名"),
    BlockKind.DELIVERY: _("报告时间与场合"),
    BlockKind.SALUTATION: _("称呼"),
    BlockKind.HEADING: _("小标题"),
    BlockKind.BODY: _("正文"),
    BlockKind.CAPTION: _("图片说明"),
    BlockKind.NOTE: _("附注"),
    BlockKind.TABLE: _("表格"),
    BlockKind.GLOSSARY: _("名词解释"),
}
FLAGS = {
    Flag.INCOMPLETE: _("原件缺字"),
    Flag.DAMAGED: _("原件损坏，未能复原"),
    Flag.INFERRED: _("含推定的字"),
    Flag.MISPLACED: _("位置与原版面不同"),
    Flag.OCR: _("文字识别所得"),
}
EDIT_KINDS = {
    EditKind.COPY: _("重复的副本"),
    EditKind.FURNITURE: _("网页杂项"),
    EditKind.WATERMARK: _("水印文字"),
    EditKind.MARK: _("夹在字间的符号"),
    EditKind.PINYIN: _("注音"),
    EditKind.MOJIBAKE: _("乱码复原"),
    EditKind.REJOINED: _("断行接合"),
    EditKind.SPLIT: _("拆行"),
    EditKind.MOVED: _("移位"),
    EditKind.SCRIPT: _("字形转换"),
    EditKind.SPACING: _("空白"),
    EditKind.CORRECTED: _("更正"),
}
STATUSES = {
    "imported": _("收入"),
    "duplicate": _("已有"),
    "witness": _("另一来源"),
    "revision": _("修订"),
    "refused": _("拒收"),
}
