"""What the archive holds, as tables."""
from archive.models.files import Original, Witness
from archive.models.places import Place
from archive.models.records import Event, Notice, Release, Setting
from archive.models.reports import UNDATED, UNPLACED, FormerAddress, Report, ReportQuerySet, VanishedReport
from archive.models.tallies import Tally, Untallied
from archive.models.texts import Edit, FormerParagraph, Paragraph, Revision, Section, Token
from archive.models.uploads import Upload, UploadItem
from archive.models.vocabulary import FurnitureRule, SpeakerName, Watermark

__all__ = [
    "UNDATED", "UNPLACED", "Edit", "Event", "FormerAddress", "FormerParagraph", "FurnitureRule", "Notice", "Original", "Paragraph", "Place",
    "Release", "Report", "ReportQuerySet", "Revision", "Section", "Setting", "SpeakerName", "Tally", "Token", "Untallied", "Upload", "UploadItem", "VanishedReport", "Watermark", "Witness",
]
