"""A citation in words, and what no standard has a place for: release, version, day of access, speaker."""
from archive.citations.source import ARCHIVE, INVENTED, Source


def note(source: Source) -> str:
    """Which state of the archive was read, and when."""
    return f"{edition(source)}；引用日期：{source.access.day}"


def remarks(source: Source) -> str:
    """For the note of a reference manager, which has a field of its own for the day of access."""
    told = [edition(source), INVENTED if source.is_sample else "", f"报告人：{source.speaker}" if source.speaker else "", own_words(source)]
    return "；".join(filter(None, told))


def own_words(source: Source) -> str:
    """What the archive says of it and not the document."""
    if source.is_author_supplied:
        return "；".join(filter(None, ["责任者未见于原件，由文库按文种和地区给出", given(source.supplied)]))
    return given(source.supplied)


def given(supplied: tuple[str, ...]) -> str:
    return f"{'、'.join(supplied)}由文库给出" if supplied else ""


def edition(source: Source) -> str:
    """The archive's release, and which of its texts: a revised transcription is no new edition of the report."""
    version = f"；文库所载第{source.version}版文字" if source.is_revised else ""
    return f"{ARCHIVE}（{source.access.release}）{version}"


def entry(source: Source) -> str:
    authors, title = "、".join(source.authors), f"《{source.title}》" + (f"（{INVENTED}）" if source.is_sample else "")
    told = [f"{authors}：{title}" if authors else title, in_words(source.issued), source.where,
            edition(source).replace("；", "，"), source.permalink, f"{in_words(str(source.access.day))}引用"]
    return "，".join(part for part in told if part) + "。"


def in_words(day: str) -> str:
    """
    >>> in_words("2022-12-09"), in_words("2022"), in_words("")
    ('2022年12月9日', '2022年', '')
    """
    return "".join(f"{int(number)}{unit}" for number, unit in zip(day.split("-"), "年月日", strict=False)) if day else ""
