"""`doctor`: what is wrong, and how to mend it. Every check runs, whatever the others say."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from bot.encoders import Encoders
from bot.errors import BotError
from bot.health.room import nearest
from bot.indexing import entry_of
from bot.parts import Parts, assembled
from bot.progress import Progress, silent
from bot.settings import Settings
from index.errors import IndexFault
from knowledge import releases, store
from knowledge.errors import KnowledgeError

FREE_BYTES = 200 * 1024 * 1024  # room for the next few releases of a large knowledge base
REMEDY = "chạy: nenchang refresh"
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: fine or not, what was seen, and what to do about it."""

    name: str
    fine: bool
    seen: str
    remedy: str = ""


def examine(settings: Settings, progress: Progress = silent) -> Iterator[Finding]:
    yield _checked("Thiết lập", lambda: _settings(settings), "sửa biến môi trường được nêu tên")
    yield _space(settings)
    encoders = Encoders(settings.model, progress)
    yield _checked("Mô hình", lambda: _model(encoders), "sửa NENCHANG_MODEL")
    try:
        with assembled(settings, progress) as parts:
            yield Finding("Cơ sở dữ liệu", True, str(parts.home.database))
            yield _checked("Bản công bố", lambda: _release(parts), REMEDY)
            yield _checked("Chỉ mục", lambda: _index(parts), REMEDY)
    except (BotError, KnowledgeError) as error:
        yield Finding("Cơ sở dữ liệu", False, str(error), "chọn thư mục khác bằng --home")
    yield _telegram(settings)


def _checked(name: str, look: Callable[[], str | Finding], remedy: str) -> Finding:
    try:
        seen = look()
        return seen if isinstance(seen, Finding) else Finding(name, True, seen)
    except (BotError, KnowledgeError, IndexFault, LookupError) as error:
        return Finding(name, False, str(error), remedy)


def _settings(settings: Settings) -> str:
    mode = "Telegram" if settings.bot_token() else "xem thử trong trình duyệt (chưa có mã bot)"
    owner = f", chủ: {settings.owner}" if settings.owner else ""
    return f"chế độ {mode}{owner}"


def _space(settings: Settings) -> Finding:
    free = shutil.disk_usage(nearest(settings.home)).free
    seen = f"còn {free // 1024**2} MB, nên có ít nhất {FREE_BYTES // 1024**2} MB"
    return Finding("Ổ đĩa", free >= FREE_BYTES, seen, "dọn bớt ổ đĩa hoặc chọn --home ở ổ khác")


def _release(parts: Parts) -> str:
    with parts.database.session() as session:
        current = releases.current_release(session)
    if current is None:
        raise LookupError("chưa có bản nào (lần chạy đầu sẽ tự công bố sổ tay)")
    return f"bản số {current} đang được dùng"


def _model(encoders: Encoders) -> str:
    encoder = encoders.chosen()
    read = f"đọc {encoder.longest} từ tố đầu mỗi đoạn" if encoder.longest else "đọc hết mỗi đoạn"
    return f"{encoder.name} ({encoder.fingerprint[:8]}), {encoder.dimensions} chiều, {read}"


def _index(parts: Parts) -> Finding:
    with parts.database.session() as session:
        current = releases.current_release(session)
        if current is None:
            raise LookupError("chưa có bản công bố nên chưa có chỉ mục")
        views = store.passages_of_revisions(session, releases.revision_ids_of(session, current))
    index = parts.indexes.stored(current)
    encoder = parts.indexes.standing()
    cut = encoder.overlong([entry_of(view).text for view in views])
    beyond = f"; {cut} đoạn dài hơn mức mô hình đọc, phần cuối chỉ tìm được theo từ" if cut else ""
    made = f"{len(index)} đoạn, do mô hình {encoder.name} ({encoder.fingerprint[:8]}) lập{beyond}"
    lag = parts.indexes.lag()
    said = made if lag is None else f"{made}; chưa phải mô hình {lag.chosen} đã đặt"
    return Finding("Chỉ mục", lag is None, said, REMEDY)


def refuses_token(settings: Settings) -> bool | None:
    """Whether Telegram says that it does not know the token; None where it says nothing, or
    something on the way says it in its place. Raises `SettingsError` for a file without one."""
    token = settings.bot_token()
    try:
        answer = _get_me(settings, token or "")
        said = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    ok = said.get("ok") if isinstance(said, dict) else None
    return None if ok is None else ok is False and answer.status_code in (401, 404)


def _get_me(settings: Settings, token: str) -> httpx.Response:
    server = (settings.api_url or TELEGRAM).rstrip("/")
    return httpx.get(f"{server}/bot{token}/getMe", timeout=10)


def _telegram(settings: Settings) -> Finding:
    name, remedy = "Telegram", "kiểm tra mạng và mã bot (@BotFather)"
    try:
        token = settings.bot_token()
        if token is None:
            return Finding(name, True, "chưa có mã bot; nenchang run mở bản xem thử")
        answer = _get_me(settings, token)
    except BotError as error:
        return Finding(name, False, str(error), remedy)
    except httpx.HTTPError as error:
        # The error's own words hold the address, and the address holds the token.
        return Finding(name, False, f"không nối được ({type(error).__name__})", remedy)
    if answer.status_code != 200:
        return Finding(name, False, f"Telegram từ chối mã bot ({answer.status_code})", remedy)
    return Finding(name, True, "mã bot dùng được")
