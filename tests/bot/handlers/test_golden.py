"""Golden questions in the chat: one tap, another passage, the list."""

from bot import texts_proving as said
from bot.callbacks import Press, Verb
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
from knowledge import golden
from knowledge.golden import Golden
from tests.bot.handlers.test_asking import ask, labels

QUESTION = "Có được rời phòng trực không?"
UNKNOWN = "Cách nấu phở bò?"
PLACE = "khoản 2 Điều 3 Luật Thư viện mẫu"


def pressed(control: Control, card: Json, label: str) -> str:
    press = control.press(HOA.id, card["message_id"], label)
    return str(control.callback_answer(press).get("text", ""))


def added(published: Parts) -> list[Golden]:
    with published.database.session() as session:
        return golden.questions(session)


def test_only_an_admin_sees_the_button(control: Control) -> None:
    assert said.SET_GOLDEN in labels(ask(control, QUESTION, HOA.id))
    assert said.SET_GOLDEN not in labels(ask(control, QUESTION, LAN.id))


def test_one_tap_where_one_passage_is_cited(control: Control, published: Parts) -> None:
    card = ask(control, QUESTION, HOA.id)

    assert "câu hỏi mẫu số 1" in pressed(control, card, said.SET_GOLDEN)
    (one,) = added(published)
    assert (one.question, one.slug, one.anchor) == (QUESTION, "12-qc-td", "B1")
    assert "Đã có" in pressed(control, card, said.SET_GOLDEN)
    assert len(added(published)) == 1


def test_the_right_one_of_several_citations_is_chosen(control: Control, published: Parts) -> None:
    question = "ca trực nên ký sổ hay bàn giao"
    card = ask(control, question, HOA.id)
    assert pressed(control, card, said.SET_GOLDEN) == ""
    choice = control.wait_reply(HOA.id, after=card["message_id"])
    assert {"Ký sổ trực", "Bàn giao chìa khóa", said.NONE_OF_THESE} <= set(labels(choice))

    assert "câu hỏi mẫu số 1" in pressed(control, choice, "Bàn giao chìa khóa")
    (one,) = added(published)
    assert (one.question, one.anchor) == (question, "A2")


def test_where_nothing_was_found_the_passage_is_named_in_a_reply(
    control: Control, published: Parts
) -> None:
    card = ask(control, UNKNOWN, HOA.id)
    pressed(control, card, said.SET_GOLDEN)
    prompt = control.wait_reply(HOA.id, after=card["message_id"])
    assert UNKNOWN in prompt["text"]

    def reply(text: str) -> str:
        sent = control.send(HOA.id, text, reply_to=prompt["message_id"])
        return str(control.wait_reply(HOA.id, after=sent)["text"])

    assert "không có Điều 90" in reply("Điều 90 Luật Thư viện mẫu")
    assert "xin chỉ đến đúng một điều" in reply("Luật Thư viện mẫu, 9/2021/QH0")
    assert "câu hỏi mẫu số 1" in reply(PLACE)
    (one,) = added(published)
    assert (one.question, one.article) == (UNKNOWN, "3")


def test_or_it_is_opened_and_tapped(control: Control, published: Parts) -> None:
    card = ask(control, UNKNOWN, HOA.id)
    pressed(control, card, said.SET_GOLDEN)
    control.wait_reply(HOA.id, after=card["message_id"])
    opened = ask(control, "/nenlam", HOA.id)
    control.press(HOA.id, opened["message_id"], "1")
    passage = control.wait_reply(HOA.id, after=opened["message_id"])
    assert labels(passage)[0] == said.POINT_HERE

    assert "câu hỏi mẫu số 1" in pressed(control, passage, said.POINT_HERE)
    assert added(published)[0].anchor == "A1"
    assert pressed(control, passage, said.POINT_HERE) == said.POINTED_LATE
    control.press(HOA.id, opened["message_id"], "2")
    after = control.wait_reply(HOA.id, after=passage["message_id"])
    assert said.POINT_HERE not in labels(after)


def test_the_list_shows_what_holds_and_two_taps_take_one_out(
    control: Control, published: Parts
) -> None:
    assert "Chưa có câu hỏi mẫu" in ask(control, "/cauhoimau", HOA.id)["text"]
    passage = published.answerer.consider(QUESTION)[0].citations[0].passage
    with published.database.session() as session:
        golden.add(session, QUESTION, passage, author="hoa")
        golden.add(session, UNKNOWN, passage, author="hoa")
        session.commit()

    shown = ask(control, "/cauhoimau", HOA.id)
    assert f"1. {said.HOLDS} {QUESTION}" in shown["text"]
    assert f"2. {said.FAILS} {UNKNOWN}" in shown["text"]
    pressed(control, shown, "2")
    sure = control.wait(HOA.id, lambda one: said.REMOVE in labels(one))
    assert len(added(published)) == 2
    assert "Đã bỏ" in pressed(control, sure, said.REMOVE)
    left = control.wait(HOA.id, lambda one: "Câu hỏi mẫu: 1" in one["text"])
    assert UNKNOWN not in left["text"]
    assert [one.question for one in added(published)] == [QUESTION]


def test_a_member_who_knows_the_button_may_not_press_it(control: Control) -> None:
    card = ask(control, QUESTION)
    forged = Press(Verb.GOLDEN, LAN.id, ("0" * 12,)).encode()
    press = control.press_data(LAN.id, card["message_id"], forged)
    assert "quản trị" in control.callback_answer(press)["text"]
    assert "quản trị" in ask(control, "/cauhoimau")["text"]
