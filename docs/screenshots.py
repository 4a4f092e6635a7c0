"""Pictures for docs/quan-tri-nua-gio-dau.md: the real bot in the preview, step by step.

    python docs/screenshots.py [FOLDER]

Starts `nenchang run` with an empty home, opens the preview in Chromium through Playwright and does
what the page tells a newcomer to do; each picture is one step. Where a step does not come out as
the page says, the script ends there.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

PICTURES = Path(__file__).parent / "nua-gio-dau"
SIZE: ViewportSize = {"width": 520, "height": 860}
COLOURS = 64  # enough for a chat, and a quarter of the size
WAIT = 30_000  # milliseconds for one step
RULES = [
    "Tiêu đề: Quy định mượn hội trường xã Bến Đò",
    "Điều 1. Ai được mượn",
    "Chi đoàn, chi hội trong xã được mượn hội trường để sinh hoạt; không phải trả tiền.",
    "Điều 2. Báo trước",
    "Người mượn phải báo cho văn phòng Đoàn xã trước ba ngày, ghi rõ giờ đến và giờ về.",
    "Điều 3. Khi dùng",
    "Người mượn không được nấu ăn, không được hút thuốc trong hội trường.",
    "Điều 4. Khi về",
    "Người mượn nên quét dọn, tắt đèn, tắt quạt rồi giao lại chìa khóa trong ngày.",
]
QUESTION = "Mượn hội trường phải báo trước mấy ngày?"


class Tour:
    """One chat page and the pictures taken of it."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder

    def as_person(self, name: str) -> None:
        people = self._page.get_by_role("group", name="Xem với tư cách")
        people.get_by_role("button").filter(has_text=name).click()

    def write(self, text: str) -> None:
        self._page.get_by_role("textbox", name="Tin nhắn").fill(text)
        self._page.keyboard.press("Enter")

    def press(self, label: str) -> None:
        buttons = self._page.get_by_role("button", name=re.compile(label, re.IGNORECASE))
        buttons.last.click(timeout=WAIT)

    def send_file(self, path: Path) -> None:
        self._page.locator("#file").set_input_files(path)
        self._page.locator("#upload").get_by_role("button", name="Gửi").click()

    def finds(self, pattern: str) -> str:
        """What the last message of the bot says there: the group of the pattern."""
        message = self._page.locator("article.in").last.inner_text()
        found = re.search(pattern, message, re.MULTILINE)
        if found is None:
            raise SystemExit(f"no {pattern} in: {message}")
        return found[1]

    def sees(self, words: str) -> None:
        """The last message of the bot says so."""
        expect(self._page.locator("article.in").last).to_contain_text(words, timeout=WAIT)

    def reads(self, words: str) -> None:
        """Somewhere in the chat it says so."""
        expect(self._page.get_by_role("log")).to_contain_text(words, timeout=WAIT)

    def is_told(self, words: str) -> None:
        """A press is answered by a dialog over the chat, which says so."""
        dialog = self._page.locator("#alert")
        expect(dialog).to_contain_text(words, timeout=WAIT)

    def close(self) -> None:
        self._page.locator("#alert").get_by_role("button").click()

    def picture(self, name: str) -> None:
        self._page.wait_for_timeout(500)  # what scrolls has arrived
        taken = BytesIO(self._page.screenshot())
        picture = Image.open(taken).convert("RGB").quantize(COLOURS)
        picture.save(self._folder / f"{name}.png", optimize=True)

    def begin(self) -> None:
        self.press("Bắt đầu")
        self.sees("đọc và đồng ý")
        self.press("Đồng ý")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running(Path(place) / "home") as address:
        rules = Path(place) / "quy-dinh-hoi-truong.docx"
        write_rules(rules)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(viewport=SIZE, locale="vi-VN", reduced_motion="reduce")
            page = context.new_page()
            page.goto(address)
            take(Tour(page, folder), rules)
            browser.close()


def take(tour: Tour, rules: Path) -> None:
    """The half hour."""
    begin(tour)
    invite(tour)
    publish(tour, rules)
    change(tour, rules)
    look_around(tour)
    take_back(tour)


def begin(tour: Tour) -> None:
    tour.as_person("Hoa")
    tour.begin()
    tour.picture("01-bat-dau")


