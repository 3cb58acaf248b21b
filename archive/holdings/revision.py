"""A corrected text takes the place of the present one, and whatever was given a token can still be found under it."""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from archive.holdings.events import record
from archive.holdings.store import give_tokens, numbered, text_hash, write_text
from archive.models import UNDATED, Event, FormerAddress, FormerParagraph, Paragraph, Report, Witness
from archive.text.alignment import How, Pair, aligned
from archive.text.document import Document
from archive.text.doubts import answered
from archive.text.errors import Refused
from archive.text.fold import fold
from archive.text.likeness import likeness, marks
from archive.text.tokens import token_text
from archive.text.vocabulary import EARLIER, GUESS

RENEWED = ("title", "subtitle", "kicker", "review_year", "plan_year", "delivered_on", "published_on", "speaker", "speaker_role",
           "authors", "occasion", "issuer", "source", "language")
"""What a corrected text may say anew. Place, year and kind make the address, which stays."""
Fate = FormerParagraph.Fate
EQUAL = (How.SAME, How.MOVED)


@dataclass(frozen=True)
class Act:
    """A text is being replaced: by whom, why, when, and which version it ends."""
    by: AbstractBaseUser | None
    reason: str
    at: datetime
    ends: int


@transaction.atomic
def revise(report: Report, document: Document, folded: list[str], *,
           by: AbstractBaseUser | None = None, reason: str, witness: Witness | None = None) -> bool:
    """Gives `report` this text, read from the file `witness`; whether it is another one. Raises Refused."""
    is_new = replace_text(report, document, folded, by=by, reason=reason, witness=witness)
    if is_new:
        record(Event.Action.REVISED, by, report, detail={"number": report.revision, "reason": reason})
    return is_new


@transaction.atomic
def replace_text(report: Report, document: Document, folded: list[str], *,
                 by: AbstractBaseUser | None, reason: str, witness: Witness | None = None) -> bool:
    """The text itself, for whoever records the act in words of their own.

    A draft's is replaced without a trace: none of its tokens was given.
    """
    lock(report)
    present = standing(report)
    if says_the_same(present, document, folded):
        return False
    refuse_text_of_another(report, folded)
    act = Act(by, reason, timezone.now(), report.revision)
    if report.status == Report.Status.DRAFT:
        _replace_draft(report, document, folded)
    else:
        _begin_history(report, present)
        tokens = _succeeded(report, present, [block.text for block in document.blocks], act)
        _rewrite(report, document, folded, tokens)
        _number(report, tokens, act, witness)
    if witness:
        _set_aside(report.witnesses, present, witness)
    _measure(report.witnesses, folded)
    renew(report, document, folded)
    return True


def report_at(key: str) -> Report | None:
    """The report of this key, or of one that it once had."""
    code, _, rest = key.partition("/")
    year, _, slug = rest.partition("/")
    if not (year == UNDATED or year.isascii() and year.isdigit() and len(year) <= 4) or "\0" in key:
        return None
    former = FormerAddress.objects.select_related("report").filter(key=key).first()
    return Report.objects.at(code, year, slug).first() or (former and former.report)


def lock(report: Report) -> None:
    """Whoever changes the text of a report waits here for the one before. Refuses one that is withdrawn or gone."""
    try:
        report.refresh_from_db(from_queryset=Report.objects.select_for_update())
    except Report.DoesNotExist as gone:
        raise Refused("《{title}》已不在文库里：请重新找到它。", title=report.title) from gone
    if report.status == Report.Status.WITHDRAWN:
        raise Refused("{key} 已经撤回：请先恢复公布，再改它的文字。", key=report.key)


def standing(report: Report) -> list[Paragraph]:
    """The paragraphs as they stand, each with its section and edits."""
    return list(report.paragraphs.select_related("section").prefetch_related("edits"))


