"""The real bot in the real page: what a stranger does first."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot import texts
from bot import texts_proving as proving
from bot.preview.control import Control
from bot.preview.server import Preview
from tests.bot.preview.test_page import CHROMIUM, browser, write

__all__ = ["browser"]  # the fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
def page(control: Control, preview: Preview, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 900}, locale="vi-VN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.goto(preview.page_url)
    shown.get_by_role("button", name="Bắt đầu").click()
    expect(shown.get_by_role("log")).to_contain_text("Chào đồng chí!")
    yield shown
    context.close()
    assert complaints == []


@pytest.fixture
def card(page: Page) -> Locator:
    write(page, "Có được rời phòng trực không?")
    found = page.locator("article.in").last
    expect(found).to_contain_text("Không nên")
    return found


def test_a_question_typed_into_the_page_gets_the_rule_quoted(card: Locator) -> None:
    expect(card.locator("blockquote").first).to_contain_text(
        "Cán bộ trực không nên rời phòng trực khi chưa có người thay."
    )
    expect(card).to_contain_text("Tỉnh Đoàn Mẫu")


def test_every_button_of_a_card_does_what_it_says(page: Page, card: Locator) -> None:
    log = page.get_by_role("log")
    _press(page, texts.FULL_TEXT)
    expect(log).to_contain_text("Điều không nên làm")
    _press(page, texts.PREVIOUS)
    expect(page.locator("article.in").last).to_contain_text("nên bàn giao chìa khóa")
    _press(page, texts.NEXT, first=True)
    expect(page.get_by_text(texts.LAST_PASSAGE)).to_be_visible()
    _press(page, texts.HELPFUL)
    expect(page.get_by_text(texts.THANKS)).to_be_visible()
    _press(page, texts.NOT_HELPFUL)
    expect(page.get_by_text(proving.WHY)).to_be_visible()
    _press(page, texts.COPY, first=True)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("mục 1. Rời phòng trực, 12-QC/TĐ")


def test_lists_and_documents_are_read_in_the_page(page: Page) -> None:
    write(page, "/khongnen")
    expect(page.get_by_role("log")).to_contain_text("Những điều không nên làm: 1 điều")
    write(page, "/vanban")
    expect(page.get_by_role("log")).to_contain_text("Luật Thư viện mẫu")
    _press(page, "2")
    expect(page.get_by_role("log")).to_contain_text("Điều 2. Quyền của bạn đọc")


def _press(page: Page, label: str, *, first: bool = False) -> None:
    buttons = page.get_by_role("button", name=re.compile(rf"^{re.escape(label)}"))
    (buttons.first if first else buttons.last).click()
