"""Search finds every occurrence and nothing else: what a plain scan of the texts finds."""
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.pieces import occurrences
from archive.query import And, Literal, Not, Or, read
from archive.search import search, statement
from archive.text.fold import fold
from tests.factories import make_report

PIECES = "强省会发展a1 ，.－5G亿元國"


def holds(text: str, node) -> bool:
    """A plain scan by the meaning of each node."""
    match node:
        case Literal():
            return any(True for _ in occurrences(fold(text), node.folded))
        case Not(inner):
            return not holds(text, inner)
        case And(nodes):
            return all(holds(text, part) for part in nodes)
        case Or(nodes):
            return any(holds(text, part) for part in nodes)


class Exactness(TestCase):
    """The index with its rechecks finds what a plain scan does, no more and no less, whichever way it goes."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.text(PIECES, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=8),
           st.lists(st.text(PIECES + "|-()", min_size=1, max_size=5), min_size=1, max_size=3))
    def test_search_agrees_with_a_plain_scan(self, paragraphs, terms):
        make_report(*paragraphs)
        reading = read(" ".join(terms))
        wanted = sorted(text for text in paragraphs if reading.root and holds(text, reading.root))
        for many in (0, statement.MANY):
            with mock.patch.object(statement, "MANY", many):
                results = search({"q": " ".join(terms)})
            assert (results.count, sorted(hit.paragraph.text for hit in results.hits)) == (len(wanted), wanted)
