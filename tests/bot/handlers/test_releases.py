"""/phienban through the loopback server: the list, two releases compared, going back."""

from pathlib import Path

import pytest

from bot import texts
from bot import texts_releases as said
from bot.cards import shortened
from bot.difference.picture import WIDTH
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.jsontypes import Json
from bot.preview.people import HOA, LAN
from bot.sources import sources_at
from knowledge.releases import index_digest_of
from tests.bot.conftest import RULES
from tests.bot.handlers.test_asking import ask, entities, labels

QUESTION = "bàn giao chìa khóa cho ca sau"
CHANGED = RULES.replace("chìa khóa cho ca sau", "chìa khóa và sổ mượn xe cho ca sau")


@pytest.fixture
def two(published: Parts, rules: Path) -> Parts:
    """A second release, with one sentence changed."""
    rules.write_text(CHANGED, encoding="utf-8")
    sources = sources_at([str(rules)])
    published.publisher.refresh(sources, author="telegram:1003", note="Thêm sổ mượn xe")
    return published


def press(control: Control, message: Json, label: str, text: str) -> Json:
    """Press a button, and the first message after that holds a text: the same one or another."""
    control.press(HOA.id, message["message_id"], shortened(label))
    return control.wait(
        HOA.id,
        lambda one: one["message_id"] >= message["message_id"] and text in one.get("text", ""),
    )


def opened(control: Control, release: int) -> Json:
    shown = ask(control, "/phienban", HOA.id)
    control.press(HOA.id, shown["message_id"], str(release))
    return control.wait(HOA.id, lambda one: said.WITH_ANOTHER in labels(one))


def test_the_list_tells_which_answers_who_made_it_when_and_why(
    two: Parts, control: Control
) -> None:
    shown = ask(control, "/phienban", HOA.id)
    newest, older = shown["text"].split("\n\n")[1:3]

    assert newest.startswith(f"Bản số 2 · {said.ANSWERS_NOW}")
    assert "👤 Telegram 1003" in newest
    assert "📝 Thêm sổ mượn xe" in newest
    assert "+0 văn bản, đổi 1, bỏ 0; đoạn thêm 1, bỏ 1" in newest
    assert older.startswith("Bản số 1\n")
    assert "👤 hoa" in older
    assert labels(shown) == ["2", "1"]


def test_nobody_but_an_admin_sees_releases(two: Parts, control: Control) -> None:
    assert said.RELEASES_TITLE.format(count=2) not in ask(control, "/phienban", LAN.id)["text"]


def test_many_releases_come_in_pages(published: Parts, rules: Path, control: Control) -> None:
    for number in range(6):
        rules.write_text(RULES.replace("ca sau", f"ca {number}"), encoding="utf-8")
        published.publisher.refresh(sources_at([str(rules)]), author="hoa")
    shown = ask(control, "/phienban", HOA.id)
    assert labels(shown) == ["7", "6", "5", "4", "3", texts.FORWARD]

    later = press(control, shown, texts.FORWARD, said.RELEASES_PAGE.format(page=2, pages=2))
    assert labels(later) == ["2", "1", texts.BACK]


def test_two_releases_are_compared_word_by_word(two: Parts, control: Control) -> None:
    card = opened(control, 2)
    assert "✏️ Quy chế trực ban" in card["text"]

    shown = press(control, card, said.WITH_PREVIOUS.format(release=1), "🔍 Bản số 1 → bản số 2")
    assert "và sổ mượn xe" in entities(shown, "bold")
    assert "nên bàn giao chìa khóa và sổ mượn xe cho ca sau" in shown["text"]
    picture = control.wait(HOA.id, lambda one: "photo" in one)
    assert picture["photo"][0]["width"] == WIDTH


