"""Tables of a page: by the rules drawn around their cells, else by columns of figures that stand under each other."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.extraction.glyphs import Glyph, Rule, Sheet
from archive.extraction.printed import IS_HAN, em, printed, sorted_lines

NEAR, NARROW, GUTTER, MOST_RULES = 3.5, 9.0, 30.0, 1500
FIGURE = re.compile(r"[-－+＋]?[\d,，.．]+\s*[%％‰倍]?|—+|-+|…+")
COLUMN_GAP, LEAST_ROWS = 1.5, 3


@dataclass(frozen=True)
class Grid:
    """A table: `columns` are the places of its upright edges."""
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    top: float
    bottom: float


def ruled(sheet: Sheet) -> tuple[list[Grid], list[Glyph]]:
    """The tables with rules, and the characters that stand in none."""
    grids, rest = [], sheet.glyphs
    for rules in _connected(_merged(sheet.rules)):
        columns, x0, x1, top, bottom = _frame(rules)
        inside = [g for g in rest if x0 - NEAR < (g.x0 + g.x1) / 2 < x1 + NEAR and top - NEAR / 2 < g.middle < bottom + NEAR / 2]
        if len(columns) < 3 or not any(not g.text.isspace() for g in inside):
            continue
        columns, rows = _with_text(columns, _rows(inside, rules, columns, top, bottom))
        if len(columns) > 2:
            grids.append(Grid(rows, columns, top, bottom))
            taken = set(map(id, inside))
            rest = [g for g in rest if id(g) not in taken]
    return grids, rest


def _with_text(columns: tuple[float, ...], rows: list[tuple[str, ...]]) -> tuple[tuple[float, ...], tuple[tuple[str, ...], ...]]:
    """The table without narrow columns that have no text at all: rules drawn too far make such."""
    kept = [i for i in range(len(columns) - 1) if columns[i + 1] - columns[i] > GUTTER or any(row[i] for row in rows)]
    if sum(any(row[i] for row in rows) for i in kept) < 2:
        kept = []  # a frame or an ornament
    return (*(columns[i] for i in kept), columns[-1]), tuple(tuple(row[i] for i in kept) for row in rows)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Each drawn line once, however many strokes it takes. Too many are a drawing."""
    if len(rules) > MOST_RULES:
        return []
    merged: list[Rule] = []
    for rule in sorted((r for r in rules if max(r.x1 - r.x0, r.bottom - r.top) > NARROW / 2), key=_order):
        last = merged[-1] if merged else None
        if last and last.is_level == rule.is_level and _goes_on(last, rule):
            merged[-1] = Rule(min(last.x0, rule.x0), max(last.x1, rule.x1), min(last.top, rule.top), max(last.bottom, rule.bottom))
        else:
            merged.append(rule)
    return merged


def _order(rule: Rule) -> tuple:
    return (0, round(rule.top / NEAR), rule.x0) if rule.is_level else (1, round(rule.x0 / NEAR), rule.top)


