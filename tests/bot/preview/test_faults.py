"""Each kind of fault as a plain HTTP client sees it, and what of it Telegram has done."""

import asyncio
import random
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.preview import faults
from bot.preview.control import Control
from bot.preview.faults import Fault, Faults
from bot.preview.people import LAN, MINH, crowd
from bot.preview.server import Preview

HELLO = {"chat_id": LAN.id, "text": "Chào Lan"}
QUICK = 0.3  # seconds that a client waits for an answer that never comes


@pytest.fixture
def preview() -> Iterator[Preview]:
    with Preview(seed=7) as running:
        for person in (LAN, MINH):
            running.control.send(person.id, "/start")
        yield running


@pytest.fixture
def client(preview: Preview) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{preview.base_url}{preview.token}", timeout=10) as made:
        yield made


def sent(control: Control, person: int = LAN.id) -> list[str]:
    """What the bot has written to a person."""
    return [one["text"] for one in control.transcript(person) if one["from"]["is_bot"]]


def poll(client: httpx.Client, **parameters: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post("/getUpdates", data=parameters).json()["result"]
    return found


# Calls that leave nobody but Telegram the wiser


@pytest.mark.parametrize(("fault", "done"), [(faults.DROPPED, []), (faults.LOST, ["Chào Lan"])])
def test_a_connection_is_cut_before_or_after_the_call_is_done(
    client: httpx.Client, control: Control, fault: Fault, done: list[str]
) -> None:
    control.inject(fault, "sendMessage", times=1)
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        client.post("/sendMessage", data=HELLO)
    assert sent(control) == done
    assert client.post("/sendMessage", data=HELLO).json()["ok"] is True


def test_a_connection_is_cut_in_the_middle_of_the_answer(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.SHORT, "sendMessage", times=1)
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        client.post("/sendMessage", data=HELLO)
    assert sent(control) == ["Chào Lan"]


@pytest.mark.parametrize(("fault", "done"), [(faults.HUNG, []), (faults.MUTE, ["Chào Lan"])])
def test_an_answer_never_comes(
    client: httpx.Client, control: Control, fault: Fault, done: list[str]
) -> None:
    control.inject(fault, "sendMessage", times=1)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/sendMessage", data=HELLO, timeout=QUICK)
    assert sent(control) == done


def test_a_call_that_comes_late_is_done_though_nobody_waits_for_it(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.delayed(2 * QUICK), "sendMessage", times=1)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/sendMessage", data=HELLO, timeout=QUICK)
    assert sent(control) == []
    assert control.wait_reply(LAN.id)["text"] == "Chào Lan"


def test_a_call_that_comes_late_is_answered(client: httpx.Client, control: Control) -> None:
    control.inject(faults.delayed(0.01), "sendMessage", times=1)
    assert client.post("/sendMessage", data=HELLO).json()["result"]["text"] == "Chào Lan"


def test_half_of_the_json_comes_as_a_whole_answer(client: httpx.Client, control: Control) -> None:
    control.inject(faults.TRUNCATED, "sendMessage", times=1)
    answer = client.post("/sendMessage", data=HELLO)
    assert answer.status_code == 200
    assert answer.text.startswith('{"ok":true')
    with pytest.raises(ValueError, match=r"Unterminated string|Expecting"):
        answer.json()
    assert sent(control) == ["Chào Lan"]


@pytest.mark.parametrize("code", [500, 502])
@pytest.mark.parametrize("executed", [False, True])
def test_a_proxy_answers_with_a_page(
    client: httpx.Client, control: Control, code: int, executed: bool
) -> None:
    control.inject(faults.page(code, executed=executed), "sendMessage", times=1)
    answer = client.post("/sendMessage", data=HELLO)
    assert (answer.status_code, answer.headers["content-type"]) == (
        code,
        "text/html; charset=utf-8",
    )
    assert f"<h1>{code} " in answer.text
    assert sent(control) == (["Chào Lan"] if executed else [])


# Refusals


@pytest.mark.parametrize(
    ("fault", "code", "description"),
    [
        (faults.refused(400, "Bad Request: CHAT_RESTRICTED"), 400, "Bad Request: CHAT_RESTRICTED"),
        (faults.UNAUTHORIZED, 401, "Unauthorized"),
        (faults.DEACTIVATED, 403, "Forbidden: user is deactivated"),
        (faults.CONFLICT, 409, faults.CONFLICT.description),
    ],
)
def test_a_call_is_refused_in_the_bot_apis_own_words(
    client: httpx.Client, control: Control, fault: Fault, code: int, description: str
) -> None:
    control.inject(fault, "sendMessage", times=1)
    answer = client.post("/sendMessage", data=HELLO)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}
    assert sent(control) == []
    assert [call.error.code for call in control.errors if call.error] == [code]


