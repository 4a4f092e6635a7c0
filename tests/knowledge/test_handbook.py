"""The built-in handbook is whole: it tells every code, number, day and name of its coverage."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from knowledge.modality import Modality, modality_of
from knowledge.reading.reading import Reading
from knowledge.reading.source import read_file
from knowledge.sentences import sentence_spans
from knowledge.structure import passages_of

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "knowledge" / "handbook"

# family of codes -> how many entries it has, numbered from 1
FAMILIES = {
    "N": 8,
    "K": 8,
    "G": 8,
    "GX": 13,
    "S": 4,
    "T": 9,
    "TX": 10,
    "C": 6,
    "CX": 2,
    "CT-GP": 5,
    "BTC-GP": 5,
    "Y": 9,
    "NV": 4,
}
DOS = ("N", "G", "S", "T", "C")
TASKS = ("CT-GP", "BTC-GP", "Y", "NV")
DONTS = ("K", "GX", "TX", "CX")
HEADING_MEANINGS = {
    "điều nên làm": Modality.SHOULD,
    "điều không nên làm": Modality.SHOULD_NOT,
    "điều bắt buộc": Modality.MUST,
    "điều cấm": Modality.MUST_NOT,
    "điều được phép": Modality.MAY,
}
HEAD_KEYS = ("số hiệu", "tiêu đề", "loại", "cơ quan ban hành", "ngày ban hành", "nguồn")
LONGEST_ENTRY = 500  # characters
MOST_SENTENCES = 4

DOCUMENT_NUMBERS = (
    "06 KL/TWĐTN-BKT",
    "01-CT/TWĐTN-BKT",
    "113-KH/TĐTN-TCKT",
    "27-NQ/TW",
    "19-NQ/TU",
    "27-CT/TU",
    "30-CT/TU",
    "40-CT/TU",
    "Đề án 165",
    "Đề án 100",
    "11/NQ-TU",
    "01/NQ-TU",
    "05/CT-TW",
    "Hội nghị lần thứ 6",
    "Hội nghị lần thứ tư",
    "Đại hội Đảng bộ tỉnh Quảng Trị lần thứ XVI",
    "Quy chế dân chủ",
    "Quy chế cán bộ Đoàn",
    "Cương lĩnh chính trị",
    "Điều lệ Đảng",
    "Chương trình tổng thể cải cách hành chính",
)

# start of a file's name -> figures, days and names which that file must tell
FACTS = {
    "03": ("1 năm", "01 năm", "09:49", "19/02/2020", "1046", "Nguyễn Thị Ngọc Xuân", "ba kênh"),
    "04": ("27/9/2019", "thứ sáu", "đầu năm 2019", "Ban Tổ chức – Kiểm tra", "Năm giải pháp"),
    "05": (
        "10:07",
        "11/01/2019",
        "5578",
        "chiều 11/01",
        "Hà Nội",
        "3 báo cáo",
        "Năm 2019",
        "năm 2018",
        "Lê Quốc Phong",
        "Trần Thị Bích Ngọc",
        "Kiều Anh",
        "Ủy viên dự khuyết",
    ),
    "06": (
        "05 người",
        "01 người",
        "06 người",
        "07 người",
        "01 cán bộ",
        "71",
        "80%",
        "92%",
        "8,33%",
        "8,69%",
        "20,83%",
        "43,48%",
        "70,84%",
        "47,83%",
        "2009",
        "2010",
        "2015",
        "2015–2020",
        "2008–2018",
        "8:41",
        "23/3/2018",
        "16/12/2018",
        "Phạm Thị Thúy Phượng",
        "8 tiêu chí",
    ),
    "07": ("10 năm", "hai nhiệm kỳ", "Hàng nghìn", "8 giờ", "năm 2020", "Nguyễn Thế Lập"),
    "08": (
        "10/01/2019",
        "12/8/2019",
        "06/8/2008",
        "2019–2022",
        "2016–2020",
        "2011–2020",
        "2015–2020",
        "khóa XI",
        "khóa X",
        "khóa XVI",
    ),
    "09": (
        "15/5/2016",
        "05-CT/TW",
        "45-NQ/TW",
        "tự diễn biến",
        "09391048",
        "756",
        "808",
        "3378",
        "15583",
        "29",
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    file: str
    anchor: str | None
    title: str
    text: str
    modalities: frozenset[Modality | None]
    source_notes: frozenset[str | None]


def entries_of(reading: Reading) -> list[Entry]:
    """One entry for each third-level heading, with the words of its passages below it."""
    spans = passages_of(reading)
    bounds = [*(heading.start for heading in reading.headings), len(reading.text)]
    entries = []
    for heading, end in zip(reading.headings, bounds[1:], strict=True):
        if heading.level != 3:
            continue
        own = [span for span in spans if heading.start <= span.start < end]
        entries.append(
            Entry(
                file=reading.source,
                anchor=heading.anchor,
                title=heading.title,
                text="\n".join(
                    reading.text[max(span.start, heading.end) : span.end].strip() for span in own
                ),
                modalities=frozenset(span.modality for span in own),
                source_notes=frozenset(span.source_note for span in own),
            )
        )
    return entries


def handbook_files() -> list[Path]:
    return sorted(HANDBOOK.glob("*.md"))


@cache
def all_entries() -> tuple[Entry, ...]:
    return tuple(entry for path in handbook_files() for entry in entries_of(read_file(path)))


def family(entry: Entry) -> str | None:
    match = re.fullmatch(r"(.*?)\d+", entry.anchor or "")
    return match[1] if match and match[1] in FAMILIES else None


def entries_of_families(*families: str) -> list[Entry]:
    return [entry for entry in all_entries() if family(entry) in families]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def tells(text: str, fact: str) -> bool:
    """Whether the fact stands in the text as a word of its own, upper or lower case."""
    return re.search(rf"(?<![\w,]){re.escape(fact)}(?!\w)", text, re.IGNORECASE) is not None


def test_every_code_of_the_coverage_list_has_exactly_one_entry() -> None:
    expected = {f"{name}{n}" for name, count in FAMILIES.items() for n in range(1, count + 1)}
    found = Counter(entry.anchor for entry in all_entries() if family(entry))
    assert found == Counter(expected)


def test_every_entry_has_an_anchor_of_its_own() -> None:
    anchors = Counter(entry.anchor for entry in all_entries())
    assert [anchor for anchor, count in anchors.items() if anchor is None or count > 1] == []


def test_every_entry_names_its_document_and_paragraph() -> None:
    known = re.compile(r"bài “.+”.*, (đoạn \d+|phần cuối trang)|sổ tay")
    for entry in all_entries():
        assert len(entry.source_notes) == 1, entry.anchor
        assert all(known.search(note or "") for note in entry.source_notes), entry.anchor


def test_every_entry_is_short_enough_to_be_quoted_whole() -> None:
    for entry in all_entries():
        assert 1 <= len(sentences(entry.text)) <= MOST_SENTENCES, entry.anchor
        assert len(entry.text) <= LONGEST_ENTRY, entry.anchor


@pytest.mark.parametrize("path", handbook_files(), ids=lambda path: path.name)
def test_every_file_says_what_it_is(path: Path) -> None:
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    assert tuple(line.partition(":")[0] for line in front.splitlines()) == HEAD_KEYS
    reading = read_file(path)
    head = reading.head
    assert reading.warnings == ()
    assert head.kind == "sổ tay"
    assert head.issuer
    assert head.origin
    assert ".txt" not in head.origin
    assert [h.title for h in reading.headings if h.level == 1] == [head.title]


def test_only_the_directive_has_a_number() -> None:
    numbers = {path.name[:2]: read_file(path).head.number for path in handbook_files()}
    assert {n: number for n, number in numbers.items() if number} == {"01": "01-CT/TWĐTN-BKT"}


def test_the_files_are_numbered_in_reading_order() -> None:
    assert [int(path.name[:2]) for path in handbook_files()] == list(range(1, 10))


def test_dos_and_tasks_are_should_and_donts_are_should_not() -> None:
    for entry in entries_of_families(*DOS, *TASKS):
        assert entry.modalities == {Modality.SHOULD}, entry.anchor
    for entry in entries_of_families(*DONTS):
        assert entry.modalities == {Modality.SHOULD_NOT}, entry.anchor


def test_every_sentence_of_a_do_or_dont_carries_its_own_polarity() -> None:
    for entry in entries_of_families(*DOS):
        for sentence in sentences(entry.text):
            assert tells(sentence.replace("không nên", "-"), "nên"), (entry.anchor, sentence)
            assert not tells(sentence, "không nên"), (entry.anchor, sentence)
    for entry in entries_of_families(*DONTS):
        for sentence in sentences(entry.text):
            assert tells(sentence, "không nên"), (entry.anchor, sentence)


@pytest.mark.parametrize(("list_anchor", "name"), [("DS-NEN", "N"), ("DS-KHONG-NEN", "K")])
def test_the_full_lists_name_each_of_the_eight_in_order(list_anchor: str, name: str) -> None:
    full_list = next(entry for entry in all_entries() if entry.anchor == list_anchor)
    titles = [re.sub(r"^(\d+)\. ", r"\1) ", e.title) for e in entries_of_families(name)]
    assert "; ".join(titles) in full_list.text


def test_what_is_told_about_documents_figures_and_gaps_is_no_rule() -> None:
    told = [e for e in all_entries() if (e.anchor or "").startswith(("D-", "E-", "F-"))]
    assert len(told) >= 50
    assert [entry.anchor for entry in told if entry.modalities != {None}] == []


@pytest.mark.parametrize("number", DOCUMENT_NUMBERS)
def test_every_document_has_an_entry_in_the_list_of_documents(number: str) -> None:
    listed = [entry for entry in all_entries() if (entry.anchor or "").startswith("D-")]
    assert any(tells(entry.text, number) for entry in listed)


@pytest.mark.parametrize(
    ("file", "fact"), [(file, fact) for file, facts in FACTS.items() for fact in facts]
)
def test_every_figure_day_and_name_is_told_in_its_file(file: str, fact: str) -> None:
    told = [entry.text for entry in all_entries() if entry.file.startswith(file)]
    assert any(tells(text, fact) for text in told)


def test_the_documented_headings_mean_what_the_documentation_says() -> None:
    guide = (ROOT / "docs" / "van-ban-markdown.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (“.+”) \| (điều .+) \|$", guide, re.MULTILINE)
    meant = {meaning: re.findall("“(.+?)”", headings) for headings, meaning in rows}
    assert set(meant) == set(HEADING_MEANINGS)
    for meaning, headings in meant.items():
        for heading in headings:
            assert modality_of("Trả sách đúng kệ.", (heading,)) == HEADING_MEANINGS[meaning], (
                heading
            )


def test_the_documented_example_reads_as_the_documentation_says(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "van-ban-markdown.md").read_text(encoding="utf-8")
    example = tmp_path / "mau.md"
    example.write_text(guide.split("```markdown\n")[1].split("```")[0], encoding="utf-8")
    reading = read_file(example)
    assert reading.head.number == "99-QĐ/MAU"
    assert reading.warnings == ()
    modalities = {entry.anchor: set(entry.modalities) for entry in entries_of(reading)}
    assert modalities == {
        "TRA-SACH": {Modality.SHOULD},
        "BAO-HONG": {Modality.SHOULD},
        "NOI-TO": {Modality.SHOULD_NOT},
        "GIO-MO-CUA": {None},
    }
