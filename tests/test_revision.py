"""A corrected text takes the place of the present one, and every token ever given says what it said."""
import random

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.editing import emendation
from archive.editing.corrections import correct
from archive.editing.emendation import document_of
from archive.editing.merging import merge
from archive.holdings.history import text_of, versions
from archive.holdings.originals import keep
from archive.holdings.publication import restore, withdraw
from archive.holdings.revision import revise
from archive.holdings.store import store
from archive.intake.ingest import ingest
from archive.models import Event, FormerParagraph, Paragraph, Report, Token, Witness
from archive.text.document import Document, read_document
from archive.text.errors import Refused
from archive.text.fold import fold
from archive.text.tokens import token, token_text
from archive.text.vocabulary import BlockKind

pytestmark = pytest.mark.django_db

FRONT = ("2019年兰州市政府工作报告", "各位代表：")
ONE = "这一年，我们坚持稳中求进的工作总基调，全市生产总值增长百分之六，城乡居民收入稳步提高。"
TWO = "过去一年，城市面貌焕然一新，新建公园十二座，改造老旧小区四十个，群众出行更加便利。"
THREE = "乡村振兴扎实推进，建成高标准农田三十万亩，新修农村公路五百公里，粮食产量再创新高。"
FOUR = "教育事业优先发展，新建改扩建中小学二十所，新增学位一万五千个，义务教育更加均衡。"


def document(*texts: str, front: tuple[str, ...] = FRONT) -> Document:
    return read_document("\n".join([*front, *texts]), "报告.txt")


def folded(read: Document) -> list[str]:
    return [fold(block.text) for block in read.blocks]


def make(*texts: str, is_draft: bool = False, front: tuple[str, ...] = FRONT) -> Report:
    read = document(*texts, front=front)
    return store(read, folded(read), published_at=None if is_draft else timezone.now())


def put(report: Report, *texts: str, **more: object) -> bool:
    read = document(*texts)
    return revise(report, read, folded(read), **{"reason": "据另一版本改正", **more})


def texts(report: Report) -> list[str]:
    return list(report.paragraphs.values_list("text", flat=True))[len(FRONT):]


def tokens(report: Report) -> dict[str, str]:
    return dict(report.paragraphs.values_list("text", "token_id"))


# What stays

def test_unchanged_paragraphs_keep_their_tokens_and_changed_ones_get_new_ones():
    report = make(ONE, TWO, THREE)
    before = tokens(report)
    assert put(report, ONE, TWO.replace("十二", "十三"), THREE)
    after = tokens(report)
    assert texts(report) == [ONE, TWO.replace("十二", "十三"), THREE]
    assert {text: after[text] for text in (*FRONT, ONE, THREE)} == {text: before[text] for text in (*FRONT, ONE, THREE)}
    assert after[TWO.replace("十二", "十三")] == token(report.first_key, TWO.replace("十二", "十三"), 0)


def test_a_moved_paragraph_keeps_its_token():
    report = make(ONE, TWO, THREE, FOUR)
    before = tokens(report)
    assert put(report, FOUR, ONE, THREE, TWO)
    assert tokens(report) == before
    assert not FormerParagraph.objects.exists()
    assert report.revision == 2


def test_only_white_space_makes_no_new_paragraph():
    report = make("第一  句。" + ONE, TWO)
    assert not put(report, "第一 句。" + ONE, TWO)


def test_white_space_that_a_search_sees_makes_a_version_that_keeps_every_token():
    report = make(ONE, "Covid19vaccine 与 GDP增长。")
    before = list(report.paragraphs.values_list("token_id", flat=True))
    assert put(report, ONE, "Covid19 vaccine 与GDP增长。")
    assert texts(report)[-1] == "Covid19 vaccine 与GDP增长。"
    assert (list(report.paragraphs.values_list("token_id", flat=True)), report.revision) == (before, 2)
    assert (versions(report)[0].came, versions(report)[0].went, versions(report)[0].has_moved) == (0, 0, False)
    assert not FormerParagraph.objects.exists()
    assert not put(report, ONE, "Covid19  vaccine 与 GDP 增长。")


