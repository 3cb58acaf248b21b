"""What a reader may be about to type: the last term completed, the rest left as it is."""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import islice

from archive.query import MOST_TYPED, Literal, read, values, written
from archive.query.nodes import FIELDS, NARROW, QUOTES
from archive.query.signs import NAMES
from archive.search.terms import HEADING, Shelf, Term, Terms
from archive.text.fold import fold

MOST = 8
LONGEST = 60
"""How many characters of a term are looked at: nothing suggested is longer."""
PLACES, SPEAKERS = 3, 2
"""How many of these, where words are wanted too."""
CLOSING = {family[0]: family[1] for family in QUOTES}
# A term begins where nothing touches it: in （一）加快 the parentheses are text.
TAIL = re.compile(rf"(?<![^\s|｜(（])(?P<signs>[-－!！]*)(?:(?P<field>(?i:{'|'.join((*FIELDS, *NAMES))}))\s*[:：]\s*)?(?P<term>[^\s|｜()（）{''.join(QUOTES)}]*)\Z")


@dataclass(frozen=True)
class Tail:
    """The last term of what was typed: behind `kept`, in a quotation that `quote` opened, the value of `field`."""
    kept: str
    term: str
    field: str = ""
    quote: str = ""
    is_context: bool = False

    @property
    def wants_words(self) -> bool:
        """Whether only words can stand here."""
        return bool(self.quote or self.is_context)


@dataclass(frozen=True)
class Suggestion:
    """A query to go on with, and the term that was put in; `is_alone` if there is nothing else in it."""
    query: str
    term: Term
    is_alone: bool


def suggestions(typed: str, known: Terms) -> list[Suggestion]:
    """The best few; none for what cannot be completed, whatever it is."""
    tail = tail_of(typed) if len(typed) <= MOST_TYPED else None
    if not tail or len(tail.term) > LONGEST or not (fold(tail.term) or tail.field):
        return []
    found = {completed(tail, term): term for term in islice(filter(is_understood, best(tail, known)), MOST + 1)}
    return [Suggestion(query, term, not tail.kept) for query, term in found.items() if query != typed][:MOST]


def tail_of(typed: str) -> Tail | None:
    at = opened_at(typed)
    match = TAIL.search(typed[:at].translate(NARROW))
    if at is None and not match:
        return None
    name = (match["field"] or "").lower() if match else ""
    named = NAMES.get(name, name)
    is_context = bool(match and re.search("[!！]", match["signs"]))
    if at is None:
        return Tail(typed[:match.start("term")], typed[match.start("term"):], named, "", is_context)
    return Tail(typed[:at], typed[at + 1:], "" if match and match["term"] else named, typed[at], is_context)


def opened_at(typed: str) -> int | None:
    """Where a quotation begins that does not end."""
    start, family = None, ""
    for at, sign in enumerate(typed):
        if start is not None and sign in family:
            start = None
        elif start is None and (family := next((family for family in QUOTES if sign in family), "")):
            start = at
    return start


def best(tail: Tail, known: Terms) -> Iterator[Term]:
    """Terms of the kind that is wanted: first what begins like the one typed, the most frequent first."""
    key = fold(tail.term)
    match tail.field:
        case "" if tail.wants_words:
            yield from ranked(known.words.beginning(key), key)
        case "":
            yield from sorted([*ranked(known.words.beginning(key), key), *few(known.places, key, PLACES), *few(known.speakers, key, SPEAKERS)],
                              key=lambda term: rank(term, key))
        case "heading":
            yield from ranked(headings(known.words.beginning(key)), key)
            yield from headings(known.words.holding(key))
        case "place" | "speaker":
            yield from each(ranked((known.places if tail.field == "place" else known.speakers).beginning(key), key))
        case "kind" | "level" | "part":
            yield from each(ranked(vocabulary(tail.field).beginning(key), key))
    if not tail.field and len(key) > 1:
        yield from known.words.holding(key)


def headings(words: Iterable[Term]) -> Iterator[Term]:
    return (word for word in words if word.about == HEADING)


def few(shelf: Shelf, key: str, most: int) -> list[Term]:
    return list(islice(each(ranked(shelf.beginning(key), key)), most)) if key else []


def each(found: Iterable[Term]) -> Iterator[Term]:
    """Each thing once, by whichever of its names comes first."""
    seen: set[str] = set()
    for term in found:
        if term.text not in seen:
            seen.add(term.text)
            yield term


def ranked(found: Iterable[Term], key: str) -> list[Term]:
    """The leading ones; a word that is typed already is no suggestion."""
    return nsmallest(5 * MOST, (term for term in found if term.field or term.key != key), key=lambda term: rank(term, key))


def rank(term: Term, key: str) -> tuple:
    return term.key != key, -term.reports, len(term.key), term.key


@cache
def vocabulary(field: str) -> Shelf:
    """The values of a field that has few, by themselves and by what pages call them."""
    return Shelf(Term(fold(name), field, value, name, 0) for name, value in values.names(field).items())


def completed(tail: Tail, term: Term) -> str:
    """What was typed with its last term made this one."""
    named = f"{term.field}:" if term.field and not tail.field else ""
    family = next((family for family in QUOTES if tail.quote and tail.quote in family), "")
    if family and not set(family) & set(term.text):
        return tail.kept + tail.quote + term.text + CLOSING.get(tail.quote, tail.quote)
    return tail.kept + named + written(Literal(term.text))


def is_understood(term: Term) -> bool:
    """Whether the language takes the term as it stands."""
    asked = written(Literal(term.text))
    reading = read(f"{term.field}:{asked}" if term.field else asked)
    return bool(reading.root) and not reading.notes
