"""A reading goes out and comes back the same; anything else that comes is refused."""

import json
from datetime import date
from typing import Any

import pytest

from knowledge.reading.reading import Head, Heading, Proposal, Reading, SourceNote
from knowledge.reading.wire import WireError, packed, sentence, unpacked

TEXT = "Quy chế mẫu\nĐiều 1. Sổ trực\nNguồn: báo"
READING = Reading(
    "a.docx",
    TEXT,
    "word",
    Head(number="1-QC/M", issued_on=date(2024, 5, 6), replaces=("2-QC/M",)),
    headings=(Heading(1, "Quy chế mẫu", 0, 11, "dau"),),
    notes=(SourceNote(28, 38, "báo"),),
    warnings=("Đã bỏ một dòng.",),
    pages=(0, 12),
    proposals=(Proposal("title", "Quy chế mẫu", 0, 11),),
)


def sent(reading: Reading) -> dict[str, Any]:
    return dict(json.loads(json.dumps(packed(reading))))


def test_a_reading_comes_back_as_it_went() -> None:
    assert unpacked("a.docx", sent(READING)) == READING


def test_the_name_is_the_one_known_here() -> None:
    assert unpacked("b.docx", sent(READING)).source == "b.docx"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("text",), None),
        (("text",), "Quy\u202echế" + TEXT[7:]),
        (("text",), "Quy\x1bchế" + TEXT[7:]),
        (("text",), "Quy\ud800chế" + TEXT[7:]),
        (("text",), "Quy chế mẫu".ljust(3_000_001, "a")),
        (("text",), "Quy chê\u0301 mẫu"),
        (("reader",), "shell"),
        (("pages",), [12, 0]),
        (("pages",), [99]),
        (("pages",), [True]),
        (("pages",), "0"),
        (("head",), []),
        (("head", "number"), 7),
        (("head", "number"), "a" * 2_001),
        (("head", "issued_on"), "2024-02-31"),
        (("head", "replaces"), "2-QC/M"),
        (("headings", 0, "end"), 99),
        (("headings", 0, "start"), -1),
        (("headings", 0, "title"), "Quy chế khác"),
        (("headings", 0, "level"), 1.0),
        (("notes", 0, "end"), 39_000),
        (("proposals", 0, "field"), "__class__"),
        (("proposals", 0, "start"), 12),
        (("warnings", 0), "a\x00b"),
        (("warnings",), {"0": "a"}),
    ],
)
def test_what_is_no_sound_reading_is_refused(path: tuple[str | int, ...], value: object) -> None:
    plain: Any = sent(READING)
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(WireError, match=r"Error: "):
        unpacked("a.docx", plain)


@pytest.mark.parametrize("plain", [None, [], "a", {}, {"text": "a"}])
def test_what_is_no_reading_at_all_is_refused(plain: object) -> None:
    with pytest.raises(WireError, match=r"Error: "):
        unpacked("a.docx", plain)


def test_a_sentence_has_one_line_and_a_length() -> None:
    assert sentence("Tệp này\nhỏng.") == "Tệp này hỏng."
    with pytest.raises(WireError, match="characters"):
        sentence("a" * 2_001)
    with pytest.raises(WireError, match="not a string"):
        sentence(None)
