"""The real bot, polling the loopback server, on a small published knowledge base."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from bot.app import UPDATES, build_application, services_of
from bot.parts import Parts
from bot.preview.control import Control
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from knowledge import membership
from knowledge.people import Role


@pytest.fixture
def preview() -> Iterator[Preview]:
    with Preview() as running:
        yield running


@pytest.fixture
def control(published: Parts, preview: Preview) -> Iterator[Control]:
    """Acts as Lan, Minh and Hoa; the bot behind it is up before the test begins and clean after."""
    with published.database.session() as session:
        for person in (LAN, MINH):
            membership.admit(session, person.id, Role.MEMBER, person.first_name, by="test")
        for person in (LAN, MINH, HOA):
            membership.agree(session, person.id)
        session.commit()
    ready = threading.Event()
    application = build_application(
        services_of(published, HOA.id),
        preview.token,
        base_url=preview.base_url,
        base_file_url=preview.base_file_url,
        ready=ready.set,
    )
    loop = asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        application.run_polling(
            allowed_updates=UPDATES, poll_interval=0, stop_signals=None, close_loop=True
        )

    thread = threading.Thread(target=serve)
    thread.start()
    assert ready.wait(20)
    yield preview.control
    loop.call_soon_threadsafe(application.stop_running)
    thread.join(20)
    assert not thread.is_alive()
    assert preview.control.unknown_methods == []
    assert preview.control.unanswered_callbacks() == []