def test_equal_paragraphs_keep_their_tokens_by_their_neighbours():
    report = make(ONE, "（鼓掌）", TWO, "（鼓掌）", THREE, "（鼓掌）")
    first, second, third = report.paragraphs.filter(text="（鼓掌）").values_list("token_id", flat=True)
    put(report, ONE, "（鼓掌）", TWO, THREE, "（鼓掌）")
    assert list(report.paragraphs.filter(text="（鼓掌）").values_list("token_id", flat=True)) == [first, third]
    assert FormerParagraph.objects.get(fate="removed").token_id == second


def test_positions_sections_edits_and_counts_are_those_of_the_new_text():
    report = make("一、工作回顾", ONE, "二、工作安排", TWO)
    put(report, "一、工作回顾", ONE, THREE, "二、工作安排", TWO, "三、自身建设", FOUR)
    report.refresh_from_db()
    assert list(report.paragraphs.values_list("position", flat=True)) == list(range(1, 10))
    assert [section.heading for section in report.sections.all() if section.heading] == ["工作回顾", "工作安排", "自身建设"]
    assert (report.paragraph_count, report.character_count) == (9, sum(len(p.text) for p in report.paragraphs.all()))
    assert document_of(report).extracted == "\n".join([*FRONT, "一、工作回顾", ONE, THREE, "二、工作安排", TWO, "三、自身建设", FOUR])


def test_a_document_from_rows_is_the_document_that_was_stored():
    read = read_document("\n".join([*FRONT, "一、工作回顾", ONE + "　", "", "点击:95", TWO, "二、工作安排", THREE]), "报告.txt")
    report = store(read, folded(read), published_at=timezone.now())
    again = document_of(report)
    assert (again.extracted, again.blocks, again.sections, again.block_edits, again.edits) == (
        read.extracted, read.blocks, read.sections, read.block_edits, read.edits)


# What goes

def test_a_changed_paragraph_is_kept_as_it_was_with_the_way_to_the_present():
    report = make("一、工作回顾", ONE, TWO)
    before = tokens(report)
    put(report, "一、工作回顾", ONE, TWO.replace("十二", "十三"))
    former = FormerParagraph.objects.get()
    assert (former.token_id, former.text, former.fate, former.until, former.reason) == (before[TWO], TWO, "changed", 1, "据另一版本改正")
    assert (former.position, former.path) == (5, ["一、工作回顾"])
    assert former.successors == [tokens(report)[TWO.replace("十二", "十三")]]


def test_a_split_one_has_two_successors_and_joined_ones_have_one():
    report = make(ONE + TWO, THREE)
    put(report, ONE, TWO, THREE)
    assert FormerParagraph.objects.get().successors == [tokens(report)[ONE], tokens(report)[TWO]]
    other = make(THREE, FOUR, front=("2019年定西市政府工作报告", "各位代表："))
    read = document(THREE + FOUR, front=("2019年定西市政府工作报告", "各位代表："))
    revise(other, read, folded(read), reason="")
    assert {tuple(f.successors) for f in other.former_paragraphs.all()} == {(tokens(other)[THREE + FOUR],)}


def test_a_removed_one_says_why():
    report = make(ONE, TWO, THREE)
    put(report, ONE, THREE, reason="误收他处文字")
    former = FormerParagraph.objects.get()
    assert (former.text, former.fate, former.reason, former.successors) == (TWO, "removed", "误收他处文字", [])


def test_what_comes_back_gets_its_token_back():
    report = make(ONE, TWO, THREE)
    before = tokens(report)
    put(report, ONE, THREE)
    put(report, ONE, TWO, THREE)
    assert tokens(report) == before
    assert not FormerParagraph.objects.exists()
    assert report.revision == 3


def test_successors_are_what_stands_now_however_often_it_changed():
    report = make(ONE, TWO)
    first = tokens(report)[TWO]
    put(report, ONE, TWO.replace("十二", "十三"))
    put(report, ONE, TWO.replace("十二", "十四"))
    assert FormerParagraph.objects.get(pk=first).successors == [tokens(report)[TWO.replace("十二", "十四")]]
    put(report, ONE, THREE, reason="整段误收")
    former = FormerParagraph.objects.get(pk=first)
    assert (former.fate, former.successors, former.until, former.reason) == ("removed", [], 1, "整段误收")


def test_a_new_paragraph_whose_token_another_has_takes_the_hash_with_a_counter():
    report = make(ONE, TWO)
    Token.objects.create(value=token(report.first_key, THREE, 0), report=report)
    put(report, ONE, TWO, THREE)
    assert tokens(report)[THREE] == token(report.first_key, THREE, 0, 1)


