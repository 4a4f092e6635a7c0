"""An answer opened again by its link, through the loopback server."""

from pathlib import Path

import pytest

from bot import texts
from bot import texts_releases as said
from bot.cards import shortened
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import LAN, MINH
from bot.sources import sources_at
from knowledge import membership
from tests.bot.conftest import RULES
from tests.bot.handlers.test_asking import ask, entities, labels

QUESTION = "bàn giao chìa khóa cho ca sau"
OLD = "Cán bộ trực nên bàn giao chìa khóa cho ca sau."


def link(control: Control, card: Json) -> str:
    """What the button of a card copies."""
    return str(control.button(LAN.id, card["message_id"], said.COPY_LINK)["copy_text"]["text"])


def start(address: str) -> str:
    """What Telegram sends when somebody opens such a link."""
    return f"/start {address.partition('?start=')[2]}"


def change(parts: Parts, rules: Path, text: str) -> None:
    rules.write_text(text, encoding="utf-8")
    parts.publisher.refresh(sources_at([str(rules)]), author="hoa")


def test_an_answer_opens_again_for_another_member(control: Control) -> None:
    address = link(control, ask(control, QUESTION))
    shown = ask(control, start(address), MINH.id)

    assert address.startswith("https://t.me/")
    assert OLD in entities(shown, "expandable_blockquote")
    assert said.SINCE_NOTHING in shown["text"]
    assert f"❓ {QUESTION}" in shown["text"]


def test_words_that_have_changed_since_are_told_and_offered(
    published: Parts, rules: Path, control: Control
) -> None:
    address = link(control, ask(control, QUESTION))
    change(published, rules, RULES.replace("chìa khóa cho", "chìa khóa và sổ xe cho"))
    shown = ask(control, start(address))

    assert entities(shown, "expandable_blockquote")[0] == OLD
    assert "đã đổi." in shown["text"].split(OLD)[0]
    now = next(one for one in labels(shown) if one.startswith("Lời hiện nay"))
    control.press(LAN.id, shown["message_id"], now)
    opened = control.wait_reply(LAN.id, after=shown["message_id"])
    assert "chìa khóa và sổ xe cho ca sau" in opened["text"]
    assert texts.NOT_IN_FORCE_NOW not in opened["text"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (RULES[: RULES.index("### 2.")], "Nay không còn"),
        (RULES.replace("hiệu lực từ: 01/06/2024", "hết hiệu lực: 01/06/2025"), "đã hết hiệu lực"),
    ],
)
def test_a_rule_that_is_gone_or_out_of_force_is_told(
    published: Parts, rules: Path, control: Control, text: str, line: str
) -> None:
    address = link(control, ask(control, QUESTION))
    change(published, rules, text)
    shown = ask(control, start(address))

    assert line in shown["text"].split(OLD)[0]


def test_a_document_that_is_published_no_more_is_told(
    published: Parts, law: Path, control: Control
) -> None:
    address = link(control, ask(control, QUESTION))
    published.publisher.refresh(sources_at([str(law)]), only=True, author="hoa")
    shown = ask(control, start(address))

    assert "nay không còn được công bố" in shown["text"].split(OLD)[0]


def test_the_question_can_be_asked_of_today(
    published: Parts, rules: Path, control: Control
) -> None:
    address = link(control, ask(control, QUESTION))
    change(published, rules, RULES.replace("chìa khóa cho", "chìa khóa và sổ xe cho"))
    shown = ask(control, start(address))
    control.press(LAN.id, shown["message_id"], shortened(said.ASK_AGAIN))
    again = control.wait_reply(LAN.id, after=shown["message_id"])

    assert "chìa khóa và sổ xe cho ca sau" in again["text"]
    assert "Bản công bố số 2" in again["text"]


def test_a_link_opens_for_members_only(published: Parts, control: Control) -> None:
    address = link(control, ask(control, QUESTION))
    with published.database.session() as session:
        membership.leave(session, MINH.id, None)
        session.commit()

    assert OLD not in ask(control, start(address), MINH.id)["text"]


@pytest.mark.parametrize("payload", ["a_000000000000", "a_", "a_../../etc", "a_'; drop"])
def test_a_link_to_nothing_is_one_sentence(control: Control, payload: str) -> None:
    assert ask(control, f"/start {payload}")["text"] == said.NOT_KEPT


def test_a_start_of_another_kind_is_a_greeting(control: Control) -> None:
    assert ask(control, "/start")["text"] == texts.WELCOME
