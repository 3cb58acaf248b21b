"""The search key of a text: what two spellings that mean the same have in common."""
import unicodedata


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
