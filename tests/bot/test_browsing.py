from pathlib import Path

import pytest

from bot.browsing import LISTED, PAGE
from bot.parts import Parts
from bot.sources import handbook_sources, sources_at
from knowledge.errors import NotPublishedError
from knowledge.modality import Modality


@pytest.fixture
def handbook(parts: Parts) -> Parts:
    parts.publisher.refresh(handbook_sources(), author="nenchang")
    return parts


def test_the_handbooks_lists_begin_with_the_eight_and_hold_lists_alone(handbook: Parts) -> None:
    dos = handbook.browser.listing(Modality.SHOULD)
    donts = handbook.browser.listing(Modality.SHOULD_NOT)

    assert (dos[0].title, len(dos[0].entries)) == ("Tám điều nên làm", 8)
    assert (donts[0].title, len(donts[0].entries)) == ("Tám điều không nên làm", 8)
    assert [one.anchor for one in donts[0].entries] == [f"K{n}" for n in range(1, 9)]
    assert sum(len(group.entries) for group in donts) == 8 + 13 + 10 + 2
    titles = {group.title for group in (*dos, *donts)}
    assert "Danh sách đầy đủ" not in titles  # it tells of the lists, it is no item of one


def test_no_entry_stands_in_both_lists(handbook: Parts) -> None:
    listed = [
        {one.id for group in handbook.browser.listing(modality) for one in group.entries}
        for modality in (Modality.SHOULD, Modality.SHOULD_NOT)
    ]

    assert not listed[0] & listed[1]


def test_a_very_long_list_comes_in_parts_that_count_on(parts: Parts, tmp_path: Path) -> None:
    entries = "\n".join(f"### {n}. Việc {n}\nCán bộ nên làm việc {n}." for n in range(1, 61))
    (tmp_path / "dai.md").write_text(f"# Dài\n\n## Điều nên làm\n{entries}\n", encoding="utf-8")
    parts.publisher.refresh(sources_at([str(tmp_path / "dai.md")]), only=True, author="hoa")

    groups = parts.browser.listing(Modality.SHOULD)
    assert [len(group.entries) for group in groups] == [LISTED, LISTED, 10]
    assert [group.before for group in groups] == [0, 25, 50]


def test_one_walks_through_a_document_from_end_to_end(published: Parts) -> None:
    document = published.browser.documents()[1]
    first = published.browser.outline(document.revision_id).parts[0]
    seen, here = [], published.browser.passage(first.id)
    while here is not None:
        seen.append(here.passage.locator)
        here = published.browser.passage(here.passage.id, 1)

    assert seen == [
        "Điều 1",
        "khoản 1 Điều 2",
        "khoản 2 Điều 2",
        "khoản 1 Điều 3",
        "khoản 2 Điều 3",
    ]
    assert published.browser.passage(first.id, -1) is None


def test_full_text_is_the_articles_words_in_pages_that_a_message_holds(
    parts: Parts, tmp_path: Path
) -> None:
    clauses = "\n".join(
        f"{n}. Bạn đọc được mượn sách số {n} " + "rất hay " * 30 for n in range(1, 41)
    )
    text = f"Tiêu đề: Luật dài\n\nĐiều 1. Mượn sách\n{clauses}\nĐiều 2. Trả sách\nTrả đúng hạn.\n"
    (tmp_path / "dai.txt").write_text(text, encoding="utf-8")
    parts.publisher.refresh(sources_at([str(tmp_path / "dai.txt")]), only=True, author="hoa")
    first = parts.browser.outline(parts.browser.documents()[0].revision_id).parts[0]

    pages = [parts.browser.full(first.id)]
    pages += [parts.browser.full(first.id, page) for page in range(1, pages[0].pages)]
    assert all(len(page.text) <= PAGE for page in pages)
    whole = "\n".join(page.text for page in pages)
    assert all(f"mượn sách số {n} " in whole for n in range(1, 41))
    assert "Trả đúng hạn" not in whole


def test_a_passage_of_a_retired_release_says_that_it_is_out_of_force(
    published: Parts, rules: Path
) -> None:
    first = published.browser.outline(published.browser.documents()[0].revision_id).parts[0]
    rules.write_text(rules.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    published.publisher.refresh(sources_at([str(rules)]), author="hoa")

    opened = published.browser.passage(first.id)
    assert opened is not None
    assert not opened.in_force


def test_what_was_never_published_is_not_there(published: Parts) -> None:
    with pytest.raises(NotPublishedError, match="Không có đoạn mang mã 999"):
        published.browser.passage(999)
    with pytest.raises(NotPublishedError, match="Không có văn bản mang mã 999"):
        published.browser.outline(999)
