"""Vietnamese from before Unicode: the tables, and what is certain enough to be put right."""

import unicodedata

import pytest

from knowledge.errors import ReadingError
from knowledge.reading.encodings.decoding import decoded
from knowledge.reading.encodings.fonts import encoding_of_font
from knowledge.reading.encodings.guessing import guess, marked_words
from knowledge.reading.encodings.repairing import repaired
from knowledge.reading.encodings.syllables import is_syllable
from knowledge.reading.encodings.tables import (
    ENCODINGS,
    TCVN3,
    VNI,
    VPS,
    WINDOWS_1258,
    Encoding,
    as_windows_1252,
    bytes_behind,
)

LOWER = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
RULE = "Điều 3. Bạn đọc phải giữ trật tự trong phòng đọc và trả sách đúng hẹn cho thủ thư."
STORY = (
    f"{RULE}\nKhông được viết, vẽ lên sách; người làm mất sách thì đền bằng sách mới.\n"
    "Thẻ cũ vẫn dùng được đến hết quý bốn."
)


def typed_in(encoding: Encoding, text: str) -> str:
    """What Windows-1252 shows of a text typed in `encoding`: its table turned round."""
    codes = [as_windows_1252(bytes([code])) for code in (*range(2, 32), *range(0x80, 0x100))]
    vowels = "aeouyAEOUYôöÔÖ" if encoding is VNI else "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    pairs = [vowel + code for vowel in vowels for code in codes]
    keys: dict[str, str] = {}
    for key in [*codes, *(pairs if encoding is VNI else [])]:
        keys.setdefault(encoding.read(f"X{key}X")[1:-1], key)
    if encoding is not WINDOWS_1258:
        return "".join(keys.get(letter, letter) for letter in text)
    return "".join(_vowel_and_tone(letter, keys) for letter in text)


