"""`run`: the bot on Telegram, or behind the preview in a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from telegram.error import InvalidToken

from bot import supervisor
from bot import texts_running as texts
from bot.app import build_application, poll, services_of, vigil_of
from bot.context import App
from bot.errors import SettingsError
from bot.health.metrics import Metrics
from bot.health.report import Looking
from bot.health.server import serving
from bot.owner import Owner
from bot.parts import Parts
from bot.polling.lock import polling_lock
from bot.polling.vigil import Vigil
from bot.preview.people import HOA, LAN, MINH, PEOPLE
from bot.preview.server import Preview
from bot.renewal import renewing
from bot.rounds import ADMINS
from bot.texts_groups import PREVIEW_GROUP
from bot.tickets import people_with
from knowledge import membership
from knowledge.people import Role

PREVIEW_ACTOR = "preview"
Say = Callable[[str], None]


def run(parts: Parts, say: Say) -> None:
    """Serve what is published until a signal.

    Raises `SettingsError` for a token that Telegram does not know, `PreviewError` for a port that
    is taken, `HomeError` while another bot runs from this home.
    """
    token = parts.settings.bot_token()
    with parts.home.running_lock():
        if token:
            _on_telegram(parts, token, say)
        else:
            _in_preview(parts, say)


def _on_telegram(parts: Parts, token: str, say: Say) -> None:
    _dismiss_preview(parts)
    say("Đang nối tới Telegram; mạng chưa thông thì bot thử lại mãi (xem: nenchang doctor).")
    server = (parts.settings.api_url or "").rstrip("/")
    with polling_lock(int(token.partition(":")[0])):
        _on_server(parts, token, server, parts.settings.owner, say, texts.READY)


def _in_preview(parts: Parts, say: Say) -> None:
    with Preview(parts.settings.preview_port) as preview:
        _admit_preview(parts)
        preview.control.groups.create(PREVIEW_GROUP, PEOPLE)
        ready = texts.READY_IN_BROWSER.format(page=preview.page_url)
        server = preview.page_url.rstrip("/")
        _on_server(parts, preview.token, server, parts.settings.owner or HOA.id, say, ready)


def _on_server(
    parts: Parts, token: str, server: str, owner_id: int | None, say: Say, ready: str
) -> None:
    services = services_of(parts, owner_id)
    owner = Owner(owner_id, lambda: people_with(services, ADMINS))
    vigil = vigil_of(services, owner.tell_admins)
    parts.current.told = owner.tell
    # The index and the model are loaded before the first person asks.
    parts.answerer.consider("khởi động")
    opened = parts.current.get()
    say(texts.ANSWERING_FROM.format(release=opened.id, passages=len(opened.index)))

    def is_ready() -> None:
        owner.reach(application.bot)
        say(ready)
        supervisor.notify(supervisor.READY, supervisor.status(ready))

    application = build_application(
        services,
        token,
        base_url=f"{server}/bot" if server else None,
        base_file_url=f"{server}/file/bot" if server else None,
        ready=is_ready,
        vigil=vigil,
    )
    looking = Looking(parts, vigil)
    services.metrics.watch(looking.report)
    with (
        _health(parts.settings.health_port, looking, services.metrics, say),
        renewing(parts.indexes, owner.tell),
    ):
        serve(application, vigil)


@contextmanager
def _health(port: int | None, looking: Looking, metrics: Metrics, say: Say) -> Iterator[None]:
    """Answer who asks how the bot is, where a setting says at which port."""
    if port is None:
        yield
        return
    with serving(port, looking.report, metrics) as chosen:
        say(texts.HEALTH_AT.format(port=chosen))
        yield


def _admit_preview(parts: Parts) -> None:
    """Lan and Minh are members, so that the page can be tried at once, unless sent away before."""
    with parts.database.session() as session:
        for person in (LAN, MINH):
            if membership.member(session, person.id) is None:
                membership.admit(
                    session, person.id, Role.MEMBER, person.first_name, by=PREVIEW_ACTOR
                )
        session.commit()


def _dismiss_preview(parts: Parts) -> None:
    """On Telegram, the preview's numbers are somebody else's."""
    with parts.database.session() as session:
        membership.dismiss_admitted_by(session, PREVIEW_ACTOR)
        session.commit()


def serve(application: App, vigil: Vigil) -> None:
    """Poll until a signal. Raises `SettingsError` for a token that Telegram does not know,
    `DeafError` where polls have brought nothing for long and another process has to try."""
    try:
        poll(application)
    except InvalidToken:
        # Telegram's own words would repeat the token.
        raise SettingsError(texts.TOKEN_REFUSED) from None
    if vigil.failure is not None:
        raise vigil.failure
