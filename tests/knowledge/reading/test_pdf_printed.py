"""A made-up law printed by Chromium reads as it was written, in one column and in two."""

import html
import shutil
from collections.abc import Iterator
from itertools import chain

import pytest
from playwright.sync_api import Browser, sync_playwright

from knowledge.reading.pdf import read_pdf
from knowledge.structure import passages_of

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
THINGS = ("giá sách", "đèn đọc", "ghế gỗ", "bình nước", "sổ mượn", "cửa sổ", "chậu cây")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def article(number: int) -> list[str]:
    thing = THINGS[number % len(THINGS)]
    long = " ".join(
        f"Người trực {thing} xem lại {'cùng ' + THINGS[i * i % 7] if i % 3 else 'một mình'} lần"
        f" {i * i * i} rồi ghi vào sổ."
        for i in range(number)
    )
    return [
        f"Điều {number}. Việc giữ {thing} trong Thư viện làng Hạ và các tủ sách của từng xóm",
        f"1. Bạn đọc dùng {thing} phải để lại chỗ cũ; ai làm hỏng {thing} thì báo ngay cho"
        f" thủ thư, trừ khi thủ thư đã biết. {long}".strip(),
        f"2. Không ai được mang {thing} ra khỏi Thư viện, kể cả:",
        f"a) Người đã góp {thing};",
        f"b) Người trực đêm của Thư viện - nhà văn hóa làng Hạ, khi {thing} chưa được ghi sổ.",
    ]


LAW = list(chain.from_iterable(map(article, range(1, 25))))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.mark.parametrize(
    "style",
    [
        "",
        "p { margin: 0; text-indent: 2em; text-align: justify }",
        "main { columns: 2; column-gap: 1em }",
        "main { columns: 2; column-gap: 2em } p { margin: 0; text-align: justify }",
    ],
    ids=["plain", "indented", "columns", "justified columns"],
)
def test_a_printed_law_reads_as_it_was_written(browser: Browser, style: str) -> None:
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in LAW)
    page = browser.new_page()
    page.set_content(f"<style>{style}</style><h1>Nội quy Thư viện</h1><main>{body}</main>")
    data = page.pdf(
        format="A5",
        margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"},
        display_header_footer=True,
        header_template='<p style="font-size: 9px">LÀNG HẠ</p>',
        footer_template='<p style="font-size: 9px" class="pageNumber"></p>',
    )
    page.close()

    reading = read_pdf("noi-quy.pdf", data)

    assert len(reading.pages) > 5
    assert reading.text.split("\n") == ["Nội quy Thư viện", *LAW]
    articles = dict.fromkeys(p.article for p in passages_of(reading) if p.article)
    assert list(articles) == [str(number) for number in range(1, 25)]
