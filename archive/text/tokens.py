"""Permanent tokens. FROZEN FOR EVER: a change here breaks every link ever given out."""
import hashlib
import unicodedata

VERSION = "archive-token-1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
"""Of each ten bits."""
LENGTH = 10


def token_text(text: str) -> str:
    """What of a paragraph its token depends on: NFC without white space; never the search fold."""
    return "".join(unicodedata.normalize("NFC", text).split())


def token(first_key: str, text: str, ordinal: int, counter: int = 0) -> str:
    """Fifty bits of SHA-256 over version, key as first recognised, token text and ordinal from 0.

    `text` may be given as token text, too. `counter` is 0 but where another paragraph has the token.
    """
    return token_of(first_key, token_text(text), ordinal, counter)


def token_of(first_key: str, text: str, ordinal: int, counter: int = 0) -> str:
    """`token` of a token text."""
    parts = [VERSION, first_key, text, str(ordinal), *([str(counter)] if counter else [])]
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    bits = int.from_bytes(digest[:7], "big") >> 6
    return PAIRS[bits >> 40] + PAIRS[bits >> 30 & 1023] + PAIRS[bits >> 20 & 1023] + PAIRS[bits >> 10 & 1023] + PAIRS[bits & 1023]


def as_read(written: str) -> str:
    """A token as Crockford reads what a person typed: lower case, and i, l, o for 1, 1, 0.

    >>> as_read("2h8zc4tovd")
    '2H8ZC4T0VD'
    """
    return written.upper().translate(str.maketrans("ILO", "110"))
