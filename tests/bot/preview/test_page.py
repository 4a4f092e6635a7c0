"""The chat page in a real browser, with a real bot behind it."""

import asyncio
import base64
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.preview.control import Control
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from tests.bot.preview.conftest import start, stop
from tests.bot.preview.echo_bot import build_echo_bot

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def bot_in_a_thread(preview: Preview) -> Iterator[None]:
    """The echo bot in an event loop of its own; Playwright keeps this thread's."""
    ready, end = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def live() -> None:
        loops.append(asyncio.get_running_loop())
        application = build_echo_bot(preview)
        await start(application)
        ready.set()
        await end.wait()
        await stop(application)

    thread = threading.Thread(target=asyncio.run, args=(live(),))
    thread.start()
    assert ready.wait(20)
    yield
    loops[0].call_soon_threadsafe(end.set)
    thread.join(20)


@pytest.fixture
def page(preview: Preview, browser: Browser, bot_in_a_thread: None) -> Iterator[Page]:
    """The page at phone size; at the end there are no errors in its console."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", reduced_motion="reduce"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    shown.goto(preview.page_url)
    yield shown
    width = shown.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert complaints == []
    assert width <= shown_width(shown)


def shown_width(page: Page) -> int:
    return (page.viewport_size or {"width": 0})["width"]


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Tin nhắn").fill(text)
    page.keyboard.press("Enter")


@pytest.fixture
def quoted(page: Page) -> Page:
    """A chat that ends with a card: text, quote, source, buttons."""
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_text("Chào đồng chí!")).to_be_visible()
    write(page, "/trich")
    expect(page.get_by_text("văn bản thử")).to_be_visible()
    return page


def test_an_empty_chat_describes_the_bot_and_offers_to_start(page: Page) -> None:
    expect(page.get_by_text("Bot thử: gửi gì tôi nhắc lại nấy.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Tin nhắn")).to_be_hidden()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_role("log")).to_contain_text("Chào đồng chí!")
    expect(page.get_by_role("textbox", name="Tin nhắn")).to_be_visible()


def test_what_is_written_is_sent_and_answered_and_never_read_as_html(quoted: Page) -> None:
    write(quoted, "<img src=x onerror=alert(1)> & Enter")
    answer = quoted.locator("article.in").last
    expect(answer).to_contain_text("Nhắc lại: <img src=x onerror=alert(1)> & Enter")
    expect(answer.locator("strong")).to_have_text("<img src=x onerror=alert(1)> & Enter")
    expect(quoted.get_by_role("textbox", name="Tin nhắn")).to_have_value("")


def test_shift_and_enter_begin_a_new_line(quoted: Page) -> None:
    field = quoted.get_by_role("textbox", name="Tin nhắn")
    field.fill("một")
    field.press("Shift+Enter")
    field.press_sequentially("hai")
    field.press("Enter")
    expect(quoted.locator("article.out").last).to_contain_text("một\nhai")


def test_a_long_quote_opens_and_closes_with_mouse_and_keyboard(quoted: Page) -> None:
    quote = quoted.locator("blockquote")
    collapsed = quote.bounding_box()
    quoted.get_by_role("button", name="Mở rộng đoạn trích").click()
    shut = quoted.get_by_role("button", name="Thu gọn đoạn trích")
    expect(shut).to_have_attribute("aria-expanded", "true")
    opened = quote.bounding_box()
    assert collapsed
    assert opened
    assert opened["height"] > 2 * collapsed["height"]
    shut.press("Enter")
    expect(quote).not_to_have_class(re.compile("open"))
    quote.click()
    expect(quote).to_have_class(re.compile("open"))


def test_a_button_shows_its_answer_and_the_message_changes_in_place(quoted: Page) -> None:
    cards = quoted.locator("article").count()
    quoted.get_by_role("button", name="Hữu ích").click()
    expect(quoted.get_by_role("status")).to_have_text("Cảm ơn đồng chí.")
    expect(quoted.locator("article.in").last).to_contain_text("Đã ghi nhận góp ý.")
    expect(quoted.locator("article.in").last).to_contain_text("đã sửa")
    expect(quoted.locator("article")).to_have_count(cards)
    expect(quoted.locator("[aria-busy=true]")).to_have_count(0)


def test_an_alert_waits_until_it_is_closed(quoted: Page) -> None:
    quoted.get_by_role("button", name="Cảnh báo").click()
    dialog = quoted.get_by_role("dialog", name="Nên Chăng")
    expect(dialog).to_contain_text("Đây là hộp báo.")
    dialog.get_by_role("button", name="Đồng ý").click()
    expect(dialog).to_be_hidden()


def test_a_copy_button_copies_and_says_so(quoted: Page) -> None:
    quoted.get_by_role("button", name="Sao chép").click()
    expect(quoted.get_by_role("status")).to_have_text("Đã chép vào bộ nhớ tạm.")
    assert quoted.evaluate("navigator.clipboard.readText()") == "Điều 5, quy định thử"


def test_a_command_in_a_message_is_sent_when_it_is_clicked(quoted: Page) -> None:
    quoted.locator("article.in").last.get_by_role("button", name="/start").click()
    expect(quoted.locator("article.in").last).to_have_text(re.compile("Chào đồng chí!"))


def test_a_slash_suggests_commands_that_the_keyboard_chooses(quoted: Page) -> None:
    field = quoted.get_by_role("textbox", name="Tin nhắn")
    field.fill("/")
    expect(quoted.get_by_role("option")).to_have_count(2)
    field.press("ArrowDown")
    expect(quoted.get_by_role("option", selected=True)).to_contain_text("Một đoạn trích dài")
    field.press("ArrowUp")
    field.press("Enter")
    expect(quoted.locator("article.out").last).to_contain_text("/start")
    expect(quoted.get_by_role("listbox")).to_be_hidden()


def test_the_menu_button_shows_all_commands(quoted: Page) -> None:
    quoted.get_by_role("button", name="Các lệnh của bot").click()
    expect(quoted.get_by_role("option")).to_have_text(["/startBắt đầu", "/trichMột đoạn trích dài"])
    quoted.keyboard.press("Escape")
    expect(quoted.get_by_role("listbox")).to_be_hidden()


def test_people_have_chats_of_their_own_and_unread_counts(quoted: Page, control: Control) -> None:
    control.send(HOA.id, "/start")
    hoa = quoted.get_by_role("button", name="Hoa, quản trị")
    expect(hoa.locator(".badge")).to_have_text("1")
    expect(quoted).to_have_title(re.compile(r"^\(1\) Nên Chăng"))
    hoa.click()
    expect(hoa).to_have_attribute("aria-pressed", "true")
    expect(quoted.locator("article")).to_have_count(2)
    expect(hoa.locator(".badge")).to_have_count(0)
    quoted.reload()
    expect(quoted.get_by_role("button", name="Hoa, quản trị")).to_have_attribute(
        "aria-pressed", "true"
    )
    quoted.get_by_role("button", name="Lan, cán bộ").click()
    expect(quoted.get_by_text("văn bản thử")).to_be_visible()


def test_a_file_goes_up_and_the_answer_can_be_saved(quoted: Page, tmp_path: Path) -> None:
    file = tmp_path / "số liệu.txt"
    file.write_text("abc")
    quoted.locator("#file").set_input_files(file)
    dialog = quoted.get_by_role("dialog", name="Gửi tệp")
    expect(dialog).to_contain_text("số liệu.txt")
    dialog.get_by_role("button", name="Gửi").click()
    answer = quoted.get_by_role("link", name="nguoc.txt")
    with quoted.expect_download() as saved:
        answer.click()
    assert saved.value.path().read_bytes() == b"cba"


def test_a_person_in_focus_stays_there_while_messages_come(quoted: Page, control: Control) -> None:
    minh = quoted.get_by_role("button", name="Minh, cán bộ")
    minh.focus()
    control.send(HOA.id, "/start")
    hoa = quoted.get_by_role("button", name="Hoa, quản trị")
    expect(hoa.locator(".badge")).to_have_text("1")

    expect(minh).to_be_focused()
    quoted.keyboard.press("Enter")
    expect(minh).to_have_attribute("aria-pressed", "true")


def test_a_picture_is_shown(quoted: Page, tmp_path: Path, control: Control) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    quoted.locator("#file").set_input_files(tmp_path / "a.png")
    quoted.get_by_role("dialog", name="Gửi tệp").get_by_role("button", name="Gửi").click()
    expect(quoted.get_by_role("img", name="Ảnh")).to_be_visible()
    assert control.transcript(LAN.id)[-1]["photo"][0]["width"] == 1


def test_the_last_message_is_edited_with_the_arrow_key(quoted: Page) -> None:
    write(quoted, "lần một")
    expect(quoted.locator("article.in").last).to_contain_text("Nhắc lại: lần một")
    quoted.keyboard.press("ArrowUp")
    expect(quoted.get_by_role("textbox", name="Tin nhắn")).to_have_value("lần một")
    write(quoted, "lần hai")
    expect(quoted.locator("article.in").last).to_contain_text("Đã sửa thành: lần hai")
    expect(quoted.locator("article.out").last).to_contain_text("lần hai")


def test_typing_is_shown_in_the_header(quoted: Page, control: Control, preview: Preview) -> None:
    with preview._world.bell.lock:
        preview._world.set_action(preview._world.chats[LAN.id], "typing", 5)
    expect(quoted.get_by_text("đang soạn")).to_be_visible()


def test_reading_further_up_is_not_disturbed_by_what_comes(quoted: Page, control: Control) -> None:
    for number in range(6):
        control.send(LAN.id, f"dòng {number}")
    expect(quoted.get_by_text("Nhắc lại: dòng 5")).to_be_visible()
    quoted.evaluate("document.getElementById('scroll').scrollTop = 0")
    down = quoted.get_by_role("button", name="Xuống tin nhắn mới nhất")
    expect(down).to_be_visible()
    control.send(MINH.id, "/start")
    quoted.evaluate("document.getElementById('scroll').scrollTop = 0")
    down.click()
    expect(down).to_be_hidden()
    expect(quoted.get_by_text("Nhắc lại: dòng 5")).to_be_in_viewport()


def test_a_message_that_fills_the_screen_is_read_from_its_beginning(
    quoted: Page, control: Control
) -> None:
    write(quoted, "\n".join(f"dòng {number}" for number in range(80)))
    answer = quoted.locator("article.in").last
    expect(answer).to_contain_text("Nhắc lại: dòng 0")
    expect(quoted.get_by_role("button", name="Xuống tin nhắn mới nhất")).to_be_visible()
    card, frame = answer.bounding_box(), quoted.locator("#scroll").bounding_box()
    assert card
    assert frame
    assert 0 <= card["y"] - frame["y"] < 30


def test_a_blocked_bot_can_be_unblocked(quoted: Page, control: Control) -> None:
    control.block(LAN.id)
    quoted.get_by_role("button", name="Bỏ chặn và bắt đầu lại").click()
    expect(quoted.locator("article.in").last).to_contain_text("Chào đồng chí!")


def test_the_theme_is_switched_and_remembered(quoted: Page) -> None:
    root = quoted.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    quoted.get_by_role("button", name="Đổi giao diện").click()
    expect(root).to_have_attribute("data-theme", "dark")
    quoted.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_a_lost_server_is_said_and_found_again(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(preview.page_url)
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()
    port = int(preview.page_url.split(":")[2].strip("/"))
    preview.stop()
    expect(page.get_by_role("alert")).to_contain_text("Mất kết nối với máy chủ")
    with Preview(port=port) as other:
        expect(page.get_by_role("alert")).to_be_hidden(timeout=15_000)
        other.control.send(LAN.id, "trở lại")
        expect(page.get_by_role("log")).to_contain_text("trở lại")
    page.close()


def test_several_files_go_up_as_an_album_with_one_caption(
    quoted: Page, tmp_path: Path, control: Control
) -> None:
    for name in ("một.txt", "hai.txt"):
        (tmp_path / name).write_text(name)
    quoted.locator("#file").set_input_files([tmp_path / "một.txt", tmp_path / "hai.txt"])
    dialog = quoted.get_by_role("dialog", name="Gửi tệp")
    expect(dialog).to_contain_text("một.txt, hai.txt")
    dialog.get_by_label("Chú thích").fill("bản sửa")
    dialog.get_by_role("button", name="Gửi").click()

    expect(quoted.get_by_role("link", name="hai.txt")).to_be_visible()
    sent = [one for one in control.transcript(LAN.id) if "media_group_id" in one]
    assert [one["document"]["file_name"] for one in sent] == ["một.txt", "hai.txt"]
    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one.get("caption") for one in sent] == ["bản sửa", None]


def test_the_text_field_is_whole_when_it_is_first_shown(page: Page) -> None:
    page.get_by_role("button", name="Hoa, quản trị").click()
    page.get_by_role("button", name="Bắt đầu").click()
    field = page.get_by_role("textbox", name="Tin nhắn")
    expect(field).to_be_visible()
    assert field.evaluate("one => one.clientHeight >= one.scrollHeight")


def test_a_group_is_one_more_chat_in_which_several_write(
    page: Page, preview: Preview, control: Control
) -> None:
    group = control.groups.create("Chi đoàn mẫu", (LAN, MINH, HOA))
    page.get_by_role("button", name="Nhóm Chi đoàn mẫu").click()
    page.get_by_role("button", name="Minh", exact=True).click()
    page.get_by_role("button", name="Thêm bot").click()
    expect(page.locator(".service")).to_have_text("Minh đã thêm Nên Chăng vào nhóm")
    page.get_by_label("Tin nhắn", exact=True).last.fill("xin chào")
    page.keyboard.press("Enter")
    expect(page.locator(".message.out")).to_contain_text("xin chào")
    page.get_by_role("button", name="Lan", exact=True).click()
    expect(page.locator(".message.in .sender").last).to_have_text("Minh")

    assert control.transcript(group)[-1]["from"]["id"] == MINH.id
