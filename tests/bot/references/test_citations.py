"""A citation's own text gives exactly its passage again, whatever the document looks like."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import answer_card, passage_card, reference_text
from bot.citing import whole_of
from bot.console import answer_text
from bot.preview.markup import parse_html
from bot.references.outcomes import Named, Several
from bot.references.resolving import resolve
from bot.references.shelf import Shelf
from bot.sources import handbook_sources
from knowledge.markers import POINT_LETTERS
from knowledge.views import PassageView
from tests.bot.builders import TODAY, answer
from tests.bot.references.conftest import Shelved

WORDS = "cán bộ xã ghi sổ mượn ghế phải nên không được báo kho chìa bàn giao trước sau ca".split()
ROMAN = ("I", "II", "III", "IV", "V")


def shown_ways(passage: PassageView) -> Iterator[str]:
    """The lines in which the chat and the shell show where a passage stands."""
    answered = answer(whole_of(passage))
    opened = passage_card(passage, owner=1, today=TODAY, neighbours=(None, None), in_force=True)
    chat = (parse_html(answer_card(answered, 1).html).text, parse_html(opened.html).text)
    for shown in (*chat, answer_text(answered)):
        signs = ("📖", "  — ")
        yield next(line for line in shown.splitlines() if line.startswith(signs))


def typed_ways(passage: PassageView, titles: Sequence[str]) -> Iterator[str]:
    """What people make of them; a title alone only where one document bears it."""
    copied, document = reference_text(passage), passage.document
    yield from (copied, unicodedata.normalize("NFD", copied), copied.upper())
    if titles.count(document.title) == 1:
        yield f"{document.title}, {passage.locator}"
    yield f"{passage.locator} {document.slug}"
    yield f"{passage.locator}, {document.source}"


def passages_of(shelf: Shelf) -> list[PassageView]:
    return [passage for one in shelf.documents for passage in shelf.passages(shelf.spots(one))]


def lost(shelf: Shelf) -> list[str]:
    """The citations that do not give their passage, and nothing else, again."""
    found = []
    titles = [one.view.title for one in shelf.documents]
    for passage in passages_of(shelf):
        for text in (*shown_ways(passage), *typed_ways(passage, titles)):
            outcome = resolve(text, shelf)
            given_back = outcome.passages if isinstance(outcome, Named) else ()
            if [one.id for one in given_back] != [passage.id]:
                found.append(text)
    return found


def test_the_handbook_is_cited_so_that_every_citation_leads_back(shelved: Shelved) -> None:
    paths = [source.path for source in handbook_sources()]
    shelf = shelved({path.name: path.read_text(encoding="utf-8") for path in paths})

    assert len(passages_of(shelf)) > 100
    assert lost(shelf) == []


@st.composite
def sentences(draw: st.DrawFn, longest: int = 70) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=longest))
    return " ".join(words).capitalize()


@st.composite
def clauses(draw: st.DrawFn, number: int) -> list[str]:
    """A clause of one sentence, or with points, short or so long that each is a passage."""
    points = draw(st.sampled_from((0, 0, 2, 3, 6)))
    if not points:
        return [f"{number}. {draw(sentences())}."]
    longest = draw(st.sampled_from((6, 90)))
    lead = draw(sentences(longest=8)) + draw(st.sampled_from((":", " như sau:", ".")))
    lines = [f"{letter}) {draw(sentences(longest))};" for letter in POINT_LETTERS[:points]]
    return [f"{number}. {lead}", *lines[:-1], lines[-1][:-1] + "."]


@st.composite
def articles(draw: st.DrawFn, number: str) -> list[str]:
    title = draw(st.sampled_from(("", *(f" Việc {word}" for word in WORDS[:6]))))
    count = draw(st.sampled_from((0, 0, 1, 2, 3)))
    lines = [f"Điều {number}.{title}"]
    if not count or draw(st.booleans()):
        lines.append(f"{draw(sentences(longest=200))}.")
    for clause in range(1, count + 1):
        lines += draw(clauses(clause))
    return lines


@st.composite
def laws(draw: st.DrawFn, serial: int) -> str:
    """A law with or without a number, chapters, added articles, and an attached set of rules."""
    lines = ["Tiêu đề: " + draw(st.sampled_from(("Luật Thư viện", "Luật Kho", "Quy định chung")))]
    if draw(st.booleans()):
        lines[0] += f" {serial}"
    lines.append(f"Số hiệu: {serial}/2020/QH{draw(st.integers(0, 3))}")
    number = 0
    for chapter in draw(st.sampled_from(((), ROMAN[:2], ROMAN[:3], ("1", "2")))) or ("",):
        lines += [f"Chương {chapter}", "VIỆC CỦA XÃ"] if chapter else []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            lines += draw(articles(str(number)))
        if draw(st.booleans()):
            lines += draw(articles(f"{number}a"))
    if draw(st.booleans()):
        lines += ["QUY CHẾ TRỰC BAN", *draw(articles("1")), *draw(articles("2"))]
    return "\n".join(lines)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A news page: paragraphs, short and long, and lists of several kinds."""
    heads = ("", "- ", "1. ", "2. ", "a) ", "b) ", "Một là, ", "Hai là, ")
    lines = [f"{draw(st.sampled_from(heads))}{draw(sentences(longest=160))}." for _ in range(9)]
    return "\n\n".join(["Xã họp bàn việc trực", *lines])


@given(data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_laws_of_many_forms_are_cited_so_that_every_citation_leads_back(
    shelved: Shelved, data: st.DataObject
) -> None:
    files: Mapping[str, str] = {
        "mot.txt": data.draw(laws(1)),
        "hai.txt": data.draw(laws(2)),
        "trang.txt": data.draw(pages()),
    }

    assert lost(shelved(files)) == []


def test_citations_of_documents_of_one_name_are_told_apart_or_asked_back(shelved: Shelved) -> None:
    law = "Tiêu đề: Luật Kho\nSố hiệu: 7/2020/QH0\n{}\nĐiều 1. Việc\nCán bộ ghi sổ.\n"
    dated = [law.format(f"Ngày ban hành: 0{day}/03/2020") for day in (1, 2)]
    shelf = shelved({"kho-mot.txt": dated[0], "kho-hai.txt": dated[1]})

    assert isinstance(resolve("Điều 1, 7/2020/QH0 “Luật Kho”", shelf), Several)
    for passage in passages_of(shelf):
        for text in (*shown_ways(passage), f"Điều 1, {passage.document.source}"):
            if "📖" in text or "txt" in text:
                outcome = resolve(text, shelf)
                assert isinstance(outcome, Named), text
                assert outcome.passages == (passage,)


@pytest.mark.parametrize("text", ["", "·", "📖", "Luật Kho", "Điều 1 · còn hiệu lực"])
def test_what_only_looks_like_a_citation_is_none(shelved: Shelved, text: str) -> None:
    shelf = shelved({"xa.txt": "Tiêu đề: Quy chế xã\nĐiều 1. Việc\nGhi sổ.\nĐiều 2. Kho\nGhi sổ."})
    outcome = resolve(text, shelf)

    assert not isinstance(outcome, Several)
