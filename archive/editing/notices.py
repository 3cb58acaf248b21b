"""What readers say is wrong with a paragraph: a queue that only editors see."""
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.access import attempts
from archive.models import FormerParagraph, Notice, Paragraph, Token
from archive.text.errors import Refused

DEED = "notice"
MOST_OPEN = 2000
"""Notices that may wait at once: whoever floods the queue fills no disk."""


def wait(address: str) -> int:
    """The seconds until this address may say something again."""
    return attempts.wait(address, DEED)


def say(known: Token, words: str, contact: str, address: str) -> None:
    """Puts it into the queue with the paragraph as it reads now. What was said already and waits is not said twice."""
    attempts.failed(address, DEED)
    waiting = Notice.objects.filter(state=Notice.State.OPEN)
    if waiting.filter(token=known.value, words=words).exists():
        return
    if waiting.count() >= MOST_OPEN:
        raise Refused("等着处理的太多了，请过些日子再来。")
    Notice.objects.create(
        token=known.value, key=known.report.key, revision=known.report.revision, text=paragraph_of(known).text, words=words, contact=contact)


def paragraph_of(known: Token) -> Paragraph | FormerParagraph | None:
    """The paragraph of the token, as it is or was."""
    return getattr(known, "paragraph", None) or getattr(known, "former", None)


@transaction.atomic
def decide(pk: int, was: str, state: str, answer: str, by: AbstractBaseUser) -> None:
    """Moves a notice on that its editor saw as `was`. Of two editors the first one decides."""
    notice = Notice.objects.select_for_update().get(pk=pk)
    if notice.state != was or state == was:
        raise Refused("已经有人处理过了。")
    if state == Notice.State.ANSWERED and not answer:
        raise Refused("请写明怎样处理的。")
    notice.state, notice.answer, notice.by, notice.who, notice.decided_at = state, answer, by, by.get_username(), timezone.now()
    notice.save()


def known(notices: QuerySet[Notice] | list[Notice]) -> dict[str, Token]:
    """The tokens of these notices with what stands there now; one whose report was taken out is not among them."""
    found = Token.objects.select_related("paragraph", "former", "report__place").filter(value__in={notice.token for notice in notices})
    return {token.value: token for token in found}
