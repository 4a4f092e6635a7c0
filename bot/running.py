"""`run`: the bot on Telegram, or behind the preview in a browser."""

from collections.abc import Callable

from telegram.error import InvalidToken

from bot.app import Parts, build_application, poll, services_of
from bot.errors import SettingsError
from bot.preview.people import HOA
from bot.preview.server import Preview

Say = Callable[[str], None]


def run(parts: Parts, say: Say) -> None:
    """Serve until a signal. Raises `SettingsError` for a token that Telegram does not know,
    `PreviewError` for a port that is taken, `HomeError` while another bot runs from this home."""
    token = parts.settings.bot_token()
    with parts.home.running_lock():
        _warm(parts)
        if token:
            _on_telegram(parts, token, say)
        else:
            _in_preview(parts, say)


def _warm(parts: Parts) -> None:
    """Load the index and the model before the first person asks."""
    parts.publisher.ensure_published()
    parts.answerer.consider("khởi động")


def _on_telegram(parts: Parts, token: str, say: Say) -> None:
    services = services_of(parts, parts.settings.owner)
    application = build_application(
        services, token, ready=lambda: say("Sẵn sàng trên Telegram. Dừng: Ctrl+C.")
    )
    try:
        poll(application)
    except InvalidToken:
        # Telegram's own words would repeat the token.
        raise SettingsError(
            "Telegram không nhận mã bot này; xin lấy lại mã từ @BotFather."
        ) from None


def _in_preview(parts: Parts, say: Say) -> None:
    with Preview(parts.settings.preview_port) as preview:
        application = build_application(
            services_of(parts, parts.settings.owner or HOA.id),
            preview.token,
            base_url=preview.base_url,
            base_file_url=preview.base_file_url,
            ready=lambda: say(f"Sẵn sàng. Mở {preview.page_url} trong trình duyệt. Dừng: Ctrl+C."),
        )
        poll(application)
