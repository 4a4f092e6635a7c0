"""The composition root of the bot: its abilities, one line each."""

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial

from telegram.constants import UpdateType
from telegram.ext import ApplicationBuilder

from bot import rounds, supervisor
from bot.context import App, Services, context_types
from bot.delivery.courier import Courier
from bot.delivery.notices import Notices
from bot.delivery.wire import new_wire
from bot.handlers import (
    asking,
    audit,
    dispatching,
    documents,
    fallback,
    feedback,
    figures,
    gaps,
    golden,
    groups,
    invites,
    lists,
    members,
    pointing,
    privacy,
    receiving,
    refreshing,
    releases,
    reopening,
    replying,
    resending,
    start,
    tickets,
    watching,
)
from bot.health.room import Room
from bot.inbox import RawUpdate
from bot.menus import introduce
from bot.order import InOrder
from bot.parts import Parts
from bot.polling.vigil import Vigil
from bot.recovery import recover
from bot.rights import Rights
from bot.secret import secret_of
from bot.staying import follow

UPDATES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
]


def services_of(parts: Parts, owner: int | None) -> Services:
    rights = Rights(parts.database, owner, open_to_all=parts.settings.open)
    secret = secret_of(parts.home)
    services = Services(
        parts.database,
        parts.answerer,
        parts.browser,
        secret,
        owner,
        rights,
        parts.publisher,
        keep_questions_days=parts.settings.keep_questions_days,
    )
    parts.answerer.noted = lambda answer: services.metrics.answered(
        answer.band.value, answer.elapsed_ms / 1000
    )
    return services


def vigil_of(services: Services, tell: Callable[[str], None] = lambda _: None) -> Vigil:
    """What writes updates down before they are confirmed, and tells admins when it cannot."""
    room = Room(services.publisher.home.path, tell)

    async def received(updates: Sequence[RawUpdate]) -> None:
        await services.inbox.receive(updates)
        await services.reach.heard(updates)

    return Vigil(received, tell, also=room.look)


def build_application(
    services: Services,
    token: str,
    *,
    base_url: str | None = None,
    base_file_url: str | None = None,
    ready: Callable[[], None] = lambda: None,
    vigil: Vigil | None = None,
) -> App:
    """The bot, ready to poll. `ready` is called once it does; `vigil` watches over its polls."""
    watching_over = vigil or vigil_of(services)

    # Spans of time as spans: PTB warns whoever still takes them for seconds.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    courier = Courier(services.scribe, reach=services.reach)
    courier.counts = services.metrics.sent
    courier.moved = partial(follow, services)

    async def post_init(application: App) -> None:
        application.bot_data.services = services
        courier.tell_of_doubts_by(Notices(application.bot, services.scribe))
        await introduce(application.bot, services)
        await recover(application, services.inbox)
        _when_running(application, ready)
        watching_over.begin(application.stop_running)

    async def post_shutdown(application: App) -> None:
        await watching_over.finish()
        services.close()

    order = InOrder(
        services.inbox,
        handle=lambda update: application.process_update(update),
        stopping=lambda: not application.running,
    )
    builder = (
        ApplicationBuilder()
        .token(token)
        .context_types(context_types())
        .concurrent_updates(order)
        .rate_limiter(courier)
        .request(new_wire())
        .get_updates_request(watching_over.request)
        .post_init(post_init)
        .post_shutdown(post_shutdown)
    )
    if base_url and base_file_url:
        builder = builder.base_url(base_url).base_file_url(base_file_url)
    application = builder.build()
    register_abilities(application)
    return application


def register_abilities(application: App) -> None:
    """What the bot can do. Order matters: the last takes what nobody above it took."""
    groups.register(application)  # before all: nobody else hears what is said in a group
    reopening.register(application)
    start.register(application)
    privacy.register(application)
    members.register(application)
    invites.register(application)
    audit.register(application)
    replying.register(application)  # before receiving: an answer to what the bot asked
    receiving.register(application)  # before asking: an admin's words may be a value
    asking.register(application)
    lists.register(application)
    documents.register(application)
    feedback.register(application)
    tickets.register(application)
    gaps.register(application)
    golden.register(application)
    pointing.register(application)
    rounds.register(application)
    refreshing.register(application)
    releases.register(application)
    watching.register(application)
    figures.register(application)
    resending.register(application)
    fallback.register(application)
    dispatching.check_guarded(application)


def poll(application: App) -> None:
    """Run until a signal ends it; what was fetched is finished first."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGABRT):
        loop.add_signal_handler(each, _stop)
    application.run_polling(
        allowed_updates=UPDATES,
        bootstrap_retries=-1,  # the network may be down when the machine starts
        drop_pending_updates=False,
        stop_signals=None,  # PTB's own would not tell systemd
    )


def _stop() -> None:
    supervisor.notify(supervisor.STOPPING)
    raise SystemExit  # PTB takes it for the signal


def _when_running(application: App, ready: Callable[[], None]) -> None:
    """Call `ready` once polling has begun; post_init comes a moment too early for that."""
    if application.running:
        ready()
    else:
        loop = asyncio.get_running_loop()
        loop.call_later(0.05, _when_running, application, ready)
