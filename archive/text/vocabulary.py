"""The fixed words of the archive, as they stand in addresses, JSON and the database."""
from enum import StrEnum


class Kind(StrEnum):
    """What a report is."""
    WORK_REPORT = "work_report"
    RESOLUTION = "resolution"
    COMMUNIQUE = "communique"
    STATISTICS = "statistics"
    POLICY = "policy"
    REGULATION = "regulation"
    ARTICLE = "article"
    MINUTES = "minutes"
    SUMMARY = "summary"
    OTHER = "other"


GUESS, EARLIER = "suggestions.", "earlier."
"""Begin what the words of a guess are kept under, and those of a field that an earlier text says and the present one does not: `earlier.source`."""


class Level(StrEnum):
    """Where a place stands in the tree of divisions, top first."""
    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class BlockKind(StrEnum):
    """What a paragraph is."""
    TITLE = "title"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    DELIVERY = "delivery"
    SALUTATION = "salutation"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"
    TABLE = "table"
    GLOSSARY = "glossary"


class Part(StrEnum):
    """Which part of a work report a paragraph belongs to."""
    REVIEW = "review"
    TARGETS = "targets"
    PLAN = "plan"
    SELF = "self"


class Flag(StrEnum):
    """What a reader should know of a paragraph before trusting it."""
    INCOMPLETE = "incomplete"
    DAMAGED = "damaged"
    INFERRED = "inferred"
    MISPLACED = "misplaced"
    OCR = "ocr"


class EditKind(StrEnum):
    """Why characters were changed on the way in."""
    COPY = "copy"
    FURNITURE = "furniture"
    WATERMARK = "watermark"
    MARK = "mark"
    PINYIN = "pinyin"
    MOJIBAKE = "mojibake"
    REJOINED = "rejoined"
    SPLIT = "split"
    MOVED = "moved"
    SCRIPT = "script"
    SPACING = "spacing"
    CORRECTED = "corrected"
