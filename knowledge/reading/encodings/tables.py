"""The old Vietnamese encodings: what each character of a text read as Windows-1252 stood for.

Sources: TCVN 5712:1993 (VN3, "ABC"), the key tables of VNI and of the Vietnamese Professionals
Society as documented at vietunicode.sourceforge.net, Microsoft's code page 1258.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Byte A1 and the following; "." where the encoding has no letter.
_TCVN3_FROM_A1 = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
# Byte 80 and the following; A0 is a hard space.
_VPS_FROM_80 = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\u00a0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VPS_CONTROLS = {
    **dict(zip(range(0x02, 0x07), "ẠẬẶẸỆ", strict=True)),
    **dict(zip(range(0x10, 0x16), "ỊỌỘỢỤỰ", strict=True)),
    **{0x19: "Ỵ", 0x1C: "Ẫ", 0x1D: "Ữ"},
}
# VNI writes a mark behind the vowel: tones alone, tones on a circumflex, tones on a breve.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_CIRCUMFLEX = {"â": "\u0302"} | {
    mark: f"\u0302{tone}" for mark, tone in zip("áàåãä", _VNI_TONES.values(), strict=True)
}
_VNI_BREVE = {"ê": "\u0306"} | {
    mark: f"\u0306{tone}" for mark, tone in zip("éèúüë", _VNI_TONES.values(), strict=True)
}
_VNI_ALONE = dict(zip("íìæóòîôöñ", "íìỉĩịỵơưđ", strict=True))


@dataclass(frozen=True, slots=True)
class Encoding:
    """One table; `read` takes a text that was decoded as Windows-1252 and gives Unicode, NFC."""

    name: str  # as a person knows it
    read: Callable[[str], str]


def as_windows_1252(data: bytes) -> str:
    """Every byte as the character Windows-1252 shows; the five it leaves open as themselves."""
    return "".join(_WINDOWS_1252[byte] for byte in data)


def bytes_behind(text: str) -> bytes:
    """The bytes of which `as_windows_1252` makes this text.

    Raises:
        KeyError: a character that is not in that code page.
    """
    return bytes(_BYTES[character] for character in text)


def from_symbol_font(text: str) -> str:
    """Word keeps the characters of a symbol font at U+F000 and above; here they come down."""
    return _RAISED.sub(lambda match: _WINDOWS_1252[ord(match[0]) - 0xF000], text)


_RAISED = re.compile("[\uf020-\uf0ff]")
_MARKS = "\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00ab\u00bb\u00b0"
_OPENING = "\u201c\u2018"
_ALONE = "\u2013\u2014\u2026\u00bb"  # their letters are no words
_ENDS = ".,;:!?\u2026)\u201d"
_WINDOWS_1252 = tuple(bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256))
_BYTES = {chr(i): i for i in range(256)} | {c: i for i, c in enumerate(_WINDOWS_1252)}


def _single_bytes(table: Mapping[int, str]) -> Callable[[str], str]:
    letters = {_WINDOWS_1252[byte]: letter for byte, letter in table.items()}
    letters |= {chr(byte): c for byte, c in table.items() if chr(byte) not in letters}
    if letters.get("\u00b5", "\u00b5") != "\u00b5":
        letters["\u03bc"] = letters["\u00b5"]  # what normalizing makes of a micro sign
    pattern = re.compile(f"[{re.escape(''.join(letters))}]")

    def letter_of(match: re.Match[str]) -> str:
        letter = letters[match[0]]
        return match[0] if _is_punctuation(match, letter) else letter

    return lambda text: unicodedata.normalize("NFC", pattern.sub(letter_of, text))


def _is_punctuation(match: re.Match[str], letter: str) -> bool:
    """A quotation mark, dash or degree sign that is meant, though it has a letter's place.

    Programs put Windows' typographic marks between letters of fonts that have none.
    """
    if match[0] not in _MARKS or not letter.isalpha():
        return False
    before = match.string[max(match.start() - 1, 0) : match.start()].strip()
    behind = match.string[match.end() : match.end() + 1].strip()
    if not before and (match[0] in _OPENING or (not behind and match[0] in _ALONE)):
        return True
    follows = before.islower() or before in _ENDS
    return before.isdigit() or bool(before and letter.isupper() and follows)


def _vni() -> Callable[[str], str]:
    marks = {mark: ("aeouyôö", tone) for mark, tone in _VNI_TONES.items()}
    marks |= {mark: ("aeo", tone) for mark, tone in _VNI_CIRCUMFLEX.items()}
    marks |= {mark: ("a", tone) for mark, tone in _VNI_BREVE.items()}
    letters = {
        vowel + mark: _VNI_ALONE.get(vowel, vowel) + tone
        for mark, (vowels, tone) in marks.items()
        for vowel in vowels
    } | _VNI_ALONE
    composed = {key: unicodedata.normalize("NFC", letter) for key, letter in letters.items()}
    pattern = re.compile("|".join(sorted(composed, key=len, reverse=True)), re.IGNORECASE)

    def letter_of(match: re.Match[str]) -> str:
        letter = composed[match[0].lower()]
        return letter.upper() if match[0][0].isupper() else letter

    return lambda text: unicodedata.normalize("NFC", pattern.sub(letter_of, text))


TCVN3 = Encoding(
    "TCVN3 (ABC)",
    _single_bytes({0xA1 + i: c for i, c in enumerate(_TCVN3_FROM_A1) if c != "."}),
)
VNI = Encoding("VNI-Windows", _vni())
VPS = Encoding(
    "VPS", _single_bytes({0x80 + i: c for i, c in enumerate(_VPS_FROM_80)} | _VPS_CONTROLS)
)
WINDOWS_1258 = Encoding(
    "Windows-1258",
    _single_bytes(
        {i: c for i in range(0x80, 0x100) if (c := bytes([i]).decode("cp1258", "ignore"))}
    ),
)
ENCODINGS = (TCVN3, VNI, VPS, WINDOWS_1258)