def _goes_on(last: Rule, rule: Rule) -> bool:
    return (abs(last.top - rule.top) <= NEAR if rule.is_level else abs(last.x0 - rule.x0) <= NEAR) and _touch(last, rule)


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch, from the top of the page down."""
    groups: list[list[Rule]] = []
    for rule in rules:
        apart, joined = [], [rule]
        for group in groups:
            if any(_touch(rule, other) for other in group):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return sorted((g for g in groups if len(g) > 2), key=lambda group: min(r.top for r in group))


def _touch(a: Rule, b: Rule) -> bool:
    return a.x0 - NEAR <= b.x1 and b.x0 - NEAR <= a.x1 and a.top - NEAR <= b.bottom and b.top - NEAR <= a.bottom


def _frame(rules: list[Rule]) -> tuple[tuple[float, ...], float, float, float, float]:
    x0, x1 = min(r.x0 for r in rules), max(r.x1 for r in rules)
    places = sorted([x0, x1, *((r.x0 + r.x1) / 2 for r in rules if not r.is_level)])
    return tuple(_apart(places)), x0, x1, min(r.top for r in rules), max(r.bottom for r in rules)


def _apart(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > NARROW:
            found.append(place)
    return found


def _rows(glyphs: list[Glyph], rules: list[Rule], columns: tuple[float, ...], top: float, bottom: float) -> list[tuple[str, ...]]:
    """The rows between the level rules; where there are too few of those, each printed line is a row."""
    width = columns[-1] - columns[0]
    levels = _apart(sorted([top, bottom, *(r.top for r in rules if r.is_level and r.x1 - r.x0 > width / 2)]))
    bands = [(a, z) for a, z in zip(levels, levels[1:], strict=False)]
    in_bands = [[g for g in glyphs if a <= g.middle < z or i == 0 and g.middle < a or i == len(bands) - 1 and g.middle >= z]
                for i, (a, z) in enumerate(bands)]
    counts = [len(sorted_lines(inside)) for inside in in_bands]
    every_row_is_ruled = len(bands) > 2 and 2 * len(bands) >= sum(counts)
    rows: list[tuple[str, ...]] = []
    for i, (inside, (a, z)) in enumerate(zip(in_bands, bands, strict=True)):
        edges = _edges(rules, columns, (a + z) / 2)
        is_one = every_row_is_ruled or counts[i] <= 1 or i == 0 and len(bands) > 1 and counts[i] <= 3
        groups = [inside] if is_one else sorted_lines(inside)
        rows += [_cells(group, columns, edges) for group in groups if group]
    return rows


def _edges(rules: list[Rule], columns: tuple[float, ...], y: float) -> tuple[float, ...]:
    """The column edges that are drawn at this height: a wide cell has none inside."""
    drawn = [(r.x0 + r.x1) / 2 for r in rules if not r.is_level and r.top - NEAR <= y <= r.bottom + NEAR]
    inner = [x for x in columns[1:-1] if any(abs(x - d) <= NARROW for d in drawn)]
    return (columns[0], *inner, columns[-1]) if inner else columns


def _cells(glyphs: list[Glyph], columns: tuple[float, ...], edges: tuple[float, ...]) -> tuple[str, ...]:
    """The text of each column; that of a wide cell stands in its first."""
    cells = [""] * (len(columns) - 1)
    for left, right in zip(edges, edges[1:], strict=False):
        inside = [g for g in glyphs if (left <= (g.x0 + g.x1) / 2 or left == edges[0]) and ((g.x0 + g.x1) / 2 < right or right == edges[-1])]
        text = ""
        for line in sorted_lines(inside):
            said = printed(line).text
            text += (" " if text and not (IS_HAN.match(text[-1]) and IS_HAN.match(said)) else "") + said
        cells[columns.index(left)] = text
    return tuple(cells)


def aligned(lines: list[list[Glyph]]) -> list[list[Glyph] | Grid]:
    """The lines of a page, with those that form columns of figures made one table."""
    found: list[list[Glyph] | Grid] = []
    run: list[tuple[list[Glyph], list[list[Glyph]]]] = []
    for line in [*lines, []]:
        parts = _parts(line) if line else []
        if len(parts) > 1 and (not run or _under(run[-1][1], parts)):
            run.append((line, parts))
            continue
        found += _closed(run)
        run = [(line, parts)] if len(parts) > 1 else []
        found += [line] if line and not run else []
    return found


def _parts(line: list[Glyph]) -> list[list[Glyph]]:
    """A line cut at wide gaps."""
    size, parts = em(line), [[line[0]]]
    inked = line[0]
    for glyph in line[1:]:
        if glyph.text.isspace():
            parts[-1].append(glyph)
            continue
        parts += [[]] if glyph.x0 - inked.x1 > COLUMN_GAP * size else []
        parts[-1].append(glyph)
        inked = glyph
    return parts


def _under(above: list[list[Glyph]], parts: list[list[Glyph]]) -> bool:
    """Whether the parts stand under those of the line above, one under one."""
    return len(above) == len(parts) and all(
        a[0].x0 < b[-1].x1 + NEAR and b[0].x0 < a[-1].x1 + NEAR for a, b in zip(above, parts, strict=True))


def _closed(run: list[tuple[list[Glyph], list[list[Glyph]]]]) -> list[list[Glyph] | Grid]:
    rows = [tuple(printed(part).text.strip() for part in parts) for _, parts in run]
    rest = [cell for row in rows[1:] for cell in row[1:]]
    if len(rows) < LEAST_ROWS or 2 * sum(bool(FIGURE.fullmatch(cell)) for cell in rest) < len(rest):
        return [line for line, _ in run]
    everything = [glyph for line, _ in run for glyph in line]
    columns = tuple(min(parts[i][0].x0 for _, parts in run) for i in range(len(rows[0])))
    return [Grid(tuple(rows), columns, min(g.top for g in everything), max(g.bottom for g in everything))]
