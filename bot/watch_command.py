"""`nenchang watch` and `nenchang statistics`: watched sources and figures from a shell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import clock, console
from bot.console import comparison_text
from bot.errors import BotError, HomeError, UsageError
from bot.home import reason
from bot.parts import Parts, assembled
from bot.schedules import Schedule
from bot.settings import Settings
from bot.shell import Home, Json, author, print_json
from bot.usage_tables import DAYS, as_csv, as_json, as_text, counted_days
from bot.watching import Look, Watcher
from knowledge.usage_figures import usage_figures
from knowledge.watches import WatchView

watch_app = typer.Typer(help="Thư mục và trang web được xem lại đều đặn: xem, thêm, bỏ, chạy.")
Number = Annotated[int, typer.Argument(metavar="N")]


def register(app: typer.Typer) -> None:
    app.add_typer(watch_app, name="watch")
    app.command("statistics")(statistics)


@watch_app.callback(invoke_without_command=True)
def watch(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """Thư mục và trang web được xem lại đều đặn: xem, thêm, bỏ, chạy."""
    if context.invoked_subcommand is not None:
        return
    with assembled(Settings.load(home)) as parts:
        watcher = _watcher(parts)
        held = watcher.watches()
        if as_json:
            print_json([_json(one, watcher) for one in held])
            return
        for one in held:
            console.out().print(_line(one, watcher))
    if not held:
        console.out().print("Chưa theo dõi nguồn nào; thêm: nenchang watch add NƠI --every 6h")


@watch_app.command("add")
def add(
    place: Annotated[str, typer.Argument(metavar="PLACE")],
    every: Annotated[str, typer.Option("--every", help="Cách nhau bao lâu: 30m, 6h, 2d.")] = "",
    at: Annotated[str, typer.Option("--at", help="Mỗi ngày lúc mấy giờ ở Việt Nam: 06:30.")] = "",
    publish: Annotated[
        bool, typer.Option("--publish", help="Tự công bố khi mọi câu hỏi mẫu còn đúng.")
    ] = False,
    home: Home = None,
) -> None:
    """Theo dõi một thư mục hoặc một địa chỉ web."""
    if bool(every) == bool(at):
        raise UsageError("Cần đúng một trong hai: --every 6h hoặc --at 06:30.")
    schedule = Schedule.every(every) if every else Schedule.daily(at)
    with assembled(Settings.load(home)) as parts:
        number = _watcher(parts).add(place, schedule, publishes_itself=publish, author=author())
    console.out().print(
        f"Đã thêm nguồn số {number}, {schedule.words}; xem ngay: nenchang watch run {number}"
    )


@watch_app.command("remove")
def remove(number: Number, home: Home = None) -> None:
    """Thôi theo dõi; văn bản đã công bố vẫn còn."""
    with assembled(Settings.load(home)) as parts:
        removed = _watcher(parts).remove(number, author=author())
    console.out().print(f"Đã thôi theo dõi: {removed.place}")


@watch_app.command("run")
def run(
    number: Annotated[int | None, typer.Argument(metavar="[N]")] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Xem những nguồn đã đến giờ (cho cron), hoặc xem ngay nguồn số N."""
    with console.Bars() as bars, assembled(Settings.load(home), bars) as parts:
        watcher = _watcher(parts)
        looks = [watcher.look(one) for one in ([number] if number else watcher.due())]
    if as_json:
        print_json([_look_json(look) for look in looks])
    else:
        console.out().print("\n".join(map(_look_text, looks)) or "Chưa nguồn nào đến giờ xem.")
    if any(look.watch.failure or look.refused for look in looks):
        raise typer.Exit(1)


@watch_app.command("publish")
def publish(
    number: Number,
    insist: Annotated[
        bool, typer.Option("--insist", help="Công bố cả khi câu hỏi mẫu không còn đúng.")
    ] = False,
    home: Home = None,
) -> None:
    """Công bố những gì nguồn số N đã tìm thấy."""
    with assembled(Settings.load(home)) as parts:
        watcher = _watcher(parts)
        release = _waiting(watcher, number)
        watcher.publish(number, release, author=author(), insist=insist)
    console.out().print(f"Đã công bố bản số {release}.")