def test_new_tokens_count_as_given_at_once():
    report = make(ONE)
    put(report, TWO)
    assert not Token.objects.filter(given_on=None).exists()


# History

def test_every_version_can_be_read_as_it_was():
    report = make(ONE, TWO, THREE)
    put(report, THREE, ONE.replace("百分之六", "百分之七"), reason="第一次")
    put(report, ONE, TWO, FOUR, reason="第二次")
    read = [[p.text for p in text_of(revision)][2:] for revision in report.revisions.all()]
    assert read == [[ONE, TWO, THREE], [THREE, ONE.replace("百分之六", "百分之七")], [ONE, TWO, FOUR]]
    assert [r.reason for r in report.revisions.all()] == ["", "第一次", "第二次"]


def test_who_revised_it_is_remembered():
    user = get_user_model().objects.create_user("编者")
    report = make(ONE)
    put(report, TWO, by=user)
    assert report.revisions.get(number=2).made_by == user
    event = Event.objects.get(action="revised")
    assert (event.who, event.detail["number"]) == ("编者", 2)


def test_the_same_text_is_no_revision():
    report = make(ONE, TWO)
    assert not put(report, ONE, TWO)
    assert (report.revision, report.revisions.count(), Event.objects.count()) == (1, 0, 0)


def test_a_draft_s_text_is_replaced_without_a_trace():
    report = make(ONE, TWO, is_draft=True)
    assert put(report, ONE, THREE)
    assert texts(report) == [ONE, THREE]
    assert (report.revision, report.revisions.count(), FormerParagraph.objects.count()) == (1, 0, 0)
    assert set(Token.objects.values_list("value", "given_on")) == {(p.token_id, None) for p in report.paragraphs.all()}
    assert tokens(report)[THREE] == token(report.first_key, THREE, 0)


def test_the_file_it_was_read_from_becomes_its_witness_and_the_one_before_keeps_its_text():
    [outcome] = ingest("\n".join([*FRONT, ONE, TWO]).encode(), "旧.txt")
    report = outcome.report
    new = Witness.objects.create(report=report, original=keep(b"new"), names=["新.txt"], relation="near", text="x")
    put(report, ONE, THREE, witness=new)
    old = report.witnesses.get(names=["旧.txt"])
    new.refresh_from_db()
    assert (new.relation, new.text) == ("same", "")
    assert (old.relation, old.text) == ("near", "\n".join([*FRONT, ONE, TWO]))
    assert report.revisions.get(number=2).witness == new
    assert report.revisions.get(number=1).witness == old


# What it says of itself

def test_fields_are_read_anew_but_for_those_that_were_supplied():
    report = make(ONE)
    Report.objects.filter(pk=report.pk).update(speaker="张三", supplied=["speaker"])
    read = read_document("\n".join(["2018年定西市政府工作报告", "——2018年1月8日在定西市第四届人民代表大会第三次会议上", "市长 李四", "各位代表：", TWO]), "报告.txt")
    revise(report, read, folded(read), reason="")
    report.refresh_from_db()
    assert (report.key, report.first_key) == ("620100/2019/work-report", "620100/2019/work-report")
    assert (report.speaker, report.title, report.delivered_on.isoformat()) == ("张三", "2018年定西市政府工作报告", "2018-01-08")


def test_what_only_an_earlier_text_says_is_marked_until_a_text_says_it_again():
    report = make(ONE)
    front, delivery = "2019年兰州市政府工作报告", "——2019年1月{}日在兰州市第十六届人民代表大会第四次会议上"
    for lines in ([front, delivery.format(8), "市长 李四", "各位代表：", ONE], [front, "各位代表：", TWO], [front, "各位代表：", THREE]):
        read = read_document("\n".join(lines), "报告.txt")
        revise(report, read, folded(read), reason="")
        report.refresh_from_db()
        assert (report.delivered_on.isoformat(), report.speaker) == ("2019-01-08", "李四")
        assert report.earlier == ([] if lines[1] != "各位代表：" else ["delivered_on", "speaker", "speaker_role", "occasion"])
        assert set(report.earlier) <= set(report.supplied)
    assert {"earlier.delivered_on", "earlier.speaker"} < set(report.evidence)
    read = read_document("\n".join([front, delivery.format(9), "各位代表：", ONE]), "报告.txt")
    revise(report, read, folded(read), reason="")
    report.refresh_from_db()
    assert (report.delivered_on.isoformat(), report.speaker, report.earlier) == ("2019-01-09", "李四", ["speaker", "speaker_role"])
    assert "earlier.delivered_on" not in report.evidence


