"""A preview, and a real PTB application behind it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Update
from telegram.ext import Application

from bot.preview.control import Control
from bot.preview.server import Preview
from tests.bot.preview.echo_bot import AnyApplication, build_echo_bot


@pytest.fixture
def preview() -> Iterator[Preview]:
    with Preview() as running:
        yield running


@pytest.fixture
def control(preview: Preview) -> Control:
    return preview.control


async def start(application: AnyApplication) -> None:
    await application.initialize()
    if application.post_init:
        await application.post_init(application)
    assert application.updater is not None
    await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
    await application.start()


async def stop(application: AnyApplication) -> None:
    assert application.updater is not None
    await application.updater.stop()
    await application.stop()
    await application.shutdown()


@pytest.fixture
async def echo_bot(preview: Preview) -> AsyncIterator[Application]:  # type: ignore[type-arg]
    application = build_echo_bot(preview)
    await start(application)
    yield application
    await stop(application)