def says_the_same(present: list[Paragraph], document: Document, folded: list[str]) -> bool:
    """Whether this is the text that stands: to the sign, but for white space that no search sees.

    What stands between two Latin words or numbers is seen; it changes no token.
    """
    stands = [(token_text(paragraph.text), paragraph.folded) for paragraph in present]
    return stands == [(token_text(block.text), key) for block, key in zip(document.blocks, folded, strict=True)]


def refuse_text_of_another(report: Report, folded: list[str]) -> None:
    other = Report.objects.filter(text_hash=text_hash(folded)).exclude(pk=report.pk).first()
    if other:
        raise Refused("文库里的 {key} 已有同样的文字：如果是同一份报告，请把它们合并。", key=other.key)


def _replace_draft(report: Report, document: Document, folded: list[str]) -> None:
    """A draft's text anew, with the tokens it would have been given at first."""
    report.paragraphs.all().delete()
    report.tokens.all().delete()
    tokens = give_tokens(report, numbered(token_text(block.text) for block in document.blocks), None)
    _rewrite(report, document, folded, tokens)


def relay(report: Report, document: Document, folded: list[str]) -> None:
    """Writes kinds, sections, flags and edits anew of paragraphs that say what they said."""
    tokens = list(report.paragraphs.values_list("token_id", flat=True))
    _rewrite(report, document, folded, tokens)


def _rewrite(report: Report, document: Document, folded: list[str], tokens: list[str]) -> None:
    """Rows are written anew, not changed: what outlasts them is called by its token."""
    report.paragraphs.all().delete()
    report.sections.all().delete()
    report.edits.all().delete()
    write_text(report, document, folded, tokens)


def _set_aside(witnesses: models.Manager, present: list[Paragraph], witness: Witness) -> None:
    """Files that carried the text until now keep it, to be compared with what `witness` brought."""
    text = "\n".join(paragraph.text for paragraph in present)
    witnesses.exclude(relation=Witness.Relation.NEAR).update(relation=Witness.Relation.NEAR, text=text)
    witness.relation, witness.text, witness.likeness, witness.is_shown = Witness.Relation.SAME, "", None, True
    witness.warnings = answered(witness.warnings)
    witness.save(update_fields=["relation", "text", "likeness", "is_shown", "warnings"])


def _measure(witnesses: models.Manager, folded: list[str]) -> None:
    """How near the texts of other files are to the new one."""
    present = marks(folded)
    for witness in witnesses.filter(relation=Witness.Relation.NEAR):
        witness.likeness = likeness(present, marks(map(fold, witness.text.split("\n")))).both
        witness.save(update_fields=["likeness"])


def _begin_history(report: Report, present: list[Paragraph]) -> None:
    """The first version, written down when a second follows it."""
    if report.revision == 1:
        report.revisions.create(
            number=1, made_at=report.published_at or report.added_on, tokens=[p.token_id for p in present],
            witness=report.witnesses.filter(relation=Witness.Relation.SAME).first())


def _number(report: Report, tokens: list[str], act: Act, witness: Witness | None) -> None:
    report.revision = act.ends + 1
    report.revisions.create(number=report.revision, made_at=act.at, made_by=act.by, reason=act.reason, witness=witness, tokens=tokens)


def _succeeded(report: Report, present: list[Paragraph], texts: list[str], act: Act) -> list[str]:
    """The tokens of the new text: those that stay, those that come back, new ones. What goes becomes former."""
    pairs = aligned([paragraph.text for paragraph in present], texts)
    tokens = _kept(present, pairs) | _returning(report, texts, pairs)
    asked = numbered(map(token_text, texts))
    missing = [i for i in range(len(texts)) if i not in tokens]
    fresh = give_tokens(report, [asked[i] for i in missing], act.at)
    tokens |= dict(zip(missing, fresh, strict=True))
    after = {present[i].token_id: [tokens[j] for j in pair.new] for pair in pairs if pair.how not in EQUAL for i in pair.old}
    gone = [paragraph for paragraph in present if paragraph.token_id in after]
    FormerParagraph.objects.bulk_create(former(paragraph, after[paragraph.token_id], act) for paragraph in gone)
    follow(report.former_paragraphs.exclude(pk__in=after), after, act.reason)
    return [tokens[i] for i in range(len(texts))]