def test_too_many_calls_are_told_how_long_to_wait(client: httpx.Client, control: Control) -> None:
    control.inject(faults.too_many(3), "sendMessage", times=1)
    answer = client.post("/sendMessage", data=HELLO)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert answer.json()["parameters"] == {"retry_after": 3}
    assert answer.json()["description"] == "Too Many Requests: retry after 3"


def test_too_many_calls_may_be_told_so_in_words_only(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.too_many(3, parameters=False), "sendMessage", times=1)
    answer = client.post("/sendMessage", data=HELLO)
    assert (answer.status_code, "retry-after" in answer.headers) == (429, False)
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
    }


# Which calls


def test_a_fault_hits_only_the_methods_and_chats_that_it_names(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.page(500), "sendMessage", chats=(MINH.id,))
    assert client.post("/sendMessage", data=HELLO).status_code == 200
    assert client.post("/sendMessage", data={**HELLO, "chat_id": MINH.id}).status_code == 500
    assert client.post("/getChat", data={"chat_id": MINH.id}).status_code == 200
    control.heal()
    assert client.post("/sendMessage", data={**HELLO, "chat_id": MINH.id}).status_code == 200


def test_the_answer_to_a_press_belongs_to_its_chat(client: httpx.Client, control: Control) -> None:
    control.inject(faults.page(502), "answerCallbackQuery", chats=(LAN.id,))
    codes = [
        client.post("/answerCallbackQuery", data={"callback_query_id": press}).status_code
        for press in (control.press_data(MINH.id, 1, "a"), control.press_data(LAN.id, 1, "a"))
    ]
    assert codes == [200, 502]


def test_the_same_seed_strikes_the_same_calls() -> None:
    def struck(seed: int) -> list[bool]:
        made = Faults(seed)
        made.add(faults.DROPPED, "getMe", chance=0.3)
        return [made.strike("getme") is not None for _ in range(200)]

    assert struck(1) == struck(1) != struck(2)
    assert 30 < sum(struck(1)) < 90


