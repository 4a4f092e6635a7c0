"""What the judge of storms finds wrong: each on a ledger made by hand."""

from typing import Any

import pytest

from benchmarks.storm.bot import Life
from benchmarks.storm.judging import Storm, Verdict, judge
from benchmarks.storm.people import Asked
from benchmarks.storm.rules import TOPICS
from bot import texts, texts_delivery
from bot.callbacks import Press, Verb
from bot.preview import faults
from bot.preview.errors import ApiError
from bot.preview.faults import Struck
from bot.preview.ledger import Entry, Event
from bot.preview.record import Call

CHAT, TOPIC = 100_001, TOPICS[0]
QUOTE = f"Người {TOPIC} phải báo trước 2 ngày."
FOOT = texts.RELEASE.format(release=1, answer="0a1b2c")
UPDATE = 7


def said(message_id: int, text: str, at: float = 10.0, *, number: int = 0) -> Entry:
    """A message of the bot's; `number`: of the message that its [Gửi lại] sends."""
    content: dict[str, Any] = {
        "message_id": message_id,
        "from": {"is_bot": True},
        "chat": {"id": CHAT},
        "text": text,
    }
    if number:
        data = Press(Verb.SEND_AGAIN, 0, (str(number),)).encode()
        content["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
    return Entry(at, Event.MESSAGE, CHAT, content)


def answer(message_id: int, quote: str = QUOTE, at: float = 10.0) -> Entry:
    entry = said(message_id, f"{quote}\n{FOOT}", at)
    entry.content["entities"] = [
        {"type": "expandable_blockquote", "offset": 0, "length": len(quote)}
    ]
    return entry


def delivered(at: float = 1.0) -> Entry:
    message = {"message_id": 1, "chat": {"id": CHAT}}
    return Entry(
        at, Event.DELIVERED, None, {"updates": [{"update_id": UPDATE, "message": message}]}
    )


def pressed(at: float = 20.0, data: str = "1:u:1:2") -> list[Entry]:
    """A press that reaches the bot at once."""
    query = {"id": "q", "data": data}
    return [Entry(at, Event.PRESSED, CHAT, query), pressed_delivered(at, data=data)]


def pressed_delivered(at: float, *, again: bool = False, data: str = "1:u:1:2") -> Entry:
    query = {"id": "q", "data": data}
    updates = [{"update_id": 8, "callback_query": query}]
    return Entry(at, Event.DELIVERED, None, {"updates": updates, "again": again})


def pressed_answer(at: float) -> Entry:
    return Entry(at, Event.ANSWER, CHAT, {"callback_id": "q", "text": ""})


def refused(at: float, code: int, description: str) -> Entry:
    call = Call("sendMessage", {}, ApiError(code, description))
    content = {"call": call, "code": code, "description": description}
    return Entry(at, Event.REFUSED, CHAT, content)


def judged(*entries: Entry, **changes: Any) -> Verdict:  # noqa: ANN401 -- any field of a storm
    fields: dict[str, Any] = {
        "asked": [Asked(CHAT, 1, TOPIC, 0.5)],
        "entries": entries,
        "struck": [],
        "lives": [Life(0.0, ready=0.1)],
        "deaf": [],
        "closed": {},
        "links": {},
        "releases": {1: f"Điều 1. {QUOTE}"},
    }
    return judge(Storm(**{**fields, **changes}))


def ends(verdict: Verdict) -> dict[str, int]:
    found: dict[str, int] = verdict.figures["ends"]
    return found


def test_one_answer_is_right() -> None:
    verdict = judged(answer(2))
    assert ends(verdict) == {"answer": 1}
    assert not verdict.wrong


def test_no_answer_and_no_notice_is_a_question_lost() -> None:
    assert judged(said(2, "Xin chào")).wrong["lost"] == [f"chat {CHAT}, message 1, {TOPIC}"]


def test_two_answers_are_wrong_unless_telegram_hid_one() -> None:
    both = (answer(2), answer(3))
    assert [*judged(*both).wrong] == ["answered twice"]
    hidden = Struck(9.0, faults.LOST, "sendmessage", CHAT, {"message_id": 2})
    assert not judged(*both, struck=[hidden]).wrong


def test_a_call_that_was_only_slow_hides_nothing() -> None:
    slow = Struck(9.0, faults.delayed(1.0), "sendmessage", CHAT, {"message_id": 2})
    assert [*judged(answer(2), answer(3), struck=[slow]).wrong] == ["answered twice"]


def test_an_answer_may_come_again_to_who_asks_for_it() -> None:
    notice = said(2, texts_delivery.MAY_NOT_HAVE_ARRIVED.format(moment="9:00"), number=5)
    again = Press(Verb.SEND_AGAIN, 0, ("5",)).encode()
    entries = (delivered(), answer(3), notice, *pressed(data=again), pressed_answer(21), answer(4))
    verdict = judged(*entries, links={5: UPDATE})
    assert ends(verdict) == {"answer, and again by [Gửi lại]": 1}
    assert not verdict.wrong


def test_a_notice_counts_for_the_question_whose_answer_may_be_missing() -> None:
    notice = said(2, texts_delivery.MAY_NOT_HAVE_ARRIVED.format(moment="9:00"), number=5)
    assert ends(judged(delivered(), notice, links={5: UPDATE})) == {"uncertain notice": 1}
    assert judged(delivered(), notice, links={5: 8}).wrong["lost"]


def test_who_has_gone_may_be_left_without_an_answer() -> None:
    assert ends(judged(closed={CHAT: 1.0})) == {"chat closed": 1}


def test_who_asks_too_fast_is_told_so_once_for_a_minute() -> None:
    notice = said(2, texts.TOO_MUCH.format(until="9:01"), at=30.0)
    assert ends(judged(notice)) == {"asked too fast, and told so": 1}
    late = said(2, texts.TOO_MUCH.format(until="9:09"), at=500.0)
    assert judged(late).wrong["lost"]


def test_a_press_is_answered_within_five_seconds_of_the_bot_being_alive() -> None:
    assert not judged(answer(2), *pressed(20.0), pressed_answer(24.0)).wrong
    late = (answer(2), *pressed(20.0), pressed_answer(30.0))
    assert [*judged(*late).wrong] == ["a press answered late"]
    lives = [Life(0.0, ready=0.1, ended=20.5, killed=True), Life(21.0, ready=28.0)]
    assert not judged(*late, lives=lives).wrong
    assert not judged(*late, deaf=[(21.0, 27.0)]).wrong


def test_a_press_that_a_poll_lost_counts_from_the_poll_that_brings_it() -> None:
    late = (answer(2), *pressed(20.0))
    lost = (*late, pressed_delivered(28.0), pressed_answer(30.0))
    assert not judged(*lost).wrong
    confirmed = (*late, pressed_delivered(28.0, again=True), pressed_answer(30.0))
    assert [*judged(*confirmed).wrong] == ["a press answered late"]


def test_a_press_without_an_answer_is_wrong() -> None:
    assert [*judged(answer(2), *pressed()).wrong] == ["a press not answered"]


def test_a_press_whose_answer_met_a_fault_is_counted_apart() -> None:
    hit = Struck(21.0, faults.DROPPED, "answercallbackquery", CHAT)
    verdict = judged(answer(2), *pressed(), struck=[hit])
    assert not verdict.wrong
    assert verdict.figures["presses"]["not answered, its answer met a fault"] == 1


@pytest.mark.parametrize(("at", "wrong"), [(12.0, False), (60.0, True)])
def test_nothing_goes_to_a_chat_after_its_403(at: float, wrong: bool) -> None:
    blocked = "Forbidden: bot was blocked by the user"
    verdict = judged(answer(2), refused(10.0, 403, blocked), refused(at, 403, blocked))
    assert ("a call to a chat after its 403" in verdict.wrong) == wrong


def test_what_the_server_itself_refuses_is_the_bots_fault() -> None:
    verdict = judged(answer(2), refused(10.0, 400, "Bad Request: message is too long"))
    assert verdict.wrong["refused by the server"] == [
        "sendMessage: Bad Request: message is too long (1)"
    ]
    planned = Struck(9.0, faults.refused(400, "Bad Request: X"), "sendmessage", CHAT)
    assert not judged(answer(2), refused(10.0, 400, "Bad Request: X"), struck=[planned]).wrong


def test_a_quote_must_stand_in_the_release_that_it_names() -> None:
    verdict = judged(answer(2, QUOTE.replace("2 ngày", "3 ngày")))
    assert [*verdict.wrong] == ["a quote that its release does not have"]