def _kept(present: list[Paragraph], pairs: Iterable[Pair]) -> dict[int, str]:
    return {pair.new[0]: present[pair.old[0]].token_id for pair in pairs if pair.how in EQUAL}


def _returning(report: Report, texts: list[str], pairs: Iterable[Pair]) -> dict[int, str]:
    """Tokens that come back with what they were given for: the report's own first, then those of one merged into it."""
    new = [j for pair in pairs if pair.how not in EQUAL for j in pair.new]
    earlier = defaultdict(list)
    for paragraph in report.former_paragraphs.order_by("key", "-until", "position"):
        earlier[token_text(paragraph.text)].append(paragraph.token_id)
    back = {j: earlier[text].pop(0) for j in sorted(new) if earlier.get(text := token_text(texts[j]))}
    report.former_paragraphs.filter(pk__in=back.values()).delete()
    return back


def former(paragraph: Paragraph, successors: list[str], act: Act) -> FormerParagraph:
    """A paragraph as it stood, for its token's sake."""
    return FormerParagraph(
        token_id=paragraph.token_id, report_id=paragraph.report_id, fate=Fate.CHANGED if successors else Fate.REMOVED,
        reason=act.reason, until=act.ends, ended_at=act.at, successors=successors, position=paragraph.position,
        path=paragraph.section.path, kind=paragraph.kind, part=paragraph.part, flags=paragraph.flags, text=paragraph.text,
        edits=[{"kind": e.kind, "start": e.start, "end": e.end, "before": e.before, "after": e.after} for e in paragraph.edits.all()])


def follow(earlier: Iterable[FormerParagraph], after: dict[str, list[str]], reason: str) -> None:
    """Points what went before to what stands now, where what it pointed to went too."""
    for paragraph in earlier:
        now = list(dict.fromkeys(token for old in paragraph.successors for token in after.get(old, [old])))
        if now == paragraph.successors:
            continue
        paragraph.successors = now
        if not now:
            paragraph.reason = reason
            paragraph.fate = Fate.REMOVED if paragraph.fate == Fate.CHANGED else paragraph.fate
        paragraph.save(update_fields=["successors", "fate", "reason"])


def renew(report: Report, document: Document, folded: list[str]) -> None:
    """What the text says of itself and how long it is. What staff or archive supplied stays, and so does the address.

    What only an earlier text says stays, too, and is listed as supplied until a file says it again.
    """
    identity, earlier, supplied = document.identity, report.earlier, dict.fromkeys(report.supplied)
    evidence = {name: words for name, words in report.evidence.items() if not name.startswith(GUESS)}
    for name in RENEWED:
        value = getattr(identity, name)
        if value and name not in identity.supplied and (name not in supplied or name in earlier):
            setattr(report, name, list(value) if isinstance(value, tuple) else value)
            supplied.pop(name, None)
            evidence.pop(f"{EARLIER}{name}", None)
        elif not value and getattr(report, name) and name not in supplied:
            supplied[name] = None
            evidence[f"{EARLIER}{name}"] = evidence.pop(name, "")
    report.supplied, report.suggestions = list(supplied), identity.suggestions
    report.evidence = evidence | {name: words for name, words in identity.evidence.items()
                                  if name.startswith(GUESS) or name in RENEWED and name not in supplied}
    warnings = [asdict(warning) for warning in document.warnings]
    report.warnings = answered(warnings) if report.is_public else warnings
    report.text_hash, report.paragraph_count = text_hash(folded), len(document.blocks)
    report.character_count = sum(len(block.text) for block in document.blocks)
    report.save()