def test_the_log_tells_what_the_bot_did_not_get_to_know(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.LOST, "sendMessage", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/sendMessage", data=HELLO)
    (struck,) = control.struck
    assert (struck.method, struck.chat_id, struck.fault) == ("sendmessage", LAN.id, faults.LOST)
    assert struck.result is not None
    assert struck.result["message_id"] == control.transcript(LAN.id)[-1]["message_id"]


# Updates


def test_updates_come_again_though_they_were_confirmed(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.AGAIN, times=1)
    first = poll(client)
    assert poll(client, offset=first[-1]["update_id"] + 1) == first
    assert poll(client, offset=first[-1]["update_id"] + 1) == []


def test_a_message_comes_again_under_another_update_id(
    client: httpx.Client, control: Control
) -> None:
    control.inject(faults.TWINNED, times=1)
    first = poll(client)
    again = poll(client, offset=first[-1]["update_id"] + 1)
    assert [one["message"] for one in again] == [one["message"] for one in first]
    assert not {one["update_id"] for one in again} & {one["update_id"] for one in first}


def test_updates_come_in_another_order(client: httpx.Client, control: Control) -> None:
    for number in range(10):
        control.send(LAN.id, str(number))
    usual = poll(client)
    control.inject(faults.SHUFFLED, times=1)
    other = poll(client)
    assert other != usual
    assert sorted(other, key=lambda one: int(one["update_id"])) == usual


def test_a_hundred_updates_come_at_a_time(client: httpx.Client, control: Control) -> None:
    for number in range(248):  # and two people's /start
        control.send(LAN.id, str(number))
    sizes, offset = [], 0
    while found := poll(client, offset=offset, limit=100):
        sizes.append(len(found))
        offset = found[-1]["update_id"] + 1
    assert sizes == [100, 100, 50]


def test_a_poll_is_held_for_ever(client: httpx.Client, control: Control) -> None:
    control.inject(faults.HUNG, "getUpdates", times=1)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/getUpdates", timeout=QUICK)
    assert len(poll(client)) == 2


def test_a_poll_that_is_cut_confirms_nothing(client: httpx.Client, control: Control) -> None:
    control.inject(faults.LOST, "getUpdates", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        poll(client)
    assert len(poll(client)) == 2


# The server as a whole


def test_connections_are_refused_for_a_while(preview: Preview, client: httpx.Client) -> None:
    where = preview.base_url
    preview.stop()
    with pytest.raises(httpx.ConnectError):
        client.post("/getMe")
    preview.start()
    assert preview.base_url == where
    assert client.post("/sendMessage", data=HELLO).json()["ok"] is True


def test_a_bot_that_dies_in_the_middle_of_a_call_is_no_fault_of_the_server(
    preview: Preview, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    where = httpx.URL(preview.base_url)
    head = f"POST /bot{preview.token}/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:{where.port}\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nchat_id="
    with socket.create_connection((where.host, where.port or 0)) as connection:
        connection.sendall((head + form).encode())
    assert client.post("/getMe").status_code == 200
    preview.stop()  # whatever was going on has ended by then
    assert not caplog.records


def test_a_call_that_hangs_does_not_hold_up_the_end(preview: Preview) -> None:
    preview.control.inject(faults.HUNG, "getMe")

    async def hang() -> None:
        async with httpx.AsyncClient() as client:
            call = asyncio.create_task(client.get(f"{preview.base_url}{preview.token}/getMe"))
            await asyncio.to_thread(preview.control.wait_until, lambda: preview.control.struck, "")
            await asyncio.to_thread(preview.stop)
            with pytest.raises(httpx.HTTPError):
                await call

    asyncio.run(hang())


def download(preview: Preview, client: httpx.Client, data: bytes, fault: Fault) -> list[bytes]:
    """The pieces in which a file comes."""
    preview.control.send_document(LAN.id, "a.pdf", data)
    file_id = preview.control.transcript(LAN.id)[-1]["document"]["file_id"]
    path = client.post("/getFile", data={"file_id": file_id}).json()["result"]["file_path"]
    preview.control.inject(fault, faults.DOWNLOAD, times=1)
    with client.stream("GET", f"{preview.base_file_url}{preview.token}/{path}") as answer:
        return list(answer.iter_raw())


def test_a_download_trickles(preview: Preview, client: httpx.Client) -> None:
    data = random.Random(1).randbytes(50_000)
    pieces = download(preview, client, data, faults.slow(0.2))
    assert b"".join(pieces) == data
    assert len(pieces) > 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [(faults.SHORT, "complete message body"), (faults.DROPPED, "without sending a response")],
)
def test_a_download_breaks_off(
    preview: Preview, client: httpx.Client, fault: Fault, said: str
) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match=said):
        download(preview, client, b"a" * 50_000, fault)


def test_the_clock_goes_on_by_hand(control: Control) -> None:
    before = control.transcript(LAN.id)[-1]["date"]
    control.advance(1_200)
    control.send(LAN.id, "muộn")
    assert control.transcript(LAN.id)[-1]["date"] - before >= 1_200


def test_a_crowd_is_made_by_number() -> None:
    people = crowd(500)
    assert len({person.id for person in people}) == 500
    with Preview(people=people) as preview:
        preview.control.send(people[-1].id, "a")
        assert preview.control.transcript(people[-1].id)[0]["from"]["first_name"] == "Người 500"


# What the ledger keeps


def test_the_ledger_keeps_who_did_what(client: httpx.Client, control: Control) -> None:
    control.keep_ledger()
    control.send(LAN.id, "a")
    client.post("/sendMessage", data=HELLO)
    client.post(
        "/answerCallbackQuery", data={"callback_query_id": control.press_data(LAN.id, 1, "b")}
    )
    control.block(LAN.id)
    client.post("/sendMessage", data=HELLO)
    poll(client)
    kept = [(entry.event.value, entry.chat_id) for entry in control.ledger()]
    assert kept == [
        ("message", LAN.id),
        ("message", LAN.id),
        ("pressed", LAN.id),
        ("answer", LAN.id),
        ("blocked", LAN.id),
        ("refused", LAN.id),
        ("delivered", None),
    ]
    assert control.ledger()[1].content["text"] == "Chào Lan"
    refused = control.ledger(after=5)[0].content
    assert (refused["code"], refused["call"].parameters["text"]) == (403, "Chào Lan")


def test_nothing_is_kept_unless_asked(control: Control) -> None:
    control.send(LAN.id, "a")
    assert control.ledger() == []
