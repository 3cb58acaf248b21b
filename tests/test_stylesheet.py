"""Colours can be told from their ground, in light and in dark."""
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "static" / "archive.css").read_text()
LIGHT, DARK = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
ON_GROUND = [(ink, ground) for ink in ("ink", "soft", "accent", "removed", "added") for ground in ("paper", "raised", "tint")]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    channels = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("block", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [*ON_GROUND, ("match-ink", "match")])
def test_text_can_be_read_on_its_ground(block: str, ink: str, ground: str) -> None:
    palette = colours(block)
    assert contrast(palette[ink], palette[ground]) >= 4.5


def test_the_palest_grey_colours_no_text() -> None:
    pale = [line for line in CSS.splitlines() if re.search(r"(?<![\w-])color: var\(--faint\)", line)]
    assert [line for line in pale if "::before" not in line] == []


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face", CSS)
