import gzip
import json
from pathlib import Path

from training.clauses import chunks, clauses, sentences
from training.corpora import LAWS, WIKIPEDIA, Section, law_sections, wikipedia_sections


def _corpus(path: Path, *rows: dict[str, object]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def _law(number: str | None, text: str = "Nội dung.") -> dict[str, object]:
    article = {"id": f"{number}-1", "subject": "Thư viện", "title": "Giờ mở cửa"}
    return article | {"law_no": number, "text": text, "related": ["x"]}


def test_laws_that_are_kept_for_measuring_stay_out(tmp_path: Path) -> None:
    _corpus(tmp_path / LAWS, _law("1/2000/qh10"), _law("2/2000/qh10"), _law(None))
    found = law_sections(tmp_path, frozenset({"2/2000/QH10"}))
    assert [section.id for section in found] == ["1/2000/qh10-1", "None-1"]


def test_articles_without_text_and_stubs_stay_out(tmp_path: Path) -> None:
    _corpus(tmp_path / LAWS, _law("1", text=""))
    long: dict[str, object] = {"page": "sách", "heading": "", "text": "Sách là " + "giấy " * 40}
    _corpus(tmp_path / WIKIPEDIA, {"page": "a", "heading": "", "text": "Ngắn."}, long)
    assert list(law_sections(tmp_path)) == []
    assert [(s.topic, s.id) for s in wikipedia_sections(tmp_path)] == [("sách", "w1")]


def test_clauses_are_normalised_words_between_stops() -> None:
    section = Section("1", "", "Nội QUY", "Hoà nhã; im lặng.\n- Số 5")
    assert list(clauses([section])) == [["nội", "quy"], ["hòa", "nhã"], ["im", "lặng"], ["số", "5"]]


def test_chunks_are_whole_lines_of_about_the_size() -> None:
    assert chunks("aaaa\nbbbb\n\ncccccccccccc\ndd", size=8) == ["aaaa\nbbbb", "cccccccccccc", "dd"]


def test_sentences_shorter_than_thirty_characters_are_left_out() -> None:
    text = (
        "Ngắn. Câu này thì dài hơn ba mươi ký tự nhiều; còn câu này cũng dài không kém gì câu kia"
    )
    assert len(sentences(text)) == 2
