"""XML from strangers."""
from lxml import etree

from archive.text.errors import Refused, Unreadable


def parsed(raw: bytes) -> etree._Element:
    """The root of an XML document; no entity is expanded, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("文件内部的 XML 已损坏，读不出来：请用 Word 或 WPS 打开后另存一份再上传。") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("文件内部声明了 XML 实体，正常的文档不会这样，可能是有人做过手脚：请用 Word 或 WPS 打开后另存一份再上传。")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
