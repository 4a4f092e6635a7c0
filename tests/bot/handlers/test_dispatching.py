import pytest
from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot import texts_people as texts
from bot.app import register_abilities
from bot.context import App, Context, context_types
from bot.handlers.dispatching import Guarded, Told, check_guarded
from bot.preview.control import Control
from bot.preview.people import LAN
from bot.rights import Rights
from knowledge.errors import DatabaseError
from tests.bot.handlers.test_asking import ask


@pytest.fixture
def application() -> App:
    built = ApplicationBuilder().token("123456:" + "a" * 35).context_types(context_types()).build()
    register_abilities(built)
    return built


def test_every_handler_of_the_bot_needs_a_role(application: App) -> None:
    handlers = [one for group in application.handlers.values() for one in group]

    assert len(handlers) > 15
    assert [one for one in handlers if not isinstance(one.callback, Guarded | Told)] == []


def test_a_handler_hung_up_without_a_role_stops_the_bot_from_starting(application: App) -> None:
    async def careless(update: Update, context: Context) -> None: ...

    application.add_handler(MessageHandler(filters.TEXT, careless), group=-1)
    with pytest.raises(RuntimeError, match="without a role"):
        check_guarded(application)


def test_rights_that_cannot_be_checked_are_no_rights(
    control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DatabaseError("hỏng")

    monkeypatch.setattr(Rights, "kept", broken)

    assert ask(control, "rời phòng trực", LAN.id)["text"] == texts.RIGHTS_UNKNOWN
