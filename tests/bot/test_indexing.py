import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.comparison import Comparison
from bot.errors import HomeError
from bot.indexing import Lag
from bot.parts import Parts
from bot.progress import silent
from bot.sources import handbook_sources, sources_at
from index.errors import ModelOutOfReach
from index.folder import peek_manifest
from knowledge import releases
from tests.bot.conftest import WORDS
from tests.bot.word_encoders import WordEncoders
from tests.index.word_encoder import WordEncoder

ROOT = Path(__file__).parents[2]


def choose(parts: Parts, name: str, *, here: bool = True) -> WordEncoder:
    """Set another model; those before it stay on this machine."""
    encoders = parts.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.others.append(encoders.setting)
    encoders.setting, encoders.here = WordEncoder(WORDS, name), here
    return encoders.setting


def served_by(parts: Parts) -> str:
    """The model of the index that is answered from, as the folder itself says."""
    with parts.database.session() as session:
        digest = releases.index_digest_of(session, parts.current.get().id)
    return peek_manifest(parts.home.index_folder(digest)).model


def found(parts: Parts, question: str) -> str:
    return parts.answerer.consider(question)[1][0][0].text


def test_the_old_index_answers_while_another_model_is_set(published: Parts) -> None:
    choose(published, "mới")
    assert published.indexes.lag() == Lag("từ", "mới")
    assert "ký sổ" in found(published, "ký sổ trực")
    assert served_by(published) == "từ"


def test_a_model_that_is_still_to_be_downloaded_leaves_the_old_index(published: Parts) -> None:
    choose(published, "mới", here=False)
    assert published.indexes.lag() == Lag("từ", "mới")
    assert "ký sổ" in found(published, "ký sổ trực")
    with pytest.raises(ModelOutOfReach, match="“mới”"):
        published.indexes.renew_aside(silent)
    assert served_by(published) == "từ"


def test_the_new_index_takes_over_in_one_step(published: Parts) -> None:
    model = choose(published, "mới")
    seen: list[str] = []
    assert published.indexes.renew_aside(lambda *_: seen.append(served_by(published)))
    assert set(seen) == {"từ"}
    assert published.indexes.lag() is None
    assert served_by(published) == "mới"
    assert published.indexes.stored(1).digest != ""
    assert model.asked
    assert not published.indexes.renew_aside(silent)


def test_switching_back_computes_no_vector_again(published: Parts) -> None:
    first = published.indexes.encoders.chosen()
    assert isinstance(first, WordEncoder)
    choose(published, "mới")
    published.indexes.renew_aside(silent)
    encoders = published.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.setting, encoders.others = first, [encoders.setting]
    first.asked.clear()
    assert published.indexes.renew_aside(silent)
    assert first.asked == []
    assert served_by(published) == "từ"


def test_documents_are_published_while_another_model_is_at_work(
    published: Parts, tmp_path: Path
) -> None:
    """A refresh in between: the finished index belongs to a release that answers no more."""
    choose(published, "mới")
    (tmp_path / "moi.txt").write_text("Tiêu đề: Nội quy\n\nĐiều 1. Sách\nKhông xé sách.\n")
    again = [True]

    def publish(stage: str, done: int, total: int) -> None:
        if again:
            again.clear()
            encoders = published.indexes.encoders
            assert isinstance(encoders, WordEncoders)
            new, encoders.setting = encoders.setting, encoders.others[0]
            published.publisher.refresh(sources_at([str(tmp_path / "moi.txt")]), author="hoa")
            encoders.setting = new

    assert published.indexes.renew_aside(publish)
    assert published.current.get().id == 2
    assert served_by(published) == "mới"
    with published.database.session() as session:
        before = releases.index_digest_of(session, 1)
    assert peek_manifest(published.home.index_folder(before)).model == "từ"


def test_a_refresh_without_new_words_makes_the_index_by_the_model_that_is_set(
    published: Parts, rules: Path
) -> None:
    choose(published, "mới")
    warned: list[str] = []

    def refuse(comparison: Comparison) -> bool:
        warned.extend(comparison.warnings)
        return False

    outcome = published.publisher.refresh(sources_at([str(rules)]), author="hoa", agree=refuse)
    assert not outcome.reindexed
    assert warned == ["chỉ mục của mô hình “từ” sẽ được lập lại bằng “mới”."]
    outcome = published.publisher.refresh(sources_at([str(rules)]), author="hoa")
    assert outcome.reindexed
    assert outcome.release is None
    assert served_by(published) == "mới"


def test_a_newer_handbook_is_published_by_the_model_that_answers(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.publishing.handbook_sources", lambda: handbook_sources()[:1])
    parts.publisher.ensure_published()
    monkeypatch.setattr("bot.publishing.handbook_sources", lambda: handbook_sources()[:2])
    slow = choose(parts, "mới")
    parts.publisher.ensure_published()
    assert parts.current.get().id == 2
    assert served_by(parts) == "từ"
    assert slow.asked == []


def test_the_first_release_is_made_by_a_model_that_takes_no_time(parts: Parts) -> None:
    encoders = parts.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.setting, encoders.here = WordEncoder(WORDS, "trên mạng"), False
    parts.publisher.ensure_published()
    assert served_by(parts) == "từ"
    assert parts.indexes.lag() == Lag("từ", "trên mạng")


def test_an_index_whose_model_is_gone_is_made_anew_by_one_that_takes_no_time(
    published: Parts,
) -> None:
    encoders = published.indexes.encoders
    assert isinstance(encoders, WordEncoders)
    encoders.setting = encoders.embedded = WordEncoder(WORDS, "nhúng mới")
    assert "ký sổ" in found(published, "ký sổ trực")
    assert served_by(published) == "nhúng mới"


def test_a_finished_index_waits_for_a_refresh_to_end(
    published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(published, "mới")
    monkeypatch.setattr("bot.indexing.PATIENCE", 0.0)
    with (
        published.home.publishing_lock(),
        pytest.raises(HomeError, match="đang có một lần cập nhật khác"),
    ):
        published.indexes.renew_aside(silent)
    assert served_by(published) == "từ"


@pytest.mark.parametrize("step", ["encode", "save", "pointer"])
def test_killing_the_process_anywhere_leaves_the_old_index_answering(
    published: Parts, step: str
) -> None:
    program = [sys.executable, "-c", KILLED, str(published.home.path), step]
    process = subprocess.run(program, cwd=ROOT, env=dict(os.environ), check=False)
    assert process.returncode == -signal.SIGKILL
    assert served_by(published) == "từ"
    assert "ký sổ" in found(published, "ký sổ trực")
    choose(published, "mới")
    assert published.indexes.renew_aside(silent)
    assert served_by(published) == "mới"


# A process that dies of itself in the middle of a step, always at the same place.
KILLED = """
import os, signal, sys
from pathlib import Path
import index.search_index
from bot.home import Home
from bot.indexing import Indexes
from bot.progress import silent
from knowledge import releases
from knowledge.database import Database, sqlite_url
from tests.bot.conftest import WORDS
from tests.bot.word_encoders import WordEncoders
from tests.index.word_encoder import WordEncoder
die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
home = Home.open(Path(sys.argv[1]))
encoder = WordEncoder(WORDS, "mới")
if sys.argv[2] == "encode":
    encoder.encode_passages = die
elif sys.argv[2] == "save":
    index.search_index.write_manifest = die
else:
    releases.set_index_digest = die
encoders = WordEncoders(encoder)
encoders.others = [WordEncoder(WORDS)]
Indexes(Database.open(sqlite_url(home.database)), home, encoders).renew_aside(silent)
"""
