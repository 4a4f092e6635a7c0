"""`run`: the bot on Telegram, or behind the preview in a browser."""

from collections.abc import Callable

from telegram.error import InvalidToken

from bot.app import build_application, poll, services_of
from bot.context import App
from bot.errors import SettingsError
from bot.owner import Owner
from bot.parts import Parts
from bot.preview.people import HOA, LAN, MINH
from bot.preview.server import Preview
from bot.renewal import renewing
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
        # The index and the model are loaded before the first person asks.
        parts.answerer.consider("khởi động")
        if token:
            _on_telegram(parts, token, say)
        else:
            _in_preview(parts, say)


def _on_telegram(parts: Parts, token: str, say: Say) -> None:
    _dismiss_preview(parts)
    say("Đang nối tới Telegram; mạng chưa thông thì bot thử lại mãi (xem: nenchang doctor).")
    server = (parts.settings.api_url or "").rstrip("/")
    base_url, base_file_url = (f"{server}/bot", f"{server}/file/bot") if server else (None, None)

    def ready() -> None:
        owner.reach(application.bot)
        say("Sẵn sàng trên Telegram. Dừng: Ctrl+C.")

    owner = Owner(parts.settings.owner)
    application = build_application(
        services_of(parts, owner.id),
        token,
        base_url=base_url,
        base_file_url=base_file_url,
        ready=ready,
    )
    with renewing(parts.indexes, owner.tell):
        serve(application)


def _in_preview(parts: Parts, say: Say) -> None:
    with Preview(parts.settings.preview_port) as preview:

        def ready() -> None:
            owner.reach(application.bot)
            say(f"Sẵn sàng. Mở {preview.page_url} trong trình duyệt. Dừng: Ctrl+C.")

        _admit_preview(parts)
        owner = Owner(parts.settings.owner or HOA.id)
        application = build_application(
            services_of(parts, owner.id),
            preview.token,
            base_url=preview.base_url,
            base_file_url=preview.base_file_url,
            ready=ready,
        )
        with renewing(parts.indexes, owner.tell):
            serve(application)


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


def serve(application: App) -> None:
    """Poll until a signal. Raises `SettingsError` for a token that Telegram does not know."""
    try:
        poll(application)
    except InvalidToken:
        # Telegram's own words would repeat the token.
        said = "Telegram không nhận mã bot này; xin lấy lại mã từ @BotFather."
        raise SettingsError(said) from None
