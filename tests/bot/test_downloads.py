"""Web addresses as sources of a release: read once, left alone while they do not change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.comparison import Comparison
from bot.errors import PublishingError
from bot.parts import Parts
from bot.publishing import Outcome, Publisher
from bot.sources import sources_at
from knowledge import store
from knowledge.web.pages import WebPage
from tests.bot.shell import Command
from tests.knowledge.web.site import Page, Site, redirect, site

MENU = "".join(f"<li><a href='/m{i}'>Mục {i}</a></li>" for i in range(9))


def page(*rules: str, etag: str = '"1"') -> Page:
    words = "".join(f"<li>{rule}</li>" for rule in rules)
    body = (
        f"<!doctype html><html><body><nav><ul>{MENU}</ul></nav><main><h1>Nội quy phòng đọc</h1>"
        f"<p>Ban quản lý phòng đọc nhắc bạn đọc những điều sau đây:</p><ol>{words}</ol></main>"
        "</body></html>"
    )
    return Page(body.encode(), headers={"ETag": etag})


KEEP_QUIET = "Bạn đọc nên giữ trật tự trong phòng đọc."
BRING_CARD = "Bạn đọc phải mang theo thẻ thư viện khi mượn sách về nhà."


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        opened.pages["/noi-quy.aspx?id=2"] = page(KEEP_QUIET)
        yield opened


@pytest.fixture
def publisher(parts: Parts) -> Publisher:
    return replace(parts.publisher, private=True)


def refresh(publisher: Publisher, *places: object, only: bool = True) -> Outcome:
    return publisher.refresh(sources_at(map(str, places)), only=only, author="hoa")


def known(parts: Parts) -> WebPage:
    with parts.database.session() as session:
        return session.exec(select(WebPage)).one()


def test_an_address_becomes_a_document_with_its_origin_and_its_day(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    assert refresh(publisher, address).release == 1
    (document,) = parts.browser.documents()

    assert document.origin == address
    assert document.source == "noi-quy.aspx"
    assert document.title == "Nội quy phòng đọc"
    assert document.fetched_on == date.today()
    with parts.database.session() as session:
        (text,) = store.revision_texts(session, [document.revision_id]).values()
    assert f"1. {KEEP_QUIET}" in text
    assert "Mục 3" not in text
    assert not any("đuôi" in warning for warning in document.warnings)


def test_an_unchanged_page_is_no_work_and_its_revision_stands(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    before = known(parts)
    again = refresh(publisher, address)

    assert web.asked[-1][1]["if-none-match"] == '"1"'
    assert (again.release, again.comparison.nothing_changed) == (None, True)
    assert known(parts).checked_at > before.checked_at


def test_a_changed_page_is_a_new_revision_of_the_same_document(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    web.pages["/noi-quy.aspx?id=2"] = page(KEEP_QUIET, BRING_CARD, etag='"2"')
    outcome = refresh(publisher, address)

    assert outcome.comparison.changed == ("Nội quy phòng đọc",)
    assert known(parts).etag == '"2"'


def test_a_page_whose_furniture_alone_changed_changes_nothing(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    same = page(KEEP_QUIET, etag='"2"')
    web.pages["/noi-quy.aspx?id=2"] = replace(same, body=same.body.replace(b"/m8", b"/m9"))

    assert refresh(publisher, address).comparison.nothing_changed
    assert known(parts).etag == '"2"'


def test_an_unchanged_page_stands_beside_files_and_alone(
    parts: Parts, publisher: Publisher, web: Site, rules: Path
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    both = refresh(publisher, rules, address)
    assert both.comparison.added == ("Quy chế trực ban",)
    assert both.comparison.unchanged == 1

    refresh(publisher, rules)
    assert refresh(publisher, address).comparison.removed == ("Quy chế trực ban",)
    assert [document.origin for document in parts.browser.documents()] == [address]


def test_after_a_rollback_an_unchanged_page_is_the_newest_again(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    web.pages["/noi-quy.aspx?id=2"] = page(KEEP_QUIET, BRING_CARD, etag='"2"')
    refresh(publisher, address)
    newest = parts.browser.documents()[0].revision_id
    publisher.roll_back(1, author="hoa")

    assert refresh(publisher, address).release == 3
    assert parts.browser.documents()[0].revision_id == newest


def test_a_page_that_was_refused_is_published_when_somebody_agrees(
    parts: Parts, publisher: Publisher, web: Site
) -> None:
    def refuse(comparison: Comparison) -> bool:
        return False

    address = f"{web.address}/noi-quy.aspx?id=2"
    refused = publisher.refresh(sources_at([address]), only=True, author="hoa", agree=refuse)
    assert refused.release is None
    assert not parts.browser.documents()

    again = refresh(publisher, address)
    assert again.release is not None
    assert [one.title for one in parts.browser.documents()] == ["Nội quy phòng đọc"]


def test_a_page_read_by_an_older_version_is_read_again(
    parts: Parts, publisher: Publisher, web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{web.address}/noi-quy.aspx?id=2"
    refresh(publisher, address)
    monkeypatch.setattr("knowledge.web.pages.READING_VERSION", store.READING_VERSION + 1)
    monkeypatch.setattr("knowledge.store.READING_VERSION", store.READING_VERSION + 1)

    assert refresh(publisher, address).release == 2
    assert all("if-none-match" not in headers for _, headers in web.asked)


def test_progress_says_which_address_is_fetched(publisher: Publisher, web: Site) -> None:
    told: list[tuple[str, int, int]] = []
    address = f"{web.address}/noi-quy.aspx?id=2"
    telling = replace(publisher, progress=lambda *said: told.append(said))
    refresh(telling, address)

    assert told[:2] == [(f"Tải {address}", 0, 1), (f"Tải {address}", 1, 1)]


def test_every_address_and_file_that_cannot_be_read_is_named(
    parts: Parts, publisher: Publisher, web: Site, tmp_path: Path
) -> None:
    web.pages["/dang-nhap"] = Page(b"<html><body><form><input type=password></form>")
    places = [f"{web.address}/khong-co", f"{web.address}/dang-nhap", tmp_path / "khong.md"]
    with pytest.raises(PublishingError) as refused:
        refresh(publisher, *places)
    first, second, third = str(refused.value).split("\n")

    assert "mã 404" in first
    assert "“dang-nhap.html” là trang đăng nhập" in second
    assert "Không tìm thấy tệp" in third


def test_a_shell_refreshes_from_an_address_end_to_end(
    nenchang: Command, web: Site, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/cu"] = redirect("/noi-quy.aspx?id=2", 301)
    address = f"{web.address}/cu"
    refused = nenchang("refresh", "--only", address)
    assert refused.status == 1
    assert "NENCHANG_ALLOW_PRIVATE_ADDRESSES=true" in refused.err
    assert len(refused.err.strip().splitlines()) <= 3, "one sentence, broken by the screen at most"

    monkeypatch.setenv("NENCHANG_ALLOW_PRIVATE_ADDRESSES", "true")
    dry = nenchang("refresh", "--only", "--dry-run", address, rules)
    assert "+ Nội quy phòng đọc" in dry.out
    assert dry.out.splitlines()[-1] == "Chưa công bố gì."

    assert nenchang("refresh", "--only", address, rules).status == 0
    again = nenchang("refresh", "--only", address, rules)
    assert again.out.splitlines()[-1] == "Không có gì thay đổi, không phải làm gì."
    answer = nenchang("ask", "giữ trật tự trong phòng đọc", "--json").json()
    assert answer["citations"][0]["source"] == "cu"
    assert KEEP_QUIET in answer["citations"][0]["quote"]
