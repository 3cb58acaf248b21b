"""How much a file may ask for, and what is said of one that is not read."""
import re
from dataclasses import dataclass, replace

from archive.text.errors import Refused, Sentence, Unreadable

MIB, SECONDS_A_PAGE = 1 << 20, 30
UNSOUND = re.compile("[\x00\ud800-\udfff]")
PROPERTY_TITLE = "title property"
"""An office program's title says little: it often is that of the file that this one was made from."""
TO_RECOGNISE = Sentence("这个 PDF 要先做文字识别（OCR）才有文字：请单独上传这个文件。")
PICTURES = Sentence("文件里有图片，图片里的文字和图表没有收入。")


@dataclass(frozen=True)
class Limits:
    """How much one file may ask for: time in seconds, memory and sizes in bytes."""
    seconds: float = 60
    memory: int = 1024 * MIB
    text: int = 20 * MIB
    pages: int = 2000
    unpacked: int = 200 * MIB
    entries: int = 2000
    depth: int = 2
    scanned_pages: int = 300
    recognises: bool = False

    def to_recognise(self, pages: int) -> "Limits":
        """What it takes to recognise the text of so many pages; onnxruntime asks for far more addresses than memory."""
        return replace(self, recognises=True, seconds=self.seconds + SECONDS_A_PAGE * pages, memory=max(self.memory, 3 * 1024 * MIB))


LIMITS = Limits()


class Scanned(Unreadable):
    """A file of pictures, which whoever allows it the time can have recognised."""

    def __init__(self, pages: int) -> None:
        super().__init__(TO_RECOGNISE.pattern)
        self.pages = pages


def locked() -> Refused:
    """What a file with a password gets."""
    return Refused("文件有密码保护，读不出来：请去掉密码后再上传。")


def unsupported(format_name: str, wanted: str) -> Refused:
    """What a file of another format gets: the name of its format, and that of one to save it as."""
    return Refused("这是 {format} 文件，读不出来：请另存为 {wanted} 再上传。", format=format_name, wanted=wanted)


def sound(said: str) -> str:
    """Without what no database and no page takes: NUL, halves of a surrogate pair. As long as before."""
    return UNSOUND.sub("\ufffd", said)