def test_what_the_text_says_and_a_table_too_is_no_earlier_text_s():
    report = make(ONE)
    for body in (ONE, TWO):
        lines = ["2019年兰州市政府工作报告", "——2019年1月8日在兰州市第十六届人民代表大会第四次会议上", "市长 李四", "各位代表：", body]
        read = read_document("\n".join(lines), "报告.txt", wished={"speaker": "李四"} if body == TWO else {})
        revise(report, read, folded(read), reason="")
        report.refresh_from_db()
    assert (report.speaker, report.earlier) == ("李四", [])


def test_a_word_of_staff_for_what_an_earlier_text_says_is_theirs():
    report = make(ONE)
    for lines in (["市长 李四", "各位代表：", ONE], ["各位代表：", TWO]):
        read = read_document("\n".join(["2019年兰州市政府工作报告", "——2019年1月8日在兰州市第十六届人民代表大会第四次会议上", *lines]), "报告.txt")
        revise(report, read, folded(read), reason="")
    report.refresh_from_db()
    report.speaker = "李斯"
    correct(report, ["speaker"], None)
    assert (report.supplied, report.earlier) == (["speaker", "speaker_role"], ["speaker_role"])


# Refusals

def test_a_withdrawn_report_is_not_revised():
    report = make(ONE)
    withdraw(report, None, "有误")
    with pytest.raises(Refused, match="撤回"):
        put(report, TWO)
    restore(report)
    assert put(report, TWO)


def test_the_text_of_another_report_is_not_taken():
    report = make(ONE)
    other = make(TWO)
    with pytest.raises(Refused, match=other.key):
        put(report, TWO)
    assert (texts(report), report.revision) == ([ONE], 1)


def test_a_report_that_is_gone_is_not_revised():
    report = make(ONE, is_draft=True)
    kept = Report.objects.get(pk=report.pk)
    Paragraph.objects.all().delete()
    report.delete()
    with pytest.raises(Refused):
        put(kept, TWO)


# By hand

def test_staff_can_do_what_reading_did_wrong():
    report = make(ONE + TWO, THREE, FOUR)
    by_hand = {"by": None, "reason": "核对原件"}
    emendation.split(report, tokens(report)[ONE + TWO], len(ONE), **by_hand)
    emendation.move(report, tokens(report)[FOUR], 3, **by_hand)
    emendation.reword(report, tokens(report)[THREE], THREE.replace("三十", "四十"), **by_hand)
    emendation.drop(report, tokens(report)[TWO], **by_hand)
    emendation.call(report, [tokens(report)[ONE]], BlockKind.NOTE, **by_hand)
    assert texts(report) == [FOUR, ONE, THREE.replace("三十", "四十")]
    assert report.paragraphs.get(text=ONE).kind == "note"
    assert document_of(report).extracted == "\n".join([*FRONT, ONE + TWO, THREE, FOUR])
    assert report.revision == 5
    assert Event.objects.filter(action="corrected").count() == 5
    emendation.join(report, tokens(report)[FOUR], **by_hand)
    assert texts(report) == [FOUR + ONE, THREE.replace("三十", "四十")]


def test_another_kind_makes_no_new_version_and_leaves_the_tokens():
    report = make("一、工作回顾", ONE, "二、工作安排", TWO)
    before = tokens(report)
    emendation.call(report, [before["二、工作安排"]], BlockKind.BODY, by=None, reason="")
    assert (tokens(report), report.revision) == (before, 1)
    assert [section.heading for section in report.sections.all()] == ["", "工作回顾"]


def test_an_undone_edit_is_remembered():
    read = read_document("\n".join([*FRONT, ONE, "点击:95", TWO]), "报告.txt")
    report = store(read, folded(read), published_at=timezone.now())
    edit = report.edits.get(before__contains="点击")
    emendation.undo(report, edit.start, edit.end, by=None, reason="")
    assert texts(report) == [ONE, "点击:95", TWO]
    assert Report.objects.get(pk=report.pk).declined == [[edit.start, edit.end]]


def test_a_paragraph_that_is_not_there_is_not_corrected():
    with pytest.raises(Refused):
        emendation.drop(make(ONE), "0000000000", by=None, reason="")


