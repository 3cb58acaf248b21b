"""The search benchmark at a size at which it tells nothing, so that it still runs on the day it is wanted."""
import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from django.db import transaction
from psycopg.errors import QueryCanceled

from archive.query import read
from archive.search import frequencies
from bench import corpus, export, load, reader, report, scan, search, table
from bench.load import Filled
from bench.measures import Measured, answer, measured, timed
from bench.peers import MODULES, PER_PAGE, Peer, pairs, peer
from bench.records import Record, area, records
from bench.state import Reading, State

QUERIES = ["的", "发展", "营商环境", "发展 建设", "企业 -发展", "街道|社区", "2023年", "发展 year:2000..2015", "建设 place:甘肃", "企业 part:plan", "发展 kind:statistics"]
OURS_ALONE = ["企业 NEAR/5 发展", "发展 !高质量发展"]
ROOTS = {typed: read(typed).root for typed in [*QUERIES, *OURS_ALONE]}
COUNT = 2_000

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everything(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[Record]]:
    """Made paragraphs in the archive, for all tests here; none of it is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        load.store_all(list(load.drafts(corpus.recombined(COUNT))))
        frequencies.read.clear()
        yield records()
        frequencies.read.clear()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def exact(everything: list[Record]) -> dict[str, int]:
    return {typed: scan.count(everything, root) for typed, root in ROOTS.items()}


@pytest.fixture(params=MODULES)
def candidate(request: pytest.FixtureRequest, tmp_path: Path, everything: list[Record]) -> Iterator[Peer]:
    try:
        made = peer(request.param, tmp_path)
    except ImportError as error:
        pytest.skip(f"{error}: requirements-bench.txt names it")
    yield made
    made.close()


def test_the_queries_find_something(exact):
    assert min(exact.values()) > 0


def test_every_peer_counts_as_a_plain_scan_does_and_pages_as_the_archive_does(candidate, everything, exact, monkeypatch):
    monkeypatch.setattr("bench.measures.RUNS", 1)
    found = measured(candidate, everything, ROOTS)
    assert found.counts == {typed: exact[typed] for typed in found.counts}
    assert set(found.counts) >= set(QUERIES)
    assert found.size > 0
    by_date = {record.id: record.newest for record in everything}
    for typed in QUERIES:
        holds = scan.test(ROOTS[typed])
        matching = [record.id for record in everything if holds(record)]
        asked = candidate.asked(ROOTS[typed])
        assert candidate.newest(asked) == sorted(matching, key=by_date.__getitem__)[:PER_PAGE]
        page = candidate.page(asked)
        assert len(page) == min(PER_PAGE, len(matching))
        assert set(page) <= set(matching)


def test_every_peer_has_the_same_facets(candidate, everything):
    candidate.build(everything)
    holds = scan.test(ROOTS["发展"])
    found = candidate.facets(candidate.asked(ROOTS["发展"]))
    wanted = [record for record in everything if holds(record)]
    years = {str(value): count for value, count in found["year"].items() if value}
    assert years == {str(year): sum(record.year == year for record in wanted) for year in {record.year for record in wanted} - {None}}
    assert found["kind"] == {kind: sum(record.kind == kind for record in wanted) for kind in {record.kind for record in wanted}}


def test_only_the_archive_is_asked_what_the_others_have_no_words_for(candidate):
    asked = [candidate.asked(ROOTS[typed]) for typed in OURS_ALONE]
    assert all(asked) if candidate.name == "archive" else not any(asked)


def test_trigrams_find_numbers_within_numbers_and_the_scan_does_not(tmp_path):
    held = [Record(1, "完成投资1342亿元", 2020, None, "other", None, 0), Record(2, "完成投资342亿元", 2020, None, "other", None, 1)]
    root = read("342亿元").root
    trigrams = peer("fts5", tmp_path)
    found = measured(trigrams, held, {"342亿元": root})
    trigrams.close()
    assert (found.counts["342亿元"], scan.count(held, root)) == (2, 1)


@pytest.mark.parametrize(("text", "typed", "holds"), [
    ("建设强省会", "省会 !强省会", False), ("省会要强，建设强省会", "省会 !强省会", True), ("企业的各项税收", "企业 NEAR/3 税", True),
    ("企业的各种各样的税收", "企业 NEAR/3 税", False), ("5g网络", "5*", True), ("15g网络", "5*", False), ("甲乙", "甲 -乙", False), ("甲丙", "甲 -乙", True)])
def test_the_scan_knows_what_is_meant(text, typed, holds):
    assert scan.count([Record(1, text, None, None, "other", None, 0)], read(typed).root) == holds


@pytest.mark.parametrize(("folded", "words"), [
    ("3.12%和1.2023年", "3.12 和 1 2023 年"), ("强省会,强", "强省 省会 会 强"), ("", "")])
def test_pairs_stand_in_the_order_of_the_text(folded, words):
    assert pairs.spaced(folded) == words


def test_an_area_is_named_or_numbered(everything):
    assert (area("甘肃"), area("620100"), area("没有这个地方")) == ("62", "6201", "没有这个地方")


def test_what_is_made_is_the_same_each_time_and_of_real_sentences(monkeypatch, tmp_path):
    monkeypatch.setattr(corpus, "CORPUS", tmp_path / "none")
    first = list(islice(corpus.sequence(), 50))
    assert first == list(islice(corpus.sequence(), 50))
    fixtures = "".join(corpus.recombined(1000))
    assert all(sentence in fixtures for text in first for sentence in corpus.SENTENCE.findall(text))


@pytest.mark.parametrize(("typed", "wanted"), [("100k,353k,1m", [100_000, 353_000, 1_000_000]), (" 2k , 500", [500, 2_000])])
def test_sizes_are_read(typed, wanted):
    assert search.sizes(typed) == wanted


@pytest.mark.parametrize("typed", ["", "many", "0", "1g", "5k,,6k"])
def test_what_is_no_size_is_refused_in_words(typed):
    with pytest.raises(argparse.ArgumentTypeError, match="100k"):
        search.sizes(typed)


def test_an_unknown_peer_is_refused_in_words():
    assert search.names("none") == []
    with pytest.raises(argparse.ArgumentTypeError, match="sphinx"):
        search.names("tantivy,sphinx")


def test_what_takes_long_is_asked_once():
    asked = []
    timed(lambda: asked.append(None))
    assert len(asked) > 1
    slow = []

    def work() -> None:
        slow.append(sum(range(10_000)))
        clock[0] += 2.0

    clock = [0.0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bench.measures.time.perf_counter", lambda: clock[0])
        assert timed(work) == 2_000.0
    assert len(slow) == 1


def test_what_the_database_gives_up_is_told_and_does_not_end_the_run(exact):
    def work() -> None:
        raise QueryCanceled

    assert answer(work)[0] is None
    ours = Measured("archive", None, 130, {**exact, "的": None}, {})
    state = State(Filled(COUNT, 1.0, 1.0, 130, 100), COUNT, COUNT, exact, [ours])
    assert report.wrong(state, ours) == ["的"]
    assert "的 given up, not " in report._differences(state, ours)


def test_a_page_deep_down_is_reached_by_its_cursor(everything, exact):
    before, first, behind = reader.depth(ROOTS["发展"], "relevance")
    assert before == exact["发展"] - PER_PAGE - 1
    assert first > 0
    assert behind > 0


def test_the_memory_of_a_process_is_known():
    assert export.resident() > 10 * report.MEGABYTE


def test_the_tables_mark_each_limit(exact):
    ours = Measured("archive", None, 130, exact, {name: dict.fromkeys(exact, 3.0) for name in ("count", "page", "newest")} | {"facets": {}})
    slow = Measured("slow", 2.0, 900, {**exact, "的": 1}, {name: dict.fromkeys(exact, 50.0) for name in ("count", "page", "newest", "facets")}, ["甲|乙"])
    costs = [reader.Cost("教育", 200.0, 3)]
    reading = Reading([], costs, {"by report": costs}, [], 5, [0.1], [{"word": "的", "lines": 19, "bytes": 5, "seconds": 1, "grown": 0}])
    state = State(Filled(COUNT, 1.0, 1.0, 130, 100), COUNT, COUNT, exact, [ours, slow], {"tantivy": "No module"}, reading)
    judged = {limit.what: limit.holds for limit in report.limits([state])}
    assert judged["index to text"]
    assert not judged["the same, p95"]
    assert judged[f"the slowest above {report.MANY:,} matches"] is None
    text = report.beside_peers(state)
    assert "| of these, counted exactly | 13 (100%) | 12 (92%) |" in text
    assert "tantivy was not measured: No module" in text
    assert "slow cannot be asked 甲¦乙" in text
    assert f"slow counts otherwise: 的 1, not {exact['的']:,}" in text
    assert "| 的 | 10 |" in report.reading([state])[-1]


def test_a_bar_does_not_part_a_cell():
    assert table.cell("兰州|西宁") == "兰州¦西宁"
