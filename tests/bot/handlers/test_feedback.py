"""Thumbs, why an answer did not help, and what admins see of it."""

from bot import texts
from bot import texts_proving as said
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
from knowledge import opinions, unanswered
from knowledge.dialogue import Reason
from tests.bot.handlers.test_asking import ask, labels

QUESTION = "Có được rời phòng trực không?"
REASONS = [said.REASONS[reason] for reason in Reason]


def press(control: Control, card: Json, label: str) -> str:
    """What the bot says to a press of Lan's."""
    pressed = control.press(LAN.id, card["message_id"], label)
    return str(control.callback_answer(pressed)["text"])


def now(control: Control, card: Json, label: str) -> list[str]:
    """The buttons of a card once this one is among them."""
    shown = control.wait(
        LAN.id, lambda one: one["message_id"] == card["message_id"] and label in labels(one)
    )
    return labels(shown)


def test_a_thumb_down_asks_why_and_the_reason_can_be_changed(
    control: Control, published: Parts
) -> None:
    card = ask(control, QUESTION)
    assert press(control, card, texts.NOT_HELPFUL) == said.WHY
    assert now(control, card, REASONS[0])[-5:] == [*REASONS, texts.HAND_OVER]

    for reason in (Reason.WRONG_ARTICLE, Reason.OUTDATED):
        label = said.REASONS[reason]
        assert label.lower() in press(control, card, label)
        marked = now(control, card, said.CHOSEN_REASON.format(reason=label))
        assert sum(one.startswith("✓") for one in marked) == 1

    with published.database.session() as session:
        found = opinions.opinions(session)
    assert found.total.unhelpful == 1
    assert found.total.reasons == {Reason.OUTDATED: 1}


def test_a_thumb_up_takes_the_reason_and_the_gap_back(control: Control, published: Parts) -> None:
    card = ask(control, QUESTION)
    press(control, card, texts.NOT_HELPFUL)
    now(control, card, REASONS[0])
    press(control, card, REASONS[0])
    with published.database.session() as session:
        assert [one.name for one in unanswered.open_groups(session)] == [QUESTION]

    assert press(control, card, texts.HELPFUL) == texts.THANKS
    control.wait(
        LAN.id,
        lambda one: one["message_id"] == card["message_id"] and labels(one) == labels(card),
    )
    with published.database.session() as session:
        assert unanswered.open_groups(session) == []
        found = opinions.opinions(session)
    assert (found.total.helpful, found.total.unhelpful, found.total.reasons) == (1, 0, {})


def test_thumbs_change_no_ranking(control: Control, published: Parts) -> None:
    def ranking() -> list[tuple[int, float]]:
        answer, ranked = published.answerer.consider(QUESTION)
        return [(answer.citations[0].passage.id, answer.confidence)] + [
            (passage.id, score) for passage, score in ranked
        ]

    before = ranking()
    for _ in range(3):
        card = ask(control, QUESTION)
        press(control, card, texts.NOT_HELPFUL)
        now(control, card, REASONS[0])
        press(control, card, REASONS[0])

    assert ranking() == before


def test_admins_see_thumbs_by_release_and_passage_and_members_do_not(control: Control) -> None:
    card = ask(control, QUESTION)
    press(control, card, texts.NOT_HELPFUL)
    now(control, card, REASONS[3])
    press(control, card, REASONS[3])

    shown = ask(control, "/gopy", HOA.id)
    assert "0 👍 · 1 👎" in shown["text"]
    assert "bản số 1: 0 👍 · 1 👎" in shown["text"]
    assert "Quy chế trực ban" in shown["text"]
    assert "khó hiểu 1" in shown["text"]
    control.press(HOA.id, shown["message_id"], "1")
    opened = control.wait_reply(HOA.id, after=shown["message_id"])
    assert "không nên rời phòng trực" in opened["text"]

    assert "quản trị" in ask(control, "/gopy")["text"]


def test_without_thumbs_there_is_one_sentence(control: Control) -> None:
    assert ask(control, "/gopy", HOA.id)["text"] == said.NO_OPINIONS