def _vowel_and_tone(letter: str, keys: dict[str, str]) -> str:
    """Windows-1258 writes the tone behind the vowel, as a letter of its own."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"), "")
    vowel = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
    return keys.get(vowel, vowel) + (as_windows_1252(tone.encode("cp1258")) if tone else "")


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: encoding.name)
def test_a_text_typed_in_an_old_encoding_comes_back(encoding: Encoding) -> None:
    typed = typed_in(encoding, STORY)

    text, warnings = repaired(typed)

    assert typed != STORY
    assert text == STORY
    assert len(warnings) == 1
    assert encoding.name in warnings[0]
    assert "“Điều 3. Bạn đọc phải giữ trật tự" in warnings[0]


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: encoding.name)
def test_so_does_each_small_letter(encoding: Encoding) -> None:
    typed = typed_in(encoding, "b".join(LOWER))

    assert encoding.read(typed) == "b".join(LOWER)
    assert bytes_behind(typed)  # every letter has its place


@pytest.mark.parametrize(
    ("encoding", "typed", "meant"),
    [
        (TCVN3, "§iÒu 5. Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Điều 5. Cộng hoà xã hội chủ nghĩa"),
        (TCVN3, "ng\u00adêi lµm, l\u03bcm", "người làm, làm"),
        (VNI, "Ñieàu 5. Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Điều 5. Cộng hòa xã hội chủ"),
        (VNI, "ÑIEÀU, NÖÔÙC, HOAØ, kyù, Lyù, tæ leä", "ĐIỀU, NƯỚC, HOÀ, ký, Lý, tỉ lệ"),
        (VPS, "ViŒt Nam, quÓc h¶i, ngÜ©i", "Việt Nam, quốc hội, người"),
        (WINDOWS_1258, "Ðiê\u00cc\u0075 Viê\u00f2t", "Điều Việt"),
    ],
)
def test_known_words_are_read(encoding: Encoding, typed: str, meant: str) -> None:
    assert encoding.read(typed).startswith(meant)


def test_marks_that_a_font_of_old_letters_lacks_stay_marks() -> None:
    assert VPS.read("“Cán b¶.” – 20°, tu°i") == "“Cán bộ.” – 20°, tuổi"
    assert TCVN3.read("« » c»n") == "ô » cằn"


def test_unicode_stays_as_it_is() -> None:
    assert repaired(STORY) == (STORY, ())
    assert repaired("Là và các thì có, mà và là") == ("Là và các thì có, mà và là", ())
    assert repaired("Café résumé à la française, déjà vu, naïve")[1] == ()


def test_eth_is_the_letter_it_looks_like_only_in_vietnamese() -> None:
    assert repaired("Ðảng bộ, HÐND, ðến")[0] == "Đảng bộ, HĐND, đến"
    assert repaired("Ðe ðorp")[0] == "Ðe ðorp"


def test_too_few_words_are_shown_and_not_changed() -> None:
    text, warnings = repaired("§iÒu 5")

    assert text == "§iÒu 5"
    assert warnings == (
        "Chưa chắc chữ được gõ bằng bảng mã nào nên được giữ nguyên: “§iÒu 5” có thể là"
        " “Điều 5” (TCVN3 (ABC)).",
    )


def test_words_that_two_encodings_can_read_are_shown_in_both() -> None:
    typed = "cång cæng c©n cËn c¶n"

    text, warnings = repaired(typed)

    assert text == typed
    assert "“cồng cổng cân cận cản” (TCVN3 (ABC)) hoặc “cạng căng cờn cẹn cộn” (VPS)" in warnings[0]


def test_a_capital_in_the_middle_of_a_word_was_read_wrongly() -> None:
    assert guess(marked_words("cµn t¹n m¸ h·")).encoding is TCVN3


def test_a_line_with_letters_of_unicode_stays_among_old_ones() -> None:
    assert repaired(f"{typed_in(TCVN3, STORY)}\nđọc §iÒu")[0] == f"{STORY}\nđọc §iÒu"


def test_old_lines_in_a_text_of_unicode_are_found() -> None:
    old = typed_in(TCVN3, STORY.lower())

    text, warnings = repaired(f"{STORY}\n{old}\n{STORY}")

    assert text == f"{STORY}\n{STORY.lower()}\n{STORY}"
    assert len(warnings) == 1


def test_a_line_that_reads_both_ways_goes_with_the_others() -> None:
    assert repaired(f"{typed_in(TCVN3, STORY.lower())}\ncã")[0].endswith("\ncó")


def test_letters_of_a_symbol_font_come_down() -> None:
    raised = "".join(
        chr(0xF000 + ord(c)) if 0x80 <= ord(c) < 0x100 else c
        for c in typed_in(TCVN3, STORY.lower())
    )

    assert repaired(raised)[0] == STORY.lower()


@pytest.mark.parametrize("lost", ["", "\u00a0"], ids=["whole", "hard spaces made plain"])
def test_utf_8_decoded_twice_is_undone(lost: str) -> None:
    twice = as_windows_1252(STORY.encode())
    twice = twice.replace(lost, " ") if lost else twice

    text, warnings = repaired(twice)

    assert text == STORY
    assert warnings[0].startswith("Chữ của 3 dòng bị giải mã UTF-8 sai đã được sửa lại")


def test_letters_that_were_decoded_are_not_taken_for_broken_ones() -> None:
    written = "HÃNG NƯỚC: XÃ HỘI, người xã, là hãng"

    assert repaired(as_windows_1252(written.encode()))[0] == written


def test_letters_whose_byte_was_dropped_come_back_where_one_syllable_fits() -> None:
    dropped = as_windows_1252("Điều này, người và họ".encode()).translate(
        dict.fromkeys((0x81, 0x8D, 0x8F, 0x90, 0x9D))
    )

    text, warnings = repaired(dropped)

    assert text == "Điều này, người và há»"
    assert "còn 1 chữ không khôi phục được" in warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        STORY.encode("utf-8-sig"),
        STORY.encode("utf-16"),
        STORY.encode("utf-16-le"),
        STORY.encode("utf-16-be"),
        "\ufeff".encode("utf-16-be") + STORY.encode("utf-16-be"),
        unicodedata.normalize("NFD", STORY).encode(),
    ],
    ids=["plain", "mark", "utf-16", "16 little", "16 big", "16 big with mark", "decomposed"],
)
def test_bytes_of_unicode_are_decoded_without_a_word(data: bytes) -> None:
    text, warnings = decoded("a.txt", data)

    assert unicodedata.normalize("NFC", text) == STORY
    assert warnings == ()


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda encoding: encoding.name)
def test_bytes_of_an_old_encoding_are_decoded_with_a_warning(encoding: Encoding) -> None:
    text, warnings = decoded("a.txt", bytes_behind(typed_in(encoding, STORY)))

    assert text == STORY
    assert encoding.name in warnings[0]


def test_bytes_that_are_nothing_we_know_are_refused() -> None:
    with pytest.raises(ReadingError, match=r"“a\.txt” không phải UTF-8: byte thứ 3 \(0xe1\)"):
        decoded("a.txt", b"abc\xe1x")
    with pytest.raises(ReadingError, match=r"nhị phân \(có byte 0 ở vị trí 2\)"):
        decoded("a.txt", b"ab\0cd")
    with pytest.raises(ReadingError, match="nhị phân"):
        decoded("a.txt", b"a\0\0b" * 20)
    with pytest.raises(ReadingError, match="ghi bằng UTF-16 nhưng byte thứ 4 không đọc được"):
        decoded("a.txt", b"\xff\xfea\0\x00")


@pytest.mark.parametrize(
    ("font", "name", "in_capitals"),
    [
        (".VnTime", TCVN3.name, False),
        (".VnTimeH", TCVN3.name, True),
        (".VnArial NarrowH", TCVN3.name, True),
        ("ABCDEF+.VnTime", TCVN3.name, False),
        ("VNI-Times", VNI.name, False),
        ("VPS Times", VPS.name, False),
    ],
)
def test_a_font_tells_its_encoding(font: str, name: str, in_capitals: bool) -> None:
    found = encoding_of_font(font)

    assert found is not None
    assert (found.encoding.name, found.in_capitals) == (name, in_capitals)


@pytest.mark.parametrize("font", ["Times New Roman", "VnExpress Sans", "Vnitimes", "Arial", ""])
def test_other_fonts_tell_none(font: str) -> None:
    assert encoding_of_font(font) is None


def test_capitals_of_a_font_are_capitals() -> None:
    found = encoding_of_font(".VnTimeH")

    assert found is not None
    assert found.read("ch\u00ad¬ng i") == "CHƯƠNG I"


@pytest.mark.parametrize(
    "word", "nghiêng giếng gì quốc quý khuỷu Đảng HUYỆN thuở ý ụ uống yêu quỳnh gịt".split()
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["các̣", "cac", "hòát", "iòu", "tr", "đươc", "ngk", "ộa", "bàch"])
def test_what_is_no_syllable_is_not(word: str) -> None:
    assert not is_syllable(word)


def test_numbers_of_two_bytes_are_no_utf_16() -> None:
    with pytest.raises(ReadingError, match=r"“so\.txt” là tệp nhị phân .*byte 0"):
        decoded("so.txt", b"\x00\x01\x02\x03" * 50)
