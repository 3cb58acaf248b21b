"""Two published reports that prove to be one: one stays, the other's address and tokens lead to it for ever."""
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from archive.holdings.events import record
from archive.holdings.revision import Act, follow, former, lock, standing
from archive.models import Event, FormerAddress, FormerParagraph, Paragraph, Report, Token, Witness
from archive.text.alignment import aligned
from archive.text.errors import Refused

Fate, Relation = FormerParagraph.Fate, Witness.Relation


@transaction.atomic
def merge(report: Report, into: Report, *, by: AbstractBaseUser | None, reason: str) -> None:
    """Makes `report` part of `into`, whose text stays as it is. Raises Refused."""
    if report.pk == into.pk:
        raise Refused("不能把报告并入它自己。")
    for each in sorted((report, into), key=lambda each: each.pk):  # one order, lest two merges wait for each other
        lock(each)
    _refuse_unlike(report, into)
    key, title, present = report.key, report.title, standing(report)
    act = Act(by, reason, timezone.now(), report.revision)
    after = _successors(present, standing(into))
    _hand_over_paragraphs(report, into, present, after, act)
    hand_over_witnesses(report, into, present)
    _hand_over_addresses(report, into)
    report.events.update(report=into)
    report.upload_items.update(report=into)
    report.delete()
    into.save(update_fields=["updated_on"])  # its history and its addresses are others now
    record(Event.Action.MERGED, by, into, detail={"key": key, "title": title, "first_key": report.first_key, "reason": reason})


def _refuse_unlike(report: Report, into: Report) -> None:
    for each in (report, into):
        if not each.is_public:
            raise Refused("{key} 还没有公布：只有已公布的报告才需要合并。", key=each.key)
    if report.is_sample != into.is_sample:
        raise Refused("示例不能与真实的报告合并。")


def refuse_elsewhere(report: Report, of: Report) -> None:
    """Asked before staff put two together: where place or year are known and differ, what is wrong is corrected first."""
    for here, there in ((report.place_id, of.place_id), (report.year, of.year)):
        if here and there and here != there:
            raise Refused("{here} 与 {there} 的地区或年份不同：如果其中一份写错了，请先更正它，再把两份归在一起。", here=report.key, there=of.key)


def _successors(present: list[Paragraph], there: list[Paragraph]) -> dict[str, list[str]]:
    """For each token of the one report those of the other's paragraphs that say the same."""
    pairs = aligned([paragraph.text for paragraph in present], [paragraph.text for paragraph in there])
    return {present[i].token_id: [there[j].token_id for j in pair.new] for pair in pairs for i in pair.old}


def _hand_over_paragraphs(report: Report, into: Report, present: list[Paragraph], after: dict[str, list[str]], act: Act) -> None:
    """Every token now belongs to the other report: as a former paragraph, with its text as it stood."""
    report.paragraphs.all().delete()
    merged = [former(paragraph, after[paragraph.token_id], act) for paragraph in present]
    for paragraph in merged:
        paragraph.report, paragraph.fate, paragraph.key = into, Fate.MERGED, report.key
    follow(report.former_paragraphs.all(), after, act.reason)
    report.former_paragraphs.filter(key="").update(key=report.key)
    report.former_paragraphs.update(report=into)
    FormerParagraph.objects.bulk_create(merged)
    Token.objects.filter(report=report).update(report=into)


def hand_over_witnesses(report: Report, into: Report, present: list[Paragraph]) -> None:
    """Files that carried the text keep it, to be compared; one that the other report has already adds its names to it."""
    text = "\n".join(paragraph.text for paragraph in present)
    report.witnesses.exclude(relation=Relation.NEAR).update(relation=Relation.NEAR, text=text, likeness=None)
    there = {witness.original_id: witness for witness in into.witnesses.all()}
    for witness in report.witnesses.all():
        if known := there.get(witness.original_id):
            known.names = list(dict.fromkeys([*known.names, *witness.names]))
            known.save(update_fields=["names"])
            witness.upload_items.update(witness=known)
            witness.delete()
    report.witnesses.update(report=into)


def _hand_over_addresses(report: Report, into: Report) -> None:
    report.former_addresses.filter(key=into.key).delete()
    report.former_addresses.update(report=into)
    FormerAddress.objects.update_or_create(key=report.key, defaults={"report": into})
