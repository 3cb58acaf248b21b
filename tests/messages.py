"""The strings that readers see, and the catalogue that has them in English.

`python -m tests.messages` brings the catalogue up to date: adds what is new, drops what is gone, compiles.
"""
import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parent.parent
PO = PROJECT / "archive" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# Django's names for translation, then those of our own that carry a sentence.
SINGLE = {"_", "gettext", "gettext_lazy", "Sentence", "Refused", "Unreadable", "TooBroad", "Busy", "note", "remark"}
PLURAL = {"ngettext", "ngettext_lazy"}
HAN = re.compile(r"[\u3000-\u9fff]")


@dataclass(frozen=True, order=True)
class Message:
    text: str
    plural: str = ""


def in_code(source: str) -> Iterator[Message]:
    """Every Chinese string given to a function that translates or shows it."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if texts and HAN.search(texts[0]):
            if name in SINGLE:
                yield Message(texts[0])
            elif name in PLURAL:
                yield Message(*texts[:2])


def in_template(source: str) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    calls = r"\b(?:n?gettext|_)\((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^()'\"])*\)"
    for call in re.findall(calls, templatize(source)):
        yield from in_code(re.sub(r",\s*count\)$", ", 1)", call))


def wanted() -> set[Message]:
    found = {m for path in (PROJECT / "archive").rglob("*.py") if "migrations" not in path.parts
             for m in in_code(path.read_text())}
    return found | {m for path in (PROJECT / "templates").rglob("*") if path.suffix in (".html", ".txt", ".xml")
                    for m in in_template(path.read_text())}


def entry(message: Message) -> polib.POEntry:
    if message.plural:
        return polib.POEntry(msgid=message.text, msgid_plural=message.plural, msgstr_plural={0: "", 1: ""})
    return polib.POEntry(msgid=message.text)


def update() -> None:
    catalogue = polib.pofile(str(PO), wrapwidth=0)
    there = {Message(e.msgid, e.msgid_plural): e for e in catalogue}
    needed = wanted()
    entries = [there.get(message) or entry(message) for message in sorted(needed)]
    catalogue[:] = entries
    written(catalogue.save, PO)
    written(catalogue.save_as_mofile, MO)
    for missing in (e for e in entries if not e.translated()):
        print(f"untranslated: {missing.msgid}")  # noqa: T201 (a command's own output)


def written(save: Callable[[str], None], path: Path) -> None:
    """Whole or not at all: who reads it meanwhile reads the former one."""
    beside = path.with_name(f"{path.name}.new")
    save(str(beside))
    beside.replace(path)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    update()
