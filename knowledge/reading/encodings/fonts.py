"""Fonts that draw Vietnamese letters at other characters' places."""

import re
from dataclasses import dataclass

from knowledge.reading.encodings.tables import TCVN3, VNI, VPS, Encoding

# ".VnTimeH", ".VnArial NarrowH": the H at the end says that every letter is drawn as a capital.
_TCVN3 = re.compile(r"\.vn.*?(?P<capitals>h)?", re.IGNORECASE)
_VNI = re.compile(r"vni[ -].*", re.IGNORECASE)
_VPS = re.compile(r"vps[ -].*", re.IGNORECASE)
_SUBSET = re.compile(r"[A-Z]{6}\+")  # what PDF puts before the name of an embedded part of a font


@dataclass(frozen=True, slots=True)
class FontEncoding:
    """How the letters of a font are read."""

    encoding: Encoding
    in_capitals: bool

    def read(self, text: str) -> str:
        """The letters a reader sees."""
        words = self.encoding.read(text)
        return words.upper() if self.in_capitals else words


def encoding_of_font(name: str) -> FontEncoding | None:
    """The encoding that a font's name tells; None for the fonts of Unicode."""
    name = _SUBSET.sub("", name.strip())
    if match := _TCVN3.fullmatch(name):
        return FontEncoding(TCVN3, match["capitals"] is not None)
    if _VNI.fullmatch(name):
        return FontEncoding(VNI, in_capitals=False)
    return FontEncoding(VPS, in_capitals=False) if _VPS.fullmatch(name) else None
