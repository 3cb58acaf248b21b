"""From the bytes of a file of any format to its text, before anything else looks at it.

- `signs.format_of(raw, name)` tells the format by content; `formats.extracted(raw, name)` gives one `Extracted` a document.
- `child.extracted_safely(raw, name)` does the same in a child process with limits: for files from strangers.
- `zip.members(raw)` gives the files of a ZIP, so that each can be kept and taken in by itself.

What comes out (`Extracted`):
- `text`: lines parted by "\\n". DOCX, DOC, ODT, HTML: a paragraph a line. TXT: as decoded. PDF: a printed line a line.
- A table stands where the document has it, as one line of its own (`archive.text.tables`: cells parted by ␟, rows by ␞).
- `changes`: what extraction knows to be no part of the text, as changes for the tape and not made yet, so that
  each becomes an edit that can be seen and undone: page numbers and running heads (furniture), hard line ends
  (rejoined), footnote marks (mark), 第 二 产 业 set apart by justification (spacing). None overlaps another:
  `Tape(document.text).change(document.changes)`.
- Left out without a change is what is no character of the document: markup, scripts, hidden text, deleted text of a
  tracked change, a web page's surroundings. PDF radicals (⼯) are read as the ideographs (工) they print.
"""
