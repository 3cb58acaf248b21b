"""The benchmarks at a size at which they tell nothing, so that they still run on the day they are wanted."""
import argparse
import gzip
import random
import re
import select
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponse
from psycopg.errors import QueryCanceled

from archive.query import read
from archive.search import frequencies
from archive.text.fold import fold
from bench import (
    corpus,
    export,
    load,
    pages,
    queries,
    reader,
    releases,
    report,
    scan,
    search,
    table,
    visitors,
    visits,
)
from bench.__main__ import read_options
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
    state = State(Filled(COUNT, 1.0, 1.0, 1.0, 130, 100), COUNT, COUNT, exact, [ours])
    assert report.wrong(state, ours) == ["的"]
    assert "的 given up, not " in report._differences(state, ours)


def test_a_page_deep_down_is_reached_by_its_cursor(everything, exact):
    before, first, behind = reader.depth(ROOTS["发展"], "relevance")
    assert before == exact["发展"] - PER_PAGE - 1
    assert first > 0
    assert behind > 0


def test_another_page_by_date_is_timed(everything):
    assert reader.turned("发展") > 0


def test_the_memory_of_a_process_is_known():
    assert export.resident() > 10 * report.MEGABYTE


def test_the_tables_mark_each_limit(exact):
    ours = Measured("archive", None, 130, exact, {name: dict.fromkeys(exact, 3.0) for name in ("count", "page", "newest")} | {"facets": {}})
    slow = Measured("slow", 2.0, 900, {**exact, "的": 1}, {name: dict.fromkeys(exact, 50.0) for name in ("count", "page", "newest", "facets")}, ["甲|乙"])
    costs = [reader.Cost("教育", 200.0, 3)]
    reading = Reading([], {"教育": 31.0}, costs, {"by report": costs}, [], 5, [0.1], [{"word": "的", "lines": 19, "bytes": 5, "seconds": 1, "grown": 0}])
    state = State(Filled(COUNT, 1.0, 1.0, 1.0, 130, 100), COUNT, COUNT, exact, [ours, slow], {"tantivy": "No module"}, reading)
    judged = {limit.what: limit.holds for limit in report.limits([state])}
    assert judged["index to text"]
    assert not judged["the same, p95"]
    assert not judged["page by date of what was counted before: p95"]
    assert judged[f"the slowest above {report.MANY:,} matches"] is None
    text = report.beside_peers(state)
    assert "| of these, counted exactly | 13 (100%) | 12 (92%) |" in text
    assert "tantivy was not measured: No module" in text
    assert "slow cannot be asked 甲¦乙" in text
    assert f"slow counts otherwise: 的 1, not {exact['的']:,}" in text
    assert "| 的 | 10 |" in report.reading([state])[-1]


def test_a_bar_does_not_part_a_cell():
    assert table.cell("兰州|西宁") == "兰州¦西宁"


def test_visitors_open_what_was_promised(everything):
    planned = visits.plans(20, 25)
    assert {len(plan) for plan in planned} == {30}
    shares = Counter(visit.kind for plan in planned for visit in plan)
    assert shares == {visits.KNOWN: 120, visits.NEW: 120, visits.REPORT: 180, visits.PARAGRAPH: 120, visits.BROWSE: 60}
    for plan in planned:
        assert Counter(visit.kind for visit in plan[:10]) == Counter(visits.DECK)


def test_half_of_the_queries_were_never_asked_before(everything):
    listed, _ = queries.queries()
    asked = {kind: [parse_qs(urlsplit(visit.address).query)["q"][0] for plan in visits.plans(20, 20) for visit in plan if visit.kind == kind]
             for kind in (visits.KNOWN, visits.NEW)}
    assert set(asked[visits.KNOWN]) <= set(listed)
    assert len(set(asked[visits.NEW])) == len(asked[visits.NEW]) == len(asked[visits.KNOWN])
    assert not set(asked[visits.NEW]) & set(listed)
    texts = [record.folded for record in everything]
    for typed in asked[visits.NEW][:20]:
        assert any(all(fold(word) in text for word in typed.split()) for text in texts), typed


def test_visits_are_the_same_each_time(everything):
    assert visits.plans(3, 10) == visits.plans(3, 10)


def test_every_page_that_visitors_open_is_there(everything, client):
    planned = [visit for plan in visits.plans(4, 10) for visit in plan]
    assert {visit.address: client.get(visit.address, follow=True).status_code for visit in planned} == {visit.address: 200 for visit in planned}


def test_too_small_a_corpus_for_so_many_queries_is_told():
    with pytest.raises(SystemExit, match="too small"):
        visits.new_queries(random.Random(0), ["推进建设", "2023"], 50)


@pytest.mark.parametrize("site", [
    "http://example.org", "http://10.0.0.1:8000", "http://localhost.example.org", "http://127.0.0.1.example.org:8000", "http://127.0.0.1@example.org",
    "https://127.0.0.1:8000", "ftp://127.0.0.1", "http://0.0.0.0:8000", "//127.0.0.1", "127.0.0.1:8000", ""])
def test_visitors_go_to_no_other_host(site):
    with pytest.raises(visitors.Elsewhere):
        visitors.visited(site, [[visits.Visit(visits.BROWSE, "/")]], 1)


