"""Watched pages of a loopback web server."""

from collections.abc import Iterator

import pytest

from bot.parts import Parts
from bot.watching import Watcher
from tests.bot.watching.sources import HOURLY, publish, titles
from tests.knowledge.web.site import Page, Site, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        opened.pages["/noi-quy"] = page("Bạn đọc nên giữ trật tự trong phòng đọc của xã.", '"1"')
        yield opened


def page(rule: str, etag: str) -> Page:
    body = (
        "<!doctype html><html><head><meta charset=utf-8></head><body><main><h1>Nội quy trên mạng"
        f"</h1><p>Ban quản lý nhắc bạn đọc điều sau đây:</p><p>{rule}</p></main></body></html>"
    )
    return Page(body.encode(), headers={"ETag": etag})


def test_an_unchanged_page_is_asked_for_by_its_etag_and_not_read(
    published: Parts, watcher: Watcher, web: Site
) -> None:
    number = watcher.add(f"{web.address}/noi-quy", HOURLY, author="hoa")
    publish(watcher, watcher.look(number))

    assert not watcher.look(number).has_news
    assert web.asked[-1][1]["if-none-match"] == '"1"'
    web.pages["/noi-quy"] = page("Bạn đọc phải giữ trật tự trong phòng đọc của xã.", '"2"')
    look = watcher.look(number)
    assert look.comparison is not None
    assert look.comparison.changed == ("Nội quy trên mạng",)


def test_a_failure_is_told_once_and_once_again_when_it_is_over(
    published: Parts, watcher: Watcher, web: Site
) -> None:
    number = watcher.add(f"{web.address}/noi-quy", HOURLY, author="hoa")
    publish(watcher, watcher.look(number))
    kept = web.pages.pop("/noi-quy")
    looks = []
    for status in (500, 503, 404):
        web.pages["/noi-quy"] = Page(status=status)
        looks.append(watcher.look(number))
        watcher.told(looks[-1])
    web.pages["/noi-quy"] = kept
    for _ in range(2):
        looks.append(watcher.look(number))
        watcher.told(looks[-1])

    assert [one.is_new_failure for one in looks] == [True, False, False, False, False]
    assert [one.is_over for one in looks] == [False, False, False, True, False]
    assert "Nội quy trên mạng" in titles(published)