def test_more_comparisons_than_can_be_done_soon_are_told_to_wait(
    two: Parts, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = opened(control, 2)
    with monkeypatch.context() as patch:
        patch.setattr("bot.context.MOST_COMPARISONS", 0)
        label = said.WITH_PREVIOUS.format(release=1)
        tapped = control.press(HOA.id, card["message_id"], label)
        assert "xin bấm lại sau ít phút" in control.callback_answer(tapped)["text"]
    press(control, card, label, "🔍 Bản số 1 → bản số 2")


def test_any_two_can_be_chosen_by_buttons(two: Parts, control: Control) -> None:
    chosen = press(control, opened(control, 2), said.WITH_ANOTHER, "So sánh bản số 2")
    assert labels(chosen) == ["1", said.TO_RELEASES]

    press(control, chosen, "1", "🔍 Bản số 1 → bản số 2")


def test_the_file_holds_every_word_and_is_a_page_of_its_own(two: Parts, control: Control) -> None:
    shown = press(control, opened(control, 2), said.WITH_PREVIOUS.format(release=1), "🔍 Bản số 1")
    control.press(HOA.id, shown["message_id"], said.DIFFERENCE_FILE)
    sent = control.wait(HOA.id, lambda one: "document" in one)

    assert sent["document"]["file_name"] == "so-sanh-ban-1-va-2.html"
    html = control.file(sent["document"]["file_id"]).decode()
    assert "chìa khóa <ins>và sổ mượn xe</ins> cho ca sau." in html


def test_what_does_not_fit_a_card_comes_as_a_file_at_once(
    published: Parts, law: Path, control: Control
) -> None:
    published.publisher.refresh(sources_at([str(law)]), only=True, author="hoa")
    press(control, opened(control, 2), said.WITH_PREVIOUS.format(release=1), "➖")

    assert control.wait(HOA.id, lambda one: "document" in one)["document"]["file_name"]


def test_going_back_takes_two_taps_and_restores_the_words(two: Parts, control: Control) -> None:
    assert "sổ mượn xe" in ask(control, QUESTION)["text"]
    asked = press(
        control, opened(control, 1), said.ROLL_BACK.format(release=1), "Dùng lại bản số 1?"
    )
    assert "sổ mượn xe" in ask(control, QUESTION)["text"]
    assert said.ROLL_BACK_WHAT.format(release=1, current=2) in asked["text"]

    yes = said.ROLL_BACK_YES.format(release=1)
    press(control, asked, yes, said.ROLLED_BACK.format(release=1))
    assert "nên bàn giao chìa khóa cho ca sau" in ask(control, QUESTION)["text"]


def test_the_second_tap_counts_only_for_what_was_spoken_of(
    two: Parts, rules: Path, control: Control
) -> None:
    asked = press(control, opened(control, 1), said.ROLL_BACK.format(release=1), "Dùng lại")
    rules.write_text(RULES.replace("ca sau", "ca đêm"), encoding="utf-8")
    two.publisher.refresh(sources_at([str(rules)]), author="hoa")
    yes = said.ROLL_BACK_YES.format(release=1)
    tapped = control.press(HOA.id, asked["message_id"], yes)

    assert control.callback_answer(tapped)["text"] == said.MOVED_SINCE.format(current=3)
    again = control.wait(HOA.id, lambda one: "bản số 3 thôi trả lời" in one["text"])
    assert two.current.get().id == 3
    press(control, again, yes, said.ROLLED_BACK.format(release=1))


def test_the_second_tap_twice_goes_back_once(two: Parts, control: Control) -> None:
    asked = press(control, opened(control, 1), said.ROLL_BACK.format(release=1), "Dùng lại")
    data = control.button(HOA.id, asked["message_id"], said.ROLL_BACK_YES.format(release=1))
    press(control, asked, data["text"], said.ROLLED_BACK.format(release=1))
    tapped = control.press_data(HOA.id, asked["message_id"], data["callback_data"])

    assert control.callback_answer(tapped)["text"] == said.ALREADY_CURRENT.format(release=1)


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_release_whose_files_are_gone_or_damaged_is_built_again(
    two: Parts, control: Control, harm: str
) -> None:
    with two.database.session() as session:
        folder = two.home.index_folder(index_digest_of(session, 1))
    for path in sorted(folder.iterdir()):
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    asked = press(control, opened(control, 1), said.ROLL_BACK.format(release=1), "Dùng lại")
    yes = said.ROLL_BACK_YES.format(release=1)

    press(control, asked, yes, said.ROLLED_BACK.format(release=1))
    assert "nên bàn giao chìa khóa cho ca sau" in ask(control, QUESTION)["text"]


def test_going_back_while_somebody_publishes_is_one_sentence(two: Parts, control: Control) -> None:
    asked = press(control, opened(control, 1), said.ROLL_BACK.format(release=1), "Dùng lại")
    with two.home.publishing_lock():
        yes = said.ROLL_BACK_YES.format(release=1)
        told = press(control, asked, yes, "❌")

    assert "đang có một lần cập nhật khác chạy" in told["text"]
    assert told["text"].endswith(said.STILL_ANSWERS.format(release=2))
    assert two.current.get().id == 2


def test_an_old_button_of_a_release_that_is_none_is_told(two: Parts, control: Control) -> None:
    shown = ask(control, "/phienban", HOA.id)
    tapped = control.press_data(HOA.id, shown["message_id"], "1:re:3eb:99")

    assert control.callback_answer(tapped)["text"] == texts.OLD_BUTTON