def invite(tour: Tour) -> None:
    """Minh, who is no member any more, opens the link of an invite, agrees and asks."""
    tour.write("/thanhvien")
    tour.sees("Thành viên")
    place = tour.finds(r"^(\d+)\. .*Minh")
    tour.press(f"^{place}$")
    tour.press("Cho rời khỏi bot")
    tour.press("Chắc chắn cho rời")
    tour.sees("Thành viên: 2")
    tour.write("/moi anh Minh")
    tour.sees("vai trò nào")
    tour.press("thành viên")
    tour.sees("Đường dẫn mời thành viên")
    tour.picture("02-moi")
    command = tour.finds(r"^(/start \S+)")
    tour.as_person("Minh")
    tour.press("Bắt đầu")
    tour.sees("thành viên")  # only members are answered
    tour.write(command)
    tour.reads("Đồng chí đã vào với vai trò")
    tour.press("Đồng ý")
    tour.write("Uống rượu bia trong giờ làm việc có được không?")
    tour.sees("Không nên")
    tour.picture("02-nguoi-duoc-moi")
    tour.as_person("Hoa")


def publish(tour: Tour, rules: Path) -> None:
    """A file sent, put right, compared, published; a golden question set."""
    tour.send_file(rules)
    tour.sees("Bản nháp: 1 văn bản")
    tour.picture("03-ban-nhap")
    tour.press("Sửa thông tin")
    tour.press("Số hiệu")
    tour.sees("Xin gõ")
    tour.write("05-QĐ/ĐX")
    tour.sees("Đã sửa")
    tour.picture("04-da-sua")
    tour.press("Đúng rồi")
    tour.sees("So với bản số")
    tour.picture("05-so-sanh")
    tour.press("Công bố")
    tour.sees("Đã công bố")
    tour.write(QUESTION)
    tour.sees("trước ba ngày")
    tour.picture("06-da-cong-bo")
    tour.press("Đặt làm câu hỏi mẫu")
    tour.sees("câu trả lời đúng")
    tour.press("Điều 2")
    tour.is_told("câu hỏi mẫu")
    tour.picture("07-cau-hoi-mau")
    tour.close()


def change(tour: Tour, rules: Path) -> None:
    """The next version of the file, and what it changes word by word."""
    write_rules(rules, days="năm")
    tour.send_file(rules)
    tour.sees("Bản nháp: 1 văn bản")
    tour.press("Đúng rồi")
    tour.sees("So với bản số")
    tour.press("Xem khác biệt")
    tour.sees("So sánh đầy đủ")
    tour.picture("08-khac-biet")
    tour.press("Công bố")
    tour.reads("trả lời theo bản số 3")
    tour.write("/phienban")
    tour.sees("Các bản công bố")
    tour.picture("09-phien-ban")


def look_around(tour: Tour) -> None:
    """What has no answer, and the figures."""
    tour.write("Ai giữ sổ gửi xe ở bến phà?")
    tour.reads("Ai giữ sổ gửi xe")
    tour.write("/khoangtrong")
    tour.sees("Khoảng trống")
    tour.picture("11-khoang-trong")
    tour.write("/thongke")
    tour.reads("thong-ke-")
    tour.picture("12-thong-ke")


def take_back(tour: Tour) -> None:
    tour.write("/phienban")
    tour.sees("Các bản công bố")
    tour.press("^2$")
    tour.reads("Gồm 10 văn bản")
    tour.press("^\\W*Dùng lại bản số 2")
    tour.press("Đồng ý, dùng lại")
    tour.reads("Đang dùng lại bản số 2")
    tour.picture("10-quay-lai")


def write_rules(path: Path, days: str = "ba") -> None:
    document = docx.Document()
    for line in RULES:
        document.add_paragraph(line.replace("ba ngày", f"{days} ngày"))
    document.save(str(path))


@contextmanager
def running(home: Path) -> Iterator[str]:
    """The bot in its preview; the address of the page."""
    settings = {"NENCHANG_HOME": str(home), "NENCHANG_PREVIEW_PORT": "0", "NENCHANG_TOKEN": ""}
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "run"],
        env=os.environ | settings | {"COLUMNS": "300"},
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    try:
        for line in process.stdout or ():
            if found := re.search(r"http://\S+", line):
                yield found[0]
                break
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout:
            process.stdout.close()


if __name__ == "__main__":
    main()
