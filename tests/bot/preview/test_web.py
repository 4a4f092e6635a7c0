"""The page's own side of the server."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.preview.people import HOA, LAN
from bot.preview.server import Preview

OWN = {"X-Nenchang-Preview": "1"}


@pytest.fixture
def page(preview: Preview) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=preview.page_url, headers=OWN) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/chat.js", "text/javascript"),
        ("/chat.css", "text/css"),
        ("/bot.svg", "image/svg+xml"),
    ],
)
def test_the_page_is_served_under_a_strict_policy(page: httpx.Client, path: str, kind: str) -> None:
    answer = page.get(path)
    assert answer.headers["content-type"].startswith(kind)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/server.py", "/..%2fserver.py", "/nothing.js", "/page"])
def test_nothing_but_the_page_is_served(page: httpx.Client, path: str) -> None:
    assert page.get(path).status_code == 404


def test_no_file_of_the_page_names_another_host_or_writes_html(page: httpx.Client) -> None:
    for name in ("", "chat.js", "message.js", "richtext.js", "composer.js", "chat.css"):
        text = page.get(f"/{name}").text
        assert "innerHTML" not in text
        assert "://" not in text.replace("http://www.w3.org/2000/svg", "").replace(
            "`http://${words}`", ""
        ).replace(":\\/\\/", "")


def test_the_state_tells_chats_people_and_bot(preview: Preview, page: httpx.Client) -> None:
    preview.control.send(HOA.id, "xin chào")
    state = page.get("/page/state").json()
    assert [chat["person"]["name"] for chat in state["chats"]] == ["Lan", "Minh", "Hoa"]
    assert [chat["person"]["role"] for chat in state["chats"]] == ["cán bộ", "cán bộ", "quản trị"]
    assert state["chats"][2]["messages"][0]["text"] == "xin chào"
    assert preview.token not in json.dumps(state)


def events(page: httpx.Client, **query: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    with page.stream("GET", "/page/events", params=query) as stream:
        kind = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield kind, json.loads(line.removeprefix("data: "))


def test_changes_are_told_in_order(preview: Preview, page: httpx.Client) -> None:
    state = page.get("/page/state").json()
    for text in ("một", "hai"):
        preview.control.send(LAN.id, text)
    stream = events(page, journal=state["journal"], after=state["last"])
    told = [next(stream), next(stream)]
    assert [(kind, content["message"]["text"]) for kind, content in told] == [
        ("message", "một"),
        ("message", "hai"),
    ]


@pytest.mark.parametrize("query", [{"journal": "other", "after": "0"}, {"after": "x"}])
def test_a_page_that_knows_another_preview_begins_anew(
    page: httpx.Client, query: dict[str, str]
) -> None:
    assert next(events(page, **query))[0] == "anew"


def test_a_page_that_is_ahead_of_the_preview_begins_anew(page: httpx.Client) -> None:
    state = page.get("/page/state").json()
    assert next(events(page, journal=state["journal"], after=99))[0] == "anew"


def test_a_file_is_shown_or_saved_by_its_kind(preview: Preview, page: httpx.Client) -> None:
    preview.control.send_document(LAN.id, "báo cáo.html", b"<script>")
    (message,) = preview.control.transcript(LAN.id)
    answer = page.get(f"/page/files/{message['document']['file_unique_id']}")
    assert answer.content == b"<script>"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''b%C3%A1o")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert page.get("/page/files/none").status_code == 404


def test_a_file_goes_up_as_the_body(preview: Preview, page: httpx.Client) -> None:
    query: dict[str, str | int] = {
        "person": HOA.id,
        "name": "a.md",
        "kind": "document",
        "caption": "mới",
    }
    assert page.post("/page/upload", params=query, content=b"# A").json() == {"result": 1}
    (message,) = preview.control.transcript(HOA.id)
    assert (message["caption"], message["document"]["file_size"]) == ("mới", 3)


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("send", '{"person": 1001, "text": " "}', "tin nhắn trống"),
        ("send", '{"person": 1001}', "không đọc được"),
        ("send", "[", "không đọc được"),
        ("press", '{"person": 1001, "message_id": 1, "data": "x"}', "không có nút"),
        ("upload?person=x", "a", "không đọc được"),
        ("upload?person=1001&kind=photo", "a", "PNG, JPEG hoặc GIF"),
        ("fly", "{}", "không có việc này"),
    ],
)
def test_what_cannot_be_done_is_said_in_vietnamese(
    page: httpx.Client, path: str, content: str, reason: str
) -> None:
    answer = page.post(f"/page/{path}", content=content)
    assert answer.status_code in (400, 404)
    assert reason in answer.json()["error"]
