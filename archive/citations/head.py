"""What a page says of itself to machines: Highwire's tags, Dublin Core, OpenGraph and JSON-LD.

Zotero takes DC.type and og:type «website» at their word, then the institution of a report; it takes the first of
og:type «article» or a bare citation_title for a journal's. Scholar wants a title, an author and a day.
"""
import json
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from archive.citations.source import ARCHIVE, INVENTED, Source

IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Head:
    """`tags` are meta elements, `data` is JSON-LD."""
    tags: SafeString
    data: SafeString


def head(source: Source, description: str) -> Head:
    names, properties = [*highwire(source), *dublin_core(source)], open_graph(source, description)
    tags = [*meta("name", names), *meta("property", properties)]
    return Head(SafeString("\n".join(tags)), script_data(described(source)))


def highwire(source: Source) -> Pairs:
    return [
        ("citation_title", source.title),
        *(("citation_author", name) for name in source.authors),
        ("citation_publication_date", source.issued.replace("-", "/")),
        ("citation_technical_report_institution", source.institution if source.is_report else ""),
        ("citation_firstpage", source.where),
        ("citation_language", source.language),
        ("citation_fulltext_html_url", source.whole),
        ("citation_public_url", source.permalink),
    ]


def dublin_core(source: Source) -> Pairs:
    """A speaker alone would be taken for the author."""
    return [
        ("DC.title", source.title),
        *(("DC.creator", name) for name in source.authors),
        ("DC.contributor", source.speaker if source.authors else ""),
        ("DC.description", INVENTED if source.is_sample else ""),
        ("DC.date", source.issued),
        ("DC.type", "report" if source.is_report else "Text"),
        ("DC.publisher", source.publisher),
        ("DC.language", source.language),
        ("DC.identifier", source.permalink),
        ("DCTERMS.spatial", source.place),
        ("DCTERMS.isPartOf", source.whole if source.whole != source.permalink else ""),
    ]


def open_graph(source: Source, description: str) -> Pairs:
    return [
        ("og:title", " ".join(part for part in (source.title, source.where) if part)),
        ("og:type", "article" if source.is_report else "website"),
        ("og:url", source.permalink),
        ("og:description", description),
        ("og:site_name", ARCHIVE),
        ("og:locale", {"zh-Hant": "zh_TW", "zh-Hans": "zh_CN"}.get(source.language, "")),
    ]


def described(source: Source) -> dict:
    """The report, or the passage quoted from it."""
    report = {
        "@type": "Report" if source.is_report else "CreativeWork",
        "@id": source.whole,
        "url": source.whole,
        "name": source.title,
        "description": INVENTED if source.is_sample else "",
        "author": [author(name, source) for name in source.authors],
        "contributor": {"@type": "Person", "name": source.speaker} if source.speaker else None,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": source.issued,
        "inLanguage": source.language,
        "spatialCoverage": {"@type": "Place", "name": source.place} if source.place else None,
        "version": str(source.version),
        "isPartOf": {"@type": "Collection", "name": ARCHIVE, "version": source.access.release},
    }
    report = {name: value for name, value in report.items() if value}
    if source.passage is None:
        return {"@context": "https://schema.org", **report}
    return {"@context": "https://schema.org", "@type": "Quotation", "@id": source.permalink, "url": source.permalink,
            "position": source.passage, "text": source.text, "inLanguage": source.language, "isPartOf": report}


def author(name: str, source: Source) -> dict[str, str]:
    """Whether any other name is a person's is nowhere said."""
    return {"@type": "Organization", "name": name} if name == source.institution else {"name": name}


def meta(attribute: str, pairs: Pairs) -> list[str]:
    """Elements for what has a value."""
    return [f'<meta {attribute}="{name}" content="{escape(value)}">' for name, value in pairs if value]


def script_data(value: dict) -> SafeString:
    r"""JSON that no text in it can end the script element of.

    >>> script_data({"name": "</script>"})
    '{"name": "\\u003c/script\\u003e"}'
    """
    return SafeString(json.dumps(value, ensure_ascii=False).translate(IN_SCRIPT))
