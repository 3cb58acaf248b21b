"""BibTeX, in the fields of biblatex too; Chinese stays as it is, for engines that read UTF-8."""
from archive.citations.plain import remarks
from archive.citations.source import Source

MEDIA_TYPE = "application/x-bibtex"
# Braces by name: BibTeX counts even those behind a backslash, and one alone would swallow the rest of the file.
TEX_SIGNS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
             "{": r"\textbraceleft{}", "}": r"\textbraceright{}", **{sign: f"\\{sign}" for sign in "%&#_$"}}


def entry(source: Source) -> str:
    """`@techreport` asks for an institution, so what has none is `@misc`."""
    kind = "techreport" if source.is_report and source.institution else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields(source).items() if value]
    return "\n".join([f"@{kind}{{{source.key},", *lines, "}", ""])


def fields(source: Source) -> dict[str, str]:
    """Names stand in braces of their own, lest «and» or a comma in one part it."""
    return {
        "author": " and ".join(f"{{{tex(name)}}}" for name in source.authors),
        "title": tex(source.title),
        "institution": tex(source.institution) if source.is_report else "",
        "year": source.issued[:4],
        "date": source.issued,
        "pages": tex(source.where),
        "langid": "chinese" if source.is_chinese else "",
        "url": verbatim(source.permalink),
        "urldate": str(source.access.day),
        "note": tex(remarks(source)),
    }


def tex(value: str) -> str:
    r"""The value with TeX's own signs told as characters.

    >>> tex("增长5%")
    '增长5\\%'
    """
    return "".join(TEX_SIGNS.get(sign, sign) for sign in value)


def verbatim(address: str) -> str:
    """An address stands as it is, but for braces, which no address needs."""
    return address.replace("{", "%7B").replace("}", "%7D")
