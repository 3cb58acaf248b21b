"""The work reports of the thirty-one provinces for 2025, against a table made by reading them.

The table was written before anything was run: for each field the characters it was read from, for each
section its first paragraph and its part. Where another reading was settled on since, `settled` says which
and `why`; the first reading stays beside it.
"""
import json
import re
from functools import cache
from pathlib import Path

import pytest

from archive.extraction.formats import extracted
from archive.text.document import Document, read_document

ROWS = json.loads((Path(__file__).parent / "tables" / "provinces_2025.json").read_text("utf-8"))
FIELDS = ("place", "year", "title", "delivered_on", "speaker", "speaker_role", "source", "occasion")
each = pytest.mark.parametrize("row", ROWS, ids=[row["file"].removesuffix(".docx") for row in ROWS])


@cache
def read(path: Path) -> Document:
    [found] = extracted(path.read_bytes(), path.name)
    return read_document(found, path.name)


def plain(said: object) -> str:
    """Without typesetting's white space."""
    return re.sub(r"\s", "", str(said or ""))


def held_at(occasion: str) -> str:
    """An occasion without the words around it: 在……上."""
    return plain(occasion).removeprefix("在").removesuffix("上")


def test_the_table_has_every_province():
    assert len({row["place"] for row in ROWS}) == len(ROWS) == 31


@each
def test_what_the_file_prints_of_itself_is_read(row, corpus):
    identity = read(corpus / "provinces-2025-docx" / row["file"]).identity
    told = {name: plain(getattr(identity, name)) for name in FIELDS[:-1]} | {"occasion": held_at(identity.occasion)}
    assert told == {name: plain(row[name]) for name in FIELDS[:-1]} | {"occasion": held_at(row["occasion"])}


@each
def test_the_first_paragraph_of_every_section_is_of_the_right_part(row, corpus):
    blocks = read(corpus / "provinces-2025-docx" / row["file"]).blocks
    texts = [plain(block.text) for block in blocks]
    told = [str(blocks[first_of(section, texts)].part or "") for section in row["sections"]]
    assert told == [section.get("settled", section["part"]) or "" for section in row["sections"]]


def first_of(section: dict, texts: list[str]) -> int:
    """Where a section's first paragraph stands: at its heading or just after it."""
    heading, first = plain(section["heading"]), plain(section["first"])
    places = [i for i, text in enumerate(texts) if text.startswith(first)]
    beside = [i for i in places if any(text.startswith(heading) for text in texts[max(0, i - 2):i + 1])]
    assert places, f"{section['first']} is no paragraph's beginning"
    return (beside or places)[0]
