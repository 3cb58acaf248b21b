"""What is no part of a document taken out of its text, what was cut joined: in steps, each an edit that can be undone."""
from collections.abc import Iterable
from dataclasses import dataclass

from archive.text.copies import copy_changes
from archive.text.furniture import Rule, furniture_changes, licence_changes
from archive.text.fused import fused_changes, glued_opening_changes
from archive.text.lines import Line, lines
from archive.text.pinyin import Mend, mends
from archive.text.repairs import (
    cut_headings,
    glued_names,
    mark_changes,
    markdown_changes,
    note_mark_changes,
    rejoin_changes,
    watermark_changes,
)
from archive.text.spread import spread_changes
from archive.text.structure import told
from archive.text.tables import is_table
from archive.text.tape import Change, Tape
from archive.text.titles import plain_title
from archive.text.vocabulary import BlockKind, EditKind, Flag

TITLES = (BlockKind.TITLE, BlockKind.KICKER, BlockKind.SUBTITLE)


@dataclass(frozen=True)
class Cleaned:
    """`damages` are the places, in the source, that stay damaged or were guessed; `copies` those dropped."""
    tape: Tape
    damages: tuple[tuple[int, Flag], ...]
    copies: int


def cleaned(tape: Tape, watermarks: tuple[str, ...], furniture: Iterable[Rule] = ()) -> Cleaned:
    """Notes, furniture, copies, watermarks and marks taken out. `furniture` are rules besides the shipped ones."""
    repairs = mends(tape.text)
    damages = tuple((tape.origin(mend.start), mend.flag) for mend in repairs if mend.flag)
    tape = tape.change(_as_changes(repairs))
    tape = sparing_tables(tape, spread_changes(tape.text))
    tape = sparing_tables(tape, markdown_changes(tape.text))
    tape = sparing_tables(tape, fused_changes(tape.text))
    tape = sparing_tables(tape, glued_opening_changes(tape.text))
    tape = sparing_tables(tape, licence_changes(tape.text))
    tape = sparing_tables(tape, furniture_changes(tape.text, furniture))
    copies, dropped = copy_changes(tape.text)
    tape = tape.change(copies)
    tape = sparing_tables(tape, watermark_changes(tape.text, watermarks))
    tape = tape.change([*mark_changes(tape.text), *note_mark_changes(tape.text)])
    return Cleaned(tape, damages, dropped)


def _as_changes(repairs: Iterable[Mend]) -> list[Change]:
    return [Change(m.kind, m.start, m.end, m.after) for m in repairs if m.flag != Flag.DAMAGED]


def sparing_tables(tape: Tape, changes: list[Change]) -> Tape:
    """The tape after those changes that neither reach into a table nor join anything to one."""
    tables = [line for line in lines(tape.text) if is_table(line.text)] if is_table(tape.text) else []
    return tape.change(change for change in changes if not any(_touches(change, table) for table in tables))


def _touches(change: Change, table: Line) -> bool:
    reach = 1 if change.kind == EditKind.REJOINED else 0
    return change.start < table.end + reach and change.end > table.start - reach


def rejoined(tape: Tape) -> Tape:
    """Cut sentences and headings made whole, glued names set apart."""
    tape = sparing_tables(tape, rejoin_changes(tape.text))
    tape = sparing_tables(tape, glued_names(lines(tape.text)))
    found = [line for line in lines(tape.text) if not is_table(line.text)]
    kinds, _ = told(tuple(found))
    headings = {i for i, kind in enumerate(kinds) if kind == BlockKind.HEADING}
    return sparing_tables(tape, cut_headings(found, headings))


def title_changes(found: list[Line], kinds: list[BlockKind]) -> list[Change]:
    """White space that typesetting put into titles."""
    changes = []
    for line, kind in zip(found, kinds, strict=True):
        if kind in TITLES and (plain := plain_title(line.text)) != line.text:
            changes += _spaces_left_out(line.text, plain, line.start)
    return changes


def _spaces_left_out(text: str, plain: str, offset: int) -> list[Change]:
    changes, j = [], 0
    for i, character in enumerate(text):
        if j < len(plain) and plain[j] == character:
            j += 1
        else:
            changes.append(Change(EditKind.SPACING, offset + i, offset + i + 1))
    return changes