# For ever

POOL = [ONE, TWO, THREE, FOUR, ONE + TWO, THREE + FOUR, ONE.replace("百分之六", "百分之七"), TWO.replace("十二", "十三"), "（鼓掌）", "（鼓掌）"]
REPORTS = st.lists(st.integers(0, len(POOL) - 1), min_size=2, max_size=7)
ACTS = st.lists(st.tuples(st.sampled_from(["revise", "return", "reword", "split", "join", "move", "drop", "undo", "merge", "withdraw"]),
                          st.integers(0, 10**6)), min_size=1, max_size=7)


class Permanence(TestCase):
    """Random acts on two reports; after each, every token ever given resolves to what it was given for."""

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(REPORTS, REPORTS, ACTS)
    def test_every_token_says_for_ever_what_it_said(self, first, second, acts):
        shown = Shown([["第一", *first], ["第二", *second]])
        for act, seed in acts:
            shown.act(act, random.Random(seed))
            shown.check()
        shown.check_pages()


class Shown:
    """Two reports, what every token was given for, and the extracted text that each should come from."""

    def __init__(self, chosen: list[list]):
        self.client, self.given, self.extracted, self.earlier = Client(), {}, {}, []
        for mark, *numbers in chosen:
            read = self.read(mark, numbers)
            report = store(read, folded(read), published_at=timezone.now())
            self.extracted[report.pk] = read.extracted
        self.check()

    def read(self, mark: str, numbers: list[int]) -> Document:
        texts = [f"{mark}份文件的记录如下，由大会秘书处在会后逐字整理，供各位代表查阅核对，如有出入以当日印发的文本为准。", *(POOL[i] for i in numbers)]
        self.earlier.append(texts)
        return document(*texts)

    def reports(self) -> list[Report]:
        return list(Report.objects.order_by("pk"))

    def act(self, act: str, dice: random.Random) -> None:
        report = dice.choice(self.reports())
        paragraph = dice.choice(list(report.paragraphs.all()))
        by_hand = {"by": None, "reason": act}
        try:
            match act:
                case "revise":
                    self.put(report, self.read(dice.choice("甲乙丙"), [dice.randrange(len(POOL)) for _ in range(dice.randint(1, 7))]))
                case "return":
                    self.put(report, document(*dice.choice(self.earlier)))
                case "reword":
                    emendation.reword(report, paragraph.token_id, paragraph.text[:9] + dice.choice(["新", "旧"]) + paragraph.text[11:], **by_hand)
                case "split":
                    emendation.split(report, paragraph.token_id, dice.randint(1, len(paragraph.text)), **by_hand)
                case "join":
                    emendation.join(report, paragraph.token_id, **by_hand)
                case "move":
                    emendation.move(report, paragraph.token_id, dice.randint(1, report.paragraph_count), **by_hand)
                case "drop":
                    emendation.drop(report, paragraph.token_id, **by_hand)
                case "undo":
                    edit = dice.choice([*report.edits.all(), None])
                    if edit:
                        emendation.undo(report, edit.start, edit.end, **by_hand)
                case "merge":
                    merge(report, dice.choice(self.reports()), **by_hand)
                case "withdraw":
                    withdraw(report, None, "有误")
                    restore(report)
        except Refused:
            pass

    def put(self, report: Report, read: Document) -> None:
        if revise(report, read, folded(read), reason="改正"):
            self.extracted[report.pk] = read.extracted

    def check(self) -> None:
        """Every token bears what it was given for, and what stands can be followed to and undone."""
        for value, text in Paragraph.objects.values_list("token_id", "text"):
            self.given.setdefault(value, token_text(text))
        borne = dict(Paragraph.objects.values_list("token_id", "text")) | dict(FormerParagraph.objects.values_list("token_id", "text"))
        assert {value: token_text(text) for value, text in borne.items()} == self.given
        for report in self.reports():
            assert document_of(report).extracted == self.extracted[report.pk]
            standing = set(report.paragraphs.values_list("token_id", flat=True))
            assert all(set(former.successors) <= standing for former in report.former_paragraphs.all())

    def check_pages(self) -> None:
        for value, text in self.given.items():
            answer = self.client.get(f"/p/{value}/")
            assert answer.status_code == 200
            assert token_text(answer.context["paragraph"].text) == text
            assert f'<p class="text">{escape(answer.context["paragraph"].text)}</p>' in answer.text
