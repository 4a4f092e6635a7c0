import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.current import CurrentRelease
from bot.errors import HomeError
from bot.parts import Parts
from bot.sources import sources_at
from index.search_index import SearchIndex
from knowledge import glossary, releases
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


class Mended:
    """Release 2 answers, its index damaged; making another waits for the test."""

    def __init__(self, parts: Parts, rules: Path) -> None:
        parts.publisher.refresh(sources_at([str(rules)]), only=True, author="hoa")
        with parts.database.session() as session:
            digest = releases.index_digest_of(session, 2)
        next(parts.home.index_folder(digest).glob("*.npy")).write_bytes(b"damaged")
        self.told: list[str] = []
        self.go_on, self.done = threading.Event(), threading.Event()
        self.fails = 0
        self._parts = parts
        self.current = CurrentRelease(parts.database, self.open_index, parts.indexes.stand_in)
        self.current.told = self.tell

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)
        if "lập lại xong" in sentence:
            self.done.set()

    def open_index(self, release: int) -> SearchIndex:
        if threading.current_thread() is not threading.main_thread():
            assert self.go_on.wait(30)
        if self.fails:
            self.fails -= 1
            raise HomeError("Ổ đĩa đầy.")
        return self._parts.indexes.open(release)


@pytest.fixture
def mended(published: Parts, rules: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mended]:
    monkeypatch.setattr("bot.indexing.WORTH_PASSAGES", 1)
    monkeypatch.setattr("bot.current.MEND_AGAIN", 0.01)
    found = Mended(published, rules)
    yield found
    found.go_on.set()
    found.current.close()


def test_the_release_before_answers_while_a_damaged_index_is_made_anew(mended: Mended) -> None:
    stand_in = mended.current.get()
    assert stand_in.id == 1
    assert [mended.current.get() for _ in range(3)] == [stand_in] * 3
    mended.fails = 2
    mended.go_on.set()
    assert mended.done.wait(30)
    assert mended.current.get().id == 2
    assert mended.told == [
        "Đang trả lời theo bản số 1 trong lúc lập lại chỉ mục của bản số 2.",
        "Đã lập lại xong chỉ mục; bot trả lời theo bản số 2.",
    ]


def test_what_is_published_meanwhile_answers_at_once(
    mended: Mended, published: Parts, law: Path
) -> None:
    assert mended.current.get().id == 1
    published.publisher.refresh(sources_at([str(law)]), author="hoa")
    assert mended.current.get().id == 3


def test_a_small_index_is_made_in_a_moment_and_nothing_stands_in(
    mended: Mended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.indexing.WORTH_PASSAGES", 500)
    assert mended.current.get().id == 2
    assert mended.told == []


def test_without_another_whole_index_the_damaged_one_is_made_first(
    mended: Mended, published: Parts
) -> None:
    shutil.rmtree(published.home.indexes)
    assert mended.current.get().id == 2
