"""Whatever the text, its passages hold it whole, once and in order."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading.markdown import read_markdown
from knowledge.reading.plain import read_plain
from knowledge.reading.reading import Reading
from knowledge.structure import PassageSpan, passages_of
from tests.knowledge.cutting import LONG

FRAGMENTS = [
    *("Điều 1. ", "Điều 2. ", "Điều 2a. ", "Điều 9", "1. ", "2. ", "1.1. ", "a) ", "đ) ", "- "),
    *(
        "I. ",
        "II- ",
        "III. ",
        "A. ",
        "B. ",
        "1a. ",
        "a1) ",
        "a.1) ",
        "b) ",
        "(i) ",
        "+ ",
        "Tiết 1. ",
    ),
    *("PHẦN I", "PHẦN II", "Tiểu mục 1", "Phụ lục", "T/M BAN", "“Điều 3. ", "”.", "như sau:\n“1. "),
    *(
        "QUY CHẾ",
        "(Ban hành kèm theo",
        "ba là, ",
        "Thứ hai, ",
        "\nĐiều 1. ",
        "\nĐiều 2. ",
        "\nĐiều 3. ",
    ),
    *("Chương I", "Chương II.", "Mục 1. TÊN", "PHỤ LỤC I", "QUY CHẾ MƯỢN", "TÊN CHƯƠNG"),
    *("Một là, ", "Hai là, ", "Thứ nhất, ", "không được", "bạn đọc", "như sau:", "; ", ". "),
    *("\n", "\n\n", "mở cửa", "x" * 130, f"{LONG} ", "“", "”", "(", ")", "…", "Nơi nhận:"),
    *("# ", "## ", "### 1. Tên {#K1}\n", "Nguồn: bài A", "---", "> ", "```\n", "<!-- a -->"),
    *("|a|b|\n|-|-|\n|1|2|", "<script>", "Số hiệu: 1", "09:49 19/02/2020 1046", "\u0301", "*"),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=40).map("".join)


def uncovered_lines(reading: Reading, found: list[PassageSpan]) -> Iterator[str]:
    """What of each line stands in no passage, no source note and no Markdown heading."""
    taken = [(span.start, span.end) for span in found]
    taken += [(note.start, note.end) for note in reading.notes]
    taken += [(heading.start, heading.end) for heading in reading.headings]
    covered = {i for start, end in taken for i in range(start, end)}
    position = 0
    for line in reading.text.split("\n"):
        rest = "".join(c for i, c in enumerate(line, position) if i not in covered)
        # A line without a word, such as "---" or "*", says nothing and stands nowhere.
        if rest.strip() and any(c.isalnum() for c in line):
            yield " ".join(rest.split())
        position += len(line) + 1


def check(reading: Reading) -> None:
    found = passages_of(reading)
    text = reading.text
    assert [span.order for span in found] == list(range(len(found)))
    assert len({span.locator for span in found}) == len(found)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(span.lead_end is None or span.lead_end <= span.start for span in found)
    titles = " ".join(title for span in found for title in span.heading_path)
    for line in uncovered_lines(reading, found):
        # An article's line may be written "Điều 9 :" and is cited "Điều 9".
        words = line if not line.casefold().startswith("điều") else line.split(maxsplit=2)[-1]
        assert words.strip(".:–- ") in titles or line.casefold().startswith("điều"), line


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_plain_text_stands_whole_in_its_passages_or_headings(raw: str) -> None:
    check(read_plain("a.txt", raw))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_page_stands_whole_in_its_passages_or_headings(raw: str) -> None:
    check(read_markdown("a.md", raw))
