"""The core's sentences in the reader's language."""
from django.utils.translation import gettext

from archive.text.errors import Sentence


def said(sentence: Sentence) -> str:
    """A sentence as the reader's language has it."""
    return gettext(sentence.pattern).format(**sentence.values)


def shown(entry: dict) -> str:
    """A sentence as it is stored with a report: `{"pattern": …, "values": {…}}`."""
    return said(Sentence(entry["pattern"], entry.get("values", {})))
