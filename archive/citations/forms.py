"""The forms of a citation, in the order in which a page offers them."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.citations import bibtex, csl, gbt7714, plain, ris
from archive.citations.source import Source


@dataclass(frozen=True)
class Form:
    """`is_standard` leaves no place for a note, `is_file` is read by programs, line by line."""
    name: str
    label: str
    text: str
    is_standard: bool = False
    is_file: bool = False


def forms(source: Source) -> list[Form]:
    return [
        Form("gbt2025", "GB/T 7714—2025", gbt7714.of_2025(source), is_standard=True),
        Form("gbt2015", "GB/T 7714—2015", gbt7714.of_2015(source), is_standard=True),
        Form("plain", _("文字"), plain.entry(source)),
        Form("ris", "RIS", ris.entry(source).replace("\r\n", "\n"), is_file=True),
        Form("bib", "BibTeX", bibtex.entry(source), is_file=True),
        Form("csl", "CSL-JSON", csl.entry(source), is_file=True),
    ]
