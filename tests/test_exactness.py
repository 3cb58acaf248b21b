"""Search finds every occurrence and nothing else: what a plain scan of the texts finds."""
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.pieces import occurrences
from archive.query import And, Literal, Near, Node, Not, Or, read
from archive.search import search, statement
from archive.search.highlights import found
from archive.text.fold import fold
from tests.factories import make_report

PIECES = "强省会发展a1 ，.－5G亿元國𠮷"
SIGNS = ["省会 !强省会", "强 NEAR/2 发", "展 NEAR/0 省", "5* NEAR/3 亿元", "a*", "1.*", "发 !强发 !发展 !展发展", "会 或", "非 国", "(省|会) !省会 NEAR/9 强",
         "(强|发) NEAR/2 (省|会)", "省 NEAR/1 强 | 会 NEAR/2 发", "(5*|a) NEAR/3 (亿元|1.*)", "省 NEAR/1 强 | 会 NEAR/1 发"]


def where(folded: str, literal: Literal) -> list[tuple[int, int]]:
    """Every place of a literal, those inside a wider text it is to be outside of left out."""
    size = len(literal.folded)
    inside = [(at, at + len(wider)) for wider in map(fold, literal.outside) for at in range(len(folded)) if folded.startswith(wider, at)]
    return [(at, at + size) for at in occurrences(folded, literal.folded, literal.is_prefix)
            if not any(start <= at and at + size <= end for start, end in inside)]


def holds(text: str, node: Node) -> bool:
    """A plain scan by the meaning of each node."""
    folded = fold(text)
    match node:
        case Literal():
            return bool(where(folded, node))
        case Near(left, right, most):
            return any(0 <= b - c <= most or 0 <= a - d <= most for a, c in where(folded, left) for b, d in where(folded, right))
        case Not(inner):
            return not holds(text, inner)
        case And(nodes):
            return all(holds(text, part) for part in nodes)
        case Or(nodes):
            return any(holds(text, part) for part in nodes)
    raise TypeError(node)


class Exactness(TestCase):
    """The index with its rechecks finds what a plain scan does, no more and no less, whichever way it goes."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.text(PIECES, min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=8),
           st.lists(st.text(PIECES + "|-()*", min_size=1, max_size=5) | st.sampled_from(SIGNS), min_size=1, max_size=4))
    def test_search_agrees_with_a_plain_scan(self, paragraphs, terms):
        make_report(*paragraphs)
        reading = read(" ".join(terms))
        wanted = sorted(text for text in paragraphs if reading.root and holds(text, reading.root))
        for many in (0, statement.MANY):
            with mock.patch.object(statement, "MANY", many):
                results = search({"q": " ".join(terms)})
            assert (results.count, sorted(hit.paragraph.text for hit in results.hits)) == (len(wanted), wanted)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["(强|发) NEAR/2 (省|会)", "省 NEAR/0 (强|会|发)", "省 NEAR/1 强 | 会 NEAR/2 发", "省 NEAR/1 强 | 会 NEAR/1 发", "(5*|a) NEAR/2 (5g|省)"])
def test_alternatives_that_are_near_are_found_as_a_plain_scan_finds_them(typed):
    words = ("省", "会", "强", "发", "5g", "a")
    texts = [f"{one}{between}{other}" for one in words for between in ("", "，", "某某", "某，某") for other in words]
    make_report(*texts)
    assert search({"q": typed}).count == sum(holds(text, read(typed).root) for text in texts) > 0


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "count"), [("x" * 300, 1), ("x" * 200, 0), ("x" * 299, 0), ("x" * 201 + "*", 1), ("x" * 7 + "*", 1), ("附件 结束", 1)])
def test_a_word_longer_than_the_index_takes_is_found_whole(typed, count):
    make_report(f"附件{'x' * 300}，{'y' * 6000}结束")
    assert search({"q": typed}).count == count


@settings(max_examples=300, deadline=None)
@given(st.text("强省会a ", max_size=40), st.sampled_from(["强", "省会", "强省会", "a"]), st.sampled_from(["会", "会强", "省", "a*"]), st.integers(0, 6))
def test_what_is_marked_as_near_is_every_pair_that_is_near(text, left, right, most):
    folded, reading = fold(text), read(f"{left} NEAR/{most} {right}")
    pairs = [(one, other) for one in where(folded, reading.root.left) for other in where(folded, reading.root.right)
             if 0 <= other[0] - one[1] <= most or 0 <= one[0] - other[1] <= most]
    assert set(found(folded, reading.root)) == {span for pair in pairs for span in pair}
