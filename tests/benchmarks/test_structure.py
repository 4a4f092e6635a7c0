"""What checks how laws are cut: it finds what is right, and says what is wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import structure
from benchmarks.office_forms import as_page
from benchmarks.structure import GOLD, Passages, Place, hash_of, read_gold, simply_read
from knowledge.reading.plain import read_plain

LINES = (
    "Số hiệu: 7/2020/NQ",
    "",
    "Chương I",
    "THẺ",
    "Điều 1. Thẻ đọc",
    "Thẻ gồm:",
    "1. Thẻ đỏ cho người lớn:",
    "a) Một năm;",
    "b) Hai năm.",
    "2. Thẻ xanh theo",
    "Điều 9. của nội quy cũ.",
    "Điều 2. Sổ",
    "Sổ do thủ thư giữ.",
    "Điều 2a. Bút",
    "Bút để trên bàn.",
    "Điều 4. Hết",
    "Hết.",
)
LAW = "\n".join(LINES)


def passages(law: str = LAW) -> Passages:
    return Passages.of(read_plain("a.txt", law))


def test_a_simple_reading_counts_articles_clauses_and_points() -> None:
    assert structure.simple_articles(LAW) == ["1", "2", "2a", "4"]
    assert [place.locator for place in simply_read(LAW)] == [
        "khoản 1 Điều 1",
        "điểm a khoản 1 Điều 1",
        "điểm b khoản 1 Điều 1",
        "khoản 2 Điều 1",
    ]


@pytest.mark.parametrize(
    "place",
    [
        Place("khoản 2 Điều 1", hash_of("2. Thẻ xanh theo"), hash_of("Thẻ gồm:")),
        Place("điểm b khoản 1 Điều 1", hash_of("b)  Hai năm.")),
        Place("Điều 2a", hash_of("Bút để trên bàn."), heading=hash_of("Chương I THẺ")),
    ],
)
def test_a_place_is_found_with_its_lead_in_and_heading(place: Place) -> None:
    assert passages().holds(place)
    assert not passages().holds(replace(place, begins=hash_of("Khác.")))
    assert not passages().holds(replace(place, lead=hash_of("Khác:")))
    assert not passages().holds(replace(place, heading=hash_of("Chương II")))


@pytest.mark.parametrize("locator", ["khoản 1 Điều 1", "điểm a khoản 1 Điều 1", "khoản 2 Điều 2"])
def test_a_place_that_is_cited_otherwise_is_not_found(locator: str) -> None:
    assert not passages().holds(Place(locator, hash_of("2. Thẻ xanh theo")))


def gold_file(folder: Path, begins: str) -> Path:
    path = folder / "gold.jsonl"
    row = {"number": "7/2020/NQ", "locator": "khoản 2 Điều 1", "begins": hash_of(begins)}
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("begins", "status", "said"), [("2. Thẻ xanh theo", 0, "1/1"), ("3. Thẻ tím", 1, "0/1")]
)
def test_a_folder_is_checked_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], begins: str, status: int, said: str
) -> None:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    gold = gold_file(tmp_path, begins)
    assert structure.main([str(tmp_path), "--gold", str(gold)]) == status
    told = capsys.readouterr().out
    assert "law.txt: 4 articles each once, in order" in told
    assert "clauses, points: 4/4" in told
    assert f"gold in all: {said}" in told


def test_a_text_without_its_articles_in_order_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    monkeypatch.setattr(structure, "passages_of", lambda reading: [])
    assert structure.main([str(tmp_path)]) == 1
    assert "NOT IN ORDER" in capsys.readouterr().out


def test_another_form_is_compared_passage_by_passage() -> None:
    same, fits = structure.compared(passages(), read_plain("a.html", LAW))
    assert fits
    assert same == "the same articles, 100.00% of the words, 5/5 passages"
    shorter = LAW.replace("Sổ do thủ thư giữ.", "Sổ mất.")
    said, fits = structure.compared(passages(), read_plain("a.html", shorter))
    assert not fits
    assert said.endswith("4/5 passages (not Điều 2)")


def test_a_page_holds_each_line_once() -> None:
    page = as_page("Thẻ & sổ", "Điều 1. Thẻ\n\n1. Dưới <5> năm.")
    assert "<h3>Điều 1. Thẻ</h3>" in page
    assert "<p>1. Dưới &lt;5&gt; năm.</p>" in page
    assert "<title>Thẻ &amp; sổ</title>" in page


def test_the_gold_has_enough_places_over_three_laws_and_no_words() -> None:
    gold = read_gold()
    places = [place for rows in gold.values() for place in rows]
    assert len(gold) == 3
    assert len({place.locator for place in places}) >= 150
    allowed = {"number", "locator", "begins", "lead", "heading"}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) <= allowed
        assert all(len(row[key]) == 16 for key in ("begins", "lead", "heading") if key in row)
