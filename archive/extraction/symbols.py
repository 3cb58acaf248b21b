"""The signs that Word takes from fonts of signs, by the places that they have there."""

FONTS = {
    "symbol": {0x61: "α", 0x62: "β", 0x6D: "μ", 0x74: "τ", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
               0xB9: "≠", 0xBB: "≈", 0xE5: "∑"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
                  0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
}
LAST = 0x10FFFF


def sign(font: str, code: str) -> str:
    """The character of «F0FC» in Wingdings; where the font is not known, that of the code itself.

    >>> sign("Wingdings", "F0FC"), sign("Symbol", "00B3"), sign("宋体", "2014")
    ('✓', '≥', '—')
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    known = FONTS.get(font.lower(), {}).get(place & 0xFF) if place <= 0xFF or 0xF000 <= place <= 0xF0FF else None
    return known or (chr(place) if 0x20 <= place <= LAST and not 0xD800 <= place <= 0xDFFF else "")
