"""Before the bot runs: everything that would keep it from its work, told at once."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot import texts_running as texts
from bot.doctor import refuses_token
from bot.encoders import Encoders
from bot.errors import BotError, SettingsError
from bot.health.room import NONE, nearest
from bot.home import Home
from bot.settings import Settings
from index.errors import IndexFault
from knowledge.database import Database, sqlite_url
from knowledge.errors import KnowledgeError


class NotReadyError(BotError):
    """Something keeps the bot from starting; the message names all of it."""

    def __init__(self, wrong: list[str]) -> None:
        several = texts.CANNOT_START.format(count=len(wrong))
        super().__init__(wrong[0] if len(wrong) == 1 else "\n– ".join([several, *wrong]))


def check(settings: Settings) -> str:
    """What was looked at, in a sentence. The database is migrated; no network is not an error.

    Raises `NotReadyError`.
    """
    wrong: list[str] = []
    with ThreadPoolExecutor(max_workers=1) as asking:  # it may take ten seconds to find nobody
        token = asking.submit(_token, settings)
        for look in (_room, _database, _model):
            _look(wrong, look, settings)
        said = _look(wrong, lambda _: token.result(), settings)
    if wrong:
        raise NotReadyError(wrong)
    return texts.CHECKED.format(token=said)


def _look(wrong: list[str], look: Callable[[Settings], str], settings: Settings) -> str:
    try:
        return look(settings)
    except (BotError, KnowledgeError, IndexFault) as error:
        wrong.append(str(error))
        return ""


def _token(settings: Settings) -> str:
    if settings.bot_token() is None:
        return texts.NO_TOKEN
    refused = refuses_token(settings)
    if refused:
        raise SettingsError(texts.TOKEN_REFUSED)
    return texts.TELEGRAM_SILENT if refused is None else texts.TOKEN_TAKEN


def _room(settings: Settings) -> str:
    place = nearest(settings.home)
    if shutil.disk_usage(place).free < NONE:
        raise SettingsError(texts.NO_ROOM.format(place=place))
    return ""


def _database(settings: Settings) -> str:
    home = Home.open(settings.home)
    Database.open(settings.database_url or sqlite_url(home.database)).close()
    return ""


def _model(settings: Settings) -> str:
    return Encoders(settings.model).quick().name