@watch_app.command("dismiss")
def dismiss(number: Number, home: Home = None) -> None:
    """Bỏ qua những gì nguồn số N đã tìm thấy."""
    with assembled(Settings.load(home)) as parts:
        watcher = _watcher(parts)
        watcher.dismiss(number, _waiting(watcher, number), author=author())
    console.out().print("Đã bỏ qua; chỉ khi nguồn đổi thêm thì mới hỏi lại.")


def statistics(
    days: Annotated[str, typer.Option("--days", help="Bao nhiêu ngày gần nhất.")] = str(DAYS),
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Ghi hình (PNG) vào tệp này.")
    ] = None,
    table: Annotated[Path | None, typer.Option("--csv", help="Ghi bảng (CSV) vào tệp này.")] = None,
    home: Home = None,
    as_json_: Json = False,
) -> None:
    """Số câu hỏi, dải trả lời, thời gian, khoảng trống, góp ý; không theo từng người."""
    count = counted_days(days)
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        figures = usage_figures(session, clock.today(), count, clock.VIETNAM)
    if picture is not None:
        from bot.usage_chart import picture as drawn  # and with it matplotlib

        _write(picture, drawn(figures))
    if table is not None:
        _write(table, as_csv(figures))
    if as_json_:
        print_json(as_json(figures))
    else:
        console.out().print(as_text(figures), markup=False)


def _watcher(parts: Parts) -> Watcher:
    return Watcher(parts.database, parts.publisher)


def _waiting(watcher: Watcher, number: int) -> int:
    release = watcher.watch(number).release_id
    if release is None:
        raise BotError(f"Nguồn số {number} không có gì chờ quyết định.")
    return release


def _line(one: WatchView, watcher: Watcher) -> str:
    schedule = Schedule(one.every_minutes, one.at).words
    checked = f"xem {clock.moment_text(one.checked_at)}" if one.checked_at else "chưa xem lần nào"
    following = clock.moment_text(watcher.next_look(one))
    lines = [f"{one.id}. {one.place}", f"   {schedule}; {checked}; lần tới {following}"]
    if one.publishes_itself:
        lines.append("   tự công bố khi mọi câu hỏi mẫu còn đúng")
    if one.failure:
        lines.append(f"   ⚠ {one.failure}")
    if one.release_id is not None:
        lines.append(f"   bản nháp {one.release_id} chờ: nenchang watch publish {one.id}")
    return "\n".join(lines)


def _look_text(look: Look) -> str:
    number = look.watch.id
    lines = [f"Nguồn số {number}: {look.watch.place}"]
    lines += [f"  ⚠ {line}" for line in look.refused]
    if look.watch.failure:
        lines.append(f"  ⚠ {look.watch.failure}")
    if look.comparison is not None:
        lines.append(comparison_text(look.comparison))
    if look.published is not None:
        lines.append(f"  Đã tự công bố bản số {look.published}.")
    elif look.watch.release_id is not None:
        lines += [f"  Chưa tự công bố: {look.held_back}"] if look.held_back else []
        lines.append(f"  Chờ quyết định: nenchang watch publish {number}, hoặc dismiss {number}")
    elif look.comparison is None and not look.watch.failure:
        lines.append("  Không có gì mới.")
    return "\n".join(lines)


def _json(one: WatchView, watcher: Watcher) -> dict[str, Any]:
    return {
        "id": one.id,
        "place": one.place,
        "every_minutes": one.every_minutes,
        "at": one.at,
        "publishes_itself": one.publishes_itself,
        "checked_at": one.checked_at.isoformat() if one.checked_at else None,
        "next_look": watcher.next_look(one).isoformat(),
        "failure": one.failure,
        "waiting_release": one.release_id,
    }


def _look_json(look: Look) -> dict[str, Any]:
    comparison = look.comparison
    changes: dict[str, Sequence[str]] = {}
    if comparison is not None:
        changes = {
            "added": comparison.added,
            "changed": comparison.changed,
            "removed": comparison.removed,
        }
    return {
        "id": look.watch.id,
        "read": look.read,
        "changes": changes,
        "published": look.published,
        "waiting_release": look.watch.release_id,
        "held_back": look.held_back,
        "refused": look.refused,
        "failure": look.watch.failure,
    }


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise HomeError(f"Không ghi được tệp {path}: {reason(error)}.") from error
