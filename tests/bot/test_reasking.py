"""Gaps asked again of the release that answers now."""

from pathlib import Path

from bot.gap_groups import gap_key
from bot.parts import Parts
from bot.reasking import ask_again, close_group
from bot.sources import sources_at
from knowledge import journal, store, unanswered
from tests.bot.conftest import RULES

QUESTION = "Có được rời phòng trực không?"


def refresh(parts: Parts, rules: Path, text: str) -> None:
    rules.write_text(text, encoding="utf-8")
    parts.publisher.refresh(sources_at([str(rules)]), author="hoa")


def dislike(parts: Parts) -> None:
    answer = parts.answerer.ask(QUESTION)
    with parts.database.session() as session:
        journal.record_feedback(session, answer_id=answer.id, person_key="k", helpful=False)
        session.flush()
        unanswered.miss(session, answer.id, gap_key(QUESTION))
        session.commit()


def open_gaps(parts: Parts) -> int:
    with parts.database.session() as session:
        return len(unanswered.open_groups(session))


def test_nothing_is_asked_of_the_release_that_left_the_gap(published: Parts) -> None:
    published.answerer.ask("Cách nấu phở bò?")

    assert ask_again(published.database, published.answerer) == []
    assert open_gaps(published) == 1


def test_what_was_disliked_is_closed_by_other_words_only(published: Parts, rules: Path) -> None:
    dislike(published)
    refresh(published, rules, RULES + "\nLời cuối.")
    assert ask_again(published.database, published.answerer) == []
    assert open_gaps(published) == 1

    better = RULES.replace("khi chưa có người thay", "khi chưa bàn giao cho người thay")
    refresh(published, rules, better)
    (closed,) = ask_again(published.database, published.answerer)
    assert (closed.gap.question, closed.release) == (QUESTION, 3)
    assert open_gaps(published) == 0
    assert ask_again(published.database, published.answerer) == []


def test_a_group_is_closed_at_once_by_the_passage_that_an_admin_points_to(
    published: Parts,
) -> None:
    published.answerer.ask("Cách nấu phở bò?")
    with published.database.session() as session:
        (group,) = unanswered.open_groups(session)
        (passage, *_) = store.passages_of_revisions(session, [1])
    closed, answered = close_group(published.database, group.number, passage.id)

    assert [one.gap.question for one in closed] == ["Cách nấu phở bò?"]
    assert answered == []
    assert open_gaps(published) == 0
