"""The real bot, polling the loopback server, on a small published knowledge base."""

from collections.abc import Iterator

import pytest

from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.server import Preview
from tests.bot.handlers.in_groups import create
from tests.bot.handlers.running import RunningBot, admit


@pytest.fixture(autouse=True)
def no_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the bot does by itself happens when a test says so."""
    monkeypatch.setattr("bot.rounds.FIRST", 3_600.0)


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask and press faster than people may."""
    monkeypatch.setattr("bot.context.MESSAGES", ((10_000, 1.0),))
    monkeypatch.setattr("bot.context.PRESSES", ((10_000, 1.0),))
    monkeypatch.setattr("bot.context.OF_A_GROUP", ((10_000, 1.0),))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft's report comes soon after its files."""
    monkeypatch.setattr("bot.draft_steps.QUIET", 0.2)
    monkeypatch.setattr("bot.progress_message.EDIT_EVERY", 0.1)


@pytest.fixture
def preview() -> Iterator[Preview]:
    with Preview() as running:
        yield running


@pytest.fixture
def control(preview: Preview, running_bot: RunningBot) -> Control:
    """Acts as Lan, Minh and Hoa."""
    return preview.control


@pytest.fixture
def running_bot(published: Parts, preview: Preview) -> Iterator[RunningBot]:
    """Up before the test begins, and clean after it."""
    admit(published)
    bot = RunningBot(published, preview)
    bot.start()
    yield bot
    bot.stop()
    assert preview.control.unknown_methods == []
    assert preview.control.unanswered_callbacks() == []


@pytest.fixture
def group(control: Control) -> int:
    """One that Hoa, the owner, has put the bot into."""
    return create(control)
