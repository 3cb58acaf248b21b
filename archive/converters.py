"""What may stand in an address; whatever else is written there is a 404 before any view runs."""
from django.urls import register_converter

from archive.models import UNDATED, UNPLACED


class Written:
    """A piece of an address that is kept as it is written."""
    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Code(Written):
    """Six digits of GB/T 2260."""
    regex = f"[0-9]{{6}}|{UNPLACED}"


class Year(Written):
    regex = f"[1-9][0-9]{{0,3}}|{UNDATED}"


class Named(Written):
    """Anything but a NUL, which no database takes."""
    regex = "[^/\0]+"


class Sha256(Written):
    regex = "[0-9a-f]{64}"


def register() -> None:
    register_converter(Code, "code")
    register_converter(Year, "year")
    register_converter(Named, "named")
    register_converter(Sha256, "sha256")
