"""The wire: bodies, envelope, statuses, downloads, starting and stopping."""

import json
import socket
import threading
import warnings
from typing import Any

import httpx
import pytest

from bot.preview.errors import PreviewError
from bot.preview.people import LAN
from bot.preview.server import Preview


def call(preview: Preview, method: str, **arguments: Any) -> httpx.Response:  # noqa: ANN401
    return httpx.post(f"{preview.base_url}{preview.token}/{method}", **arguments)


@pytest.mark.parametrize("method", ["getMe", "getme", "GETME"])
def test_a_method_is_known_in_any_case(preview: Preview, method: str) -> None:
    answer = call(preview, method).json()
    assert answer["ok"] is True
    assert answer["result"]["is_bot"] is True
    assert preview.token.startswith(f"{answer['result']['id']}:")


def test_every_kind_of_body_is_read(preview: Preview) -> None:
    preview.control.send(LAN.id, "/start")
    message: dict[str, str | int] = {"chat_id": LAN.id, "text": "ăâ"}
    url = f"{preview.base_url}{preview.token}/sendMessage"
    answers = [
        call(preview, "sendMessage", json=message),
        call(preview, "sendMessage", data=message),
        call(preview, "sendMessage", data=message, files={"x": b"y"}),
        httpx.get(url, params=message),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["ăâ"] * 4


@pytest.mark.parametrize("encode", [json.dumps, lambda markup: markup])
def test_a_nested_parameter_may_be_json_in_json(preview: Preview, encode: Any) -> None:  # noqa: ANN401
    preview.control.send(LAN.id, "/start")
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    message = {"chat_id": LAN.id, "text": "a", "reply_markup": encode(keyboard)}
    assert call(preview, "sendMessage", json=message).json()["result"]["reply_markup"] == keyboard


def test_an_error_has_the_same_status_outside_and_inside(preview: Preview) -> None:
    answer = call(preview, "sendMessage", data={"text": "a"})
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: chat_id is empty",
    }


def test_a_wrong_token_is_401(preview: Preview) -> None:
    answer = httpx.post(f"{preview.base_url}1:wrong/getMe")
    assert answer.status_code == 401
    assert answer.json()["description"] == "Unauthorized: invalid token specified"


def test_an_unknown_method_is_404(preview: Preview) -> None:
    answer = call(preview, "sendRocket")
    assert (answer.status_code, answer.json()["description"]) == (
        404,
        "Not Found: method not found",
    )
    assert preview.control.unknown_methods == ["sendRocket"]


def test_a_planned_flood_says_how_long_to_wait(preview: Preview) -> None:
    preview.control.fail_next("getMe", 429, "Too Many Requests: retry after 7", retry_after=7)
    answer = call(preview, "getMe")
    assert answer.json()["parameters"] == {"retry_after": 7}
    assert answer.headers["retry-after"] == "7"


def test_a_fault_of_the_preview_is_a_500_and_does_not_end_it(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(preview.control._world, "account", None)
    answer = call(preview, "getMe")
    assert answer.json()["description"] == "Internal Server Error"
    assert "The preview failed in getMe" in caplog.text
    assert call(preview, "getWebhookInfo").status_code == 200


def test_a_webhook_is_refused_and_not_pretended(preview: Preview) -> None:
    answer = call(preview, "setWebhook", data={"url": "https://example.vn/x"})
    assert answer.status_code == 400
    assert call(preview, "setWebhook", data={"url": ""}).json()["result"] is True


def test_a_file_over_20_mebibytes_cannot_be_fetched(preview: Preview) -> None:
    preview.control.send_document(LAN.id, "to.bin", b"x" * ((20 << 20) + 1))
    (message,) = preview.control.transcript(LAN.id)
    answer = call(preview, "getFile", data={"file_id": message["document"]["file_id"]})
    assert answer.json()["description"] == "Bad Request: file is too big"


def test_a_download_needs_the_token(preview: Preview) -> None:
    preview.control.send_document(LAN.id, "a.txt", b"abc")
    (message,) = preview.control.transcript(LAN.id)
    file = call(preview, "getFile", data={"file_id": message["document"]["file_id"]}).json()
    path = file["result"]["file_path"]
    assert httpx.get(f"{preview.base_file_url}{preview.token}/{path}").content == b"abc"
    assert httpx.get(f"{preview.base_file_url}1:wrong/{path}").status_code == 401
    assert httpx.get(f"{preview.base_file_url}{preview.token}/no/such").status_code == 404


def test_a_port_in_use_is_one_vietnamese_sentence(preview: Preview) -> None:
    port = int(preview.page_url.split(":")[2].strip("/"))
    with pytest.raises(PreviewError, match=f"Không mở được cổng {port}"):
        Preview(port=port).start()


def test_small_answers_are_sent_at_once() -> None:
    # asyncio turns Nagle's algorithm off only for sockets that are named as TCP.
    with Preview()._bind() as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_running_preview_does_not_start_again(preview: Preview) -> None:
    with pytest.raises(PreviewError, match="đang chạy rồi"):
        preview.start()


def test_only_this_machine_is_a_host() -> None:
    with pytest.raises(PreviewError, match=r"không chạy trên 0\.0\.0\.0"):
        Preview(host="0.0.0.0")


def test_every_preview_has_a_token_of_its_own_in_telegrams_form() -> None:
    tokens = {Preview().token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token.split(":")[1]) == 35 for token in tokens)


def test_stopping_ends_waiting_polls_and_leaves_no_thread() -> None:
    before = threading.active_count()
    with warnings.catch_warnings(record=True) as caught, Preview() as preview:
        answers: list[httpx.Response] = []
        poll = threading.Thread(
            target=lambda: answers.append(
                call(preview, "getUpdates", data={"timeout": 50}, timeout=60)
            )
        )
        poll.start()
        preview.control.wait_until(
            lambda: preview.control._world.bell.waiting or None, "một lượt hỏi đang đợi"
        )
    poll.join(10)
    assert answers[0].json() == {"ok": True, "result": []}
    assert threading.active_count() == before
    assert caught == []


def test_a_stopped_preview_can_start_again() -> None:
    preview = Preview()
    for _ in range(2):
        with preview:
            assert call(preview, "getMe").status_code == 200
