"""Backups at a shell: a home's data into one file, and back."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import clock, console
from bot.backups import back_up, restore
from bot.carrying.container import Manifest
from bot.errors import ArchiveError
from bot.home import Home as HomeFolder
from bot.parts import assembled
from bot.settings import Settings
from bot.shell import Home
from knowledge import releases

ELSEWHERE = (
    "Cơ sở dữ liệu đặt ở NENCHANG_DATABASE_URL không nằm trong thư mục dữ liệu; hãy sao lưu bằng "
    "công cụ của nó (PostgreSQL: pg_dump, khôi phục bằng pg_restore), cùng với tệp {key}."
)


def register(app: typer.Typer) -> None:
    app.command()(backup)
    app.command("restore")(restore_file)


def backup(file: Path, home: Home = None) -> None:
    """Sao lưu toàn bộ dữ liệu (cả người dùng) ra một tệp, bot vẫn chạy; tệp phải được giữ kín."""
    kept = _folder(Settings.load(home))
    manifest = back_up(kept, file)
    size = file.stat().st_size
    console.out().print(
        f"Đã ghi {file}: {_release(manifest)}, {_megabytes(size)}, đã đọc lại và kiểm tra. Tệp có "
        "dữ liệu của người dùng, chỉ chủ tệp đọc được; chỉ mục không có trong tệp, sẽ được lập lại."
    )


def restore_file(
    file: Path,
    home: Home = None,
    yes: Annotated[bool, typer.Option("--yes", help="Thay dữ liệu mà không hỏi lại.")] = False,
) -> None:
    """Đưa dữ liệu từ tệp sao lưu về; dữ liệu đang có được giữ lại trong một thư mục bên cạnh."""
    settings = Settings.load(home)
    kept = _folder(settings)

    def agree(manifest: Manifest) -> bool:
        bars.say(f"Bản sao lưu lúc {_moment(manifest)}: {_release(manifest)}.")
        nothing_there = not kept.database.exists()
        if yes or nothing_there or not sys.stdin.isatty():
            return True
        return bars.agrees("Thay dữ liệu đang có bằng bản này?")

    with console.Bars() as bars:
        restored = restore(kept, file, agree)
    if restored is None:
        console.out().print("Chưa khôi phục gì.")
        return
    with console.Bars() as bars, assembled(settings, bars) as parts:
        with parts.database.session() as session:
            current = releases.current_release(session)
        if current is not None:
            parts.indexes.open(current)
    console.out().print(f"Đã khôi phục {kept.path} như lúc {_moment(restored.manifest)}.")
    console.out().print(
        "Quyền, thành viên và dữ liệu đã trở lại như lúc ấy: ai bị gỡ hoặc tự xoá dữ liệu sau lúc "
        "ấy thì xin gỡ, xoá lại."
    )
    if restored.aside:
        console.out().print(f"Dữ liệu trước đó nằm ở {restored.aside}; xoá khi không còn cần.")


def _folder(settings: Settings) -> HomeFolder:
    """Raises `ArchiveError` where the data is not in the home."""
    if settings.database_url:
        raise ArchiveError(ELSEWHERE.format(key=settings.home / "secret.key"))
    return HomeFolder.open(settings.home)


def _release(manifest: Manifest) -> str:
    return f"bản công bố số {manifest.release}" if manifest.release else "chưa có bản công bố"


def _moment(manifest: Manifest) -> str:
    return clock.moment_text(datetime.fromisoformat(manifest.made_at))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
