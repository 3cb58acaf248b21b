"""The characters of a web page: what its bytes show goes before what it says of itself."""
import codecs
import re
from email import message_from_bytes, policy

from archive.text.encoding import decoded
from archive.text.errors import Unreadable

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.I)
# A page that says gb2312 uses what browsers give it: all of GBK and more.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
MOST_LOST = 0.001


def decoded_page(raw: bytes) -> str:
    """The markup of a page, or of the first page of a saved web archive (MHTML)."""
    if is_web_archive(raw):
        raw = _page_of(raw)
    for bom, charset in BOMS:
        if raw.startswith(bom):
            return raw.decode(charset, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _as_declared(raw)


def _as_declared(raw: bytes) -> str:
    """As the page says, where hardly a character is lost so; else as its bytes look."""
    if match := DECLARED.search(raw[:4096]):
        name = match[1].decode("ascii").lower()
        try:
            markup = raw.decode(WIDER.get(name, name), "replace")
        except LookupError:
            return decoded(raw)
        if markup.count("\ufffd") <= MOST_LOST * len(markup):
            return markup
    return decoded(raw)


def is_web_archive(raw: bytes) -> bool:
    head = raw[:2000].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _page_of(raw: bytes) -> bytes:
    message = message_from_bytes(raw, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(page := part.get_payload(decode=True), bytes):
            return page
    raise Unreadable("这个网页存档里没有网页：请在浏览器里另存为“网页，仅 HTML”再上传。")
