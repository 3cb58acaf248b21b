"""RIS, which nearly every reference manager reads."""
from archive.citations.plain import remarks
from archive.citations.source import Source

MEDIA_TYPE = "application/x-research-info-systems"


def entry(source: Source) -> str:
    fields = [
        ("TY", "RPRT" if source.is_report else "ELEC"),
        *(("AU", name) for name in source.authors),
        ("TI", source.title),
        ("PY", source.issued[:4]),
        ("DA", source.issued.replace("-", "/") if len(source.issued) > 4 else ""),
        ("SP", source.where),
        ("PB", source.publisher),
        ("LA", source.language),
        ("UR", source.permalink),
        ("Y2", f"{source.access.day:%Y/%m/%d}"),
        ("N1", remarks(source)),
        ("ID", source.key),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])
