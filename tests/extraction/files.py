"""Small files of every format, made by plain functions."""
import struct
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2 as pdfium

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
ODT_TYPE = "application/vnd.oasis.opendocument.text"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
SECTOR = 512


def zip_file(entries: dict[str, bytes | str], packing: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", packing) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return target.getvalue()


def docx_file(body: str, **parts: str) -> bytes:
    """A DOCX whose body is this XML; further parts by name: `numbering=…` is word/numbering.xml."""
    entries = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    entries |= {f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in parts.items()}
    return zip_file(entries)


def p(text: str, properties: str = "") -> str:
    """A paragraph of a DOCX."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def odt_file(body: str, **entries: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zip_file({"mimetype": ODT_TYPE, "content.xml": content, **entries})


def ole_file(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams, each padded so that it stands in sectors of its own."""
    padded = {name: raw.ljust(-(-max(len(raw), 4096) // SECTOR) * SECTOR, b"\0") for name, raw in streams.items()}
    starts, at = [], 1 + -(-(len(streams) + 1) // 4)
    for raw in padded.values():
        starts.append(at)
        at += len(raw) // SECTOR
    fat = [0xFFFFFFFD, *_chain(1, starts[0])]
    for start, raw in zip(starts, padded.values(), strict=True):
        fat += _chain(start, start + len(raw) // SECTOR)
    assert len(fat) <= 128, "one sector of the allocation table is all this writes"
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    entries += [_entry(name, 2, start, len(raw), right=i + 2 if i + 1 < len(padded) else None)
                for i, ((name, raw), start) in enumerate(zip(padded.items(), starts, strict=True))]
    directory = b"".join(entries).ljust((starts[0] - 1) * SECTOR, b"\0")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    return _ole_header() + table + directory + b"".join(padded.values())


def _chain(start: int, end: int) -> list[int]:
    return [*range(start + 1, end), 0xFFFFFFFE]


def _ole_header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<I", 0) + b"\xff" * (108 * 4)


def _entry(name: str, kind: int, start: int, size: int, child: int | None = None, right: int | None = None) -> bytes:
    raw = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
            + struct.pack("<III", none, none if right is None else right, none if child is None else child)
            + bytes(36) + struct.pack("<IQ", start, size))


def doc_file(*pieces: tuple[str, str], rows: tuple[tuple[int, int, bool], ...] = (), flags: int = 0x0200, version: int = 0xC1) -> bytes:
    """A Word 97 file of text pieces, each with its charset (cp1252 or utf-16-le).

    `rows` are the paragraphs of tables: first and last byte of the text, and whether it ends a row.
    """
    text_at = 0x800
    main = bytearray(text_at)
    starts, descriptors = [0], b""
    for text, charset in pieces:
        raw = text.encode(charset)
        fc = len(main) if charset != "cp1252" else len(main) * 2 | 0x40000000
        descriptors += struct.pack("<HIH", 0, fc, 0)
        main += raw
        starts.append(starts[-1] + len(text))
    plc = struct.pack(f"<{len(starts)}I", *starts) + descriptors
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    main += bytes(-len(main) % 512)
    page = len(main) // 512
    main += _papx_page(text_at, rows, len(main))
    bins = struct.pack("<III", text_at, len(main), page)
    struct.pack_into("<HHHHHH", main, 0, 0xA5EC, version, 0, 0, 0, flags)
    struct.pack_into("<I", main, 0x4C, starts[-1])
    struct.pack_into("<II", main, 0x102, len(clx), len(bins))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return ole_file({"WordDocument": bytes(main), "1Table": clx + bins})


def _papx_page(text_at: int, rows: tuple[tuple[int, int, bool], ...], end: int) -> bytes:
    """A page of paragraph properties: those of plain text have none."""
    starts, kinds = [text_at], [0]
    for first, last, is_row_end in rows:
        starts += [text_at + first, text_at + last]
        kinds += [2 if is_row_end else 1, 0]
    page = bytearray(512)
    struct.pack_into(f"<{len(starts) + 1}I", page, 0, *starts, end)
    for i, kind in enumerate(kinds):
        page[4 * (len(starts) + 1) + 13 * i] = (0, 240, 245)[kind]
    in_table = struct.pack("<HHB", 0, 0x2416, 1)
    page[480:480 + 6] = bytes([3]) + in_table
    ends_row = in_table + struct.pack("<HB", 0x2417, 1) + bytes(1)
    page[490:490 + 10] = bytes([5]) + ends_row
    page[511] = len(starts)
    return bytes(page)


def pdf_file(*pages: str) -> bytes:
    """A PDF of pages, each a content stream; the font F has every Chinese character, half as wide for Latin."""
    font = ("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
            "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
            "/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6"
            "/FontBBox[-25 -254 1000 880]/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0/StemV 93>>>>]>>")
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", font]
    for i, content in enumerate(pages):
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * i} 0 R/Resources<</Font<</F 3 0 R>>>>>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    raw, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(raw)}\n%%EOF"
    return raw + end.encode()


def scanned(raw: bytes, dots: int = 150) -> bytes:
    """A PDF as it comes back from a printer and a scanner: each page a picture, no text."""
    out, scan = BytesIO(), pdfium.PdfDocument.new()
    for page in pdfium.PdfDocument(raw):
        width, height = page.get_size()
        image = pdfium.PdfImage.new(scan)
        image.set_bitmap(page.render(scale=dots / 72))
        image.set_matrix(pdfium.PdfMatrix().scale(width, height))
        sheet = scan.new_page(width, height)
        sheet.insert_obj(image)
        sheet.gen_content()
    scan.save(out)
    return out.getvalue()


def line(x: float, y: float, text: str, size: float = 16, spread: float = 0) -> str:
    """A printed line: `y` from the bottom of the page, `spread` room between characters as justification gives."""
    return f"BT /F {size} Tf {spread} Tc 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def picture(x: float, y: float, width: float, height: float) -> str:
    """A picture: one grey dot, drawn large."""
    return f"q {width} 0 0 {height} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def paragraph(y: float, *lines: str, left: float = 90, size: float = 16) -> str:
    """Lines as a paragraph is set: the first indented by two characters, 26 points from line to line."""
    return "".join(line(left + (2 * size if i == 0 else 0), y - 26 * i, text, size) for i, text in enumerate(lines))