@pytest.mark.parametrize("site", ["http://127.0.0.1:8000", "http://127.0.0.2", "http://[::1]:8000"])
def test_loopback_is_loopback(site):
    assert visitors.local(site) == site


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    handler.protocol_version, handler.log_message = "HTTP/1.1", lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Odd(BaseHTTPRequestHandler):
    """Answers by the address: a status, a redirect to what follows, or nothing."""
    connections: set[int] = set()

    def do_GET(self) -> None:
        self.connections.add(self.client_address[1])
        what, _, further = self.path[1:].partition("/")
        if what == "broken":
            self.close_connection = True
            return
        self.send_response(302 if what == "to" else int(what))
        self.send_header("Content-Length", "2")
        if what == "to":
            self.send_header("Location", further)
        self.end_headers()
        self.wfile.write(b"ok")
        if further == "end":
            self.close_connection = True


def test_a_visitor_follows_redirects_keeps_the_connection_and_tells_what_went_wrong():
    Odd.connections.clear()
    with answering(Odd) as site, closing(visitors.Browser(site)) as browser:
        found = {address: browser.open(visits.Visit(visits.BROWSE, address)) for address in
                 ("/200", "/to//200", "/404", "/to//500", f"/to/{site}/200", "/to/http://example.org/", f"/to/http://127.0.0.2:{urlsplit(site).port}/200")}
        assert len(Odd.connections) == 2  # one more after the refused redirect, which closes
        found |= {address: browser.open(visits.Visit(visits.BROWSE, address)) for address in ("/broken", "/to/to/to", "/200/end")}
        select.select([browser.connection.sock], [], [], 10)  # the server closes what it said it would keep
        found["/200/again"] = browser.open(visits.Visit(visits.BROWSE, "/200/again"))
    assert [address for address, opened in found.items() if not opened.error] == ["/200", "/to//200", f"/to/{site}/200", "/200/end", "/200/again"]
    assert (found["/404"].error, found["/to//500"].error) == ("status 404", "status 500")
    assert "example.org" in found["/to/http://example.org/"].error
    assert "RemoteDisconnected" in found["/broken"].error
    assert found["/200"].wire == 2
    assert found["/200"].milliseconds > 0


def test_visitors_come_stay_and_go(monkeypatch):
    monkeypatch.setattr(visitors, "PAUSE", (0.01, 0.02))
    with answering(Odd) as site:
        opened = visitors.visited(site, [[visits.Visit(kind, "/200")] * 3 for kind in visits.DECK], 5)
        cut_short = visitors.visited(site, [[visits.Visit(visits.BROWSE, "/200")] * 10_000], 0.2)
    assert Counter(each.visit.kind for each in opened) == {kind: 3 * count for kind, count in Counter(visits.DECK).items()}
    assert 0 < len(cut_short) < 10_000


def test_percentiles_are_those_of_the_pages():
    opened = [visitors.Opened(visits.Visit(visits.REPORT, "/r"), float(number)) for number in range(1, 101)]
    slow = visitors.Opened(visits.Visit(visits.NEW, "/s"), 900.0, 2048, "status 503")
    assert visitors.row("report", opened, 200) == ("report", "100", "50%", "50.5 ms", "95.0 ms", "100.0 ms", "0.0", "0")
    assert visitors.row("all", [*opened, slow], 101)[4:] == ("96.0 ms", "900.0 ms", "2.0", "1")
    assert visitors.row("browse", [], 101)[1] == "0"
    assert "/s: status 503" in visitors.told([*opened, slow])
    assert [line.holds for line in visitors.lines(opened, 50, 120)] == [None, True, True, None]
    assert [line.holds for line in visitors.lines([slow] * 2, 50, 120)] == [None, False, False, None]


def test_what_the_bench_is_asked_for_is_read():
    options = read_options(["--visitors", "--seconds", "20"])
    assert (options.visitors, options.seconds, options.release) == (50, 20, False)
    assert read_options(["--visitors", "6"]).visitors == 6
    assert read_options([]).visitors is None


@pytest.mark.parametrize("words", [["--visitors", "0"], ["--seconds", "-1"], ["--limit", "many"]])
def test_what_is_no_number_is_refused_in_words(words, capsys):
    with pytest.raises(SystemExit):
        read_options(words)
    assert "a whole number" in capsys.readouterr().err


def test_the_weight_of_a_page_is_that_of_all_it_loads(client):
    page = gzip.compress(b'<link href="/static/archive.css"><script src="/static/copy.js"></script><link href="/static/archive.css">')
    style, script = (gzip.compress(Path(f"static/{name}").read_bytes(), 6) for name in ("archive.css", "copy.js"))
    assert pages.wire(HttpResponse(page)) == len(page) + len(style) + len(script)


def test_a_page_is_weighed_as_it_is_sent(client):
    whole, sent = client.get("/help/"), client.get("/help/", headers=pages.AS_BROWSERS_DO)
    loaded = {finders.find(name) for name in re.findall(r'(?:href|src)="/static/([^"]+)"', whole.text)}
    assert sent["Content-Encoding"] == "br"
    assert pages.wire(sent) == len(sent.content) + sum(len(gzip.compress(Path(file).read_bytes(), 6)) for file in loaded)


def test_a_page_that_is_not_there_has_no_weight(client):
    with pytest.raises(SystemExit, match="404"):
        pages.wire(client.get("/p/0000000000/"))


def test_the_most_memory_of_a_process_is_known():
    assert releases.most() >= export.resident() > 10 * report.MEGABYTE
