import threading
from pathlib import Path

import pytest

from bot.current import CurrentRelease
from bot.parts import Parts
from bot.sources import sources_at
from index.search_index import SearchIndex
from knowledge import glossary
from tests.bot.conftest import WORDS
from tests.bot.word_encoders import WordEncoders
from tests.index.word_encoder import WordEncoder


def other_model(parts: Parts) -> None:
    """The same words, indexed by another model, in one step."""
    encoders = parts.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.setting, encoders.others = WordEncoder(WORDS, "khác"), [encoders.setting]
    parts.indexes.renew()


def test_there_is_nothing_to_answer_from_before_the_first_release(parts: Parts) -> None:
    with pytest.raises(LookupError, match="nothing is published yet"):
        parts.current.get()


def test_a_release_is_opened_once(published: Parts) -> None:
    opened: list[int] = []

    def open_index(release: int) -> SearchIndex:
        opened.append(release)
        return published.indexes.open(release)

    current = CurrentRelease(published.database, open_index)
    threads = [threading.Thread(target=current.get) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert current.get() is current.get()
    assert opened == [1]
    current.close()


def test_another_index_of_the_same_release_swaps_in_beside_the_questions(published: Parts) -> None:
    loading, loaded = threading.Event(), threading.Event()

    def open_index(release: int) -> SearchIndex:
        if loading.is_set():
            assert loaded.wait(30)
        return published.indexes.open(release)

    current = CurrentRelease(published.database, open_index)
    old = current.get()
    loading.set()
    other_model(published)
    assert [current.get() for _ in range(3)] == [old] * 3  # until the new one is in memory
    loaded.set()
    while current.get() is old:
        threading.Event().wait(0.01)
    assert current.get().id == old.id
    assert current.get().index.digest != old.index.digest
    current.close()


def test_an_index_that_cannot_be_loaded_leaves_the_old_one(
    published: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def open_index(release: int) -> SearchIndex:
        tries.append(release)
        if len(tries) > 1:
            raise MemoryError
        return published.indexes.open(release)

    current = CurrentRelease(published.database, open_index)
    old = current.get()
    other_model(published)
    while "was not loaded" not in caplog.text:
        assert current.get() is old
    assert current.get() is old
    assert tries == [1, 1]
    current.close()


def test_another_release_is_never_kept_waiting_for(published: Parts, rules: Path) -> None:
    old = published.current.get()
    published.publisher.refresh(sources_at([str(rules)]), only=True, author="hoa")
    assert published.current.get().id == old.id + 1


def test_an_index_built_anew_is_opened_once(published: Parts) -> None:
    encoders = published.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.setting = encoders.embedded = WordEncoder(WORDS, "khác")  # the one before it is gone
    opened: list[int] = []

    def open_index(release: int) -> SearchIndex:
        opened.append(release)
        return published.indexes.open(release)

    current = CurrentRelease(published.database, open_index)
    first = current.get()
    assert current._aside is None
    assert current.get() is first
    assert current._aside is None
    assert opened == [1]
    current.close()


def test_an_admins_short_form_is_known_at_the_next_question(published: Parts) -> None:
    before = published.current.get()
    with published.database.session() as session:
        glossary.add_term(session, "QWZ", "quán xá wôi zì", actor="chủ")
        session.commit()
    after = published.current.get()
    assert after.id == before.id
    assert after.index.search("QWZ ở đâu").understood.words[:4] == ("quán", "xá", "wôi", "zì")
    assert before.index.search("QWZ ở đâu").understood.words[0] == "qwz"
    assert published.current.get() is after, "it is taught once"
