"""`nenchang members`, `invite` and `audit`: people from a shell, whose user may do everything."""

from typing import Annotated

import typer

from bot import clock, console
from bot import texts_people as texts
from bot.commands import START
from bot.errors import UsageError
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.shell import Home, Json, author, print_json
from knowledge import audit, invites, membership
from knowledge.audit import EntryView
from knowledge.errors import MembershipError
from knowledge.invites import PAYLOAD
from knowledge.membership import Acting, MemberView
from knowledge.people import Role

SHOWN = 50  # of the audit; JSON gives all

members_app = typer.Typer(help="Thành viên: xem, cho rời.")


def register(app: typer.Typer) -> None:
    app.add_typer(members_app, name="members")
    app.command("invite")(invite)
    app.command("audit")(audit_command)


@members_app.callback(invoke_without_command=True)
def members(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """Thành viên: xem, cho rời."""
    if context.invoked_subcommand is not None:
        return
    settings = Settings.load(home)
    with assembled(settings) as parts, parts.database.session() as session:
        found = membership.members(session, settings.owner)
    if as_json:
        print_json([_member_json(one) for one in found])
        return
    for one in found:
        console.out().print(_member_line(one))
    if not found:
        console.out().print("Chưa có thành viên nào; mời: nenchang invite")


@members_app.command("remove")
def remove(telegram_id: Annotated[int, typer.Argument(metavar="ID")], home: Home = None) -> None:
    """Cho một thành viên rời; bot đang chạy biết sau vài giây."""
    settings = Settings.load(home)
    with assembled(settings) as parts, parts.database.session() as session:
        membership.remove(session, telegram_id, _acting(settings))
        session.commit()
    console.out().print(f"Đã cho người mang mã {telegram_id} rời khỏi bot.")


def invite(
    role: Annotated[str, typer.Option("--role", help="member, reviewer hoặc admin.")] = "member",
    label: Annotated[str, typer.Option("--label", help="Tên ghi trong danh sách.")] = "",
    home: Home = None,
) -> None:
    """Tạo một đường dẫn mời dùng một lần."""
    try:
        wanted = Role(role)
    except ValueError as error:
        raise UsageError(f"Không có vai trò {role}; chọn member, reviewer hoặc admin.") from error
    settings = Settings.load(home)
    with assembled(settings) as parts:
        for line in _invited(parts, settings, wanted, label):
            console.out().print(line)


def audit_command(home: Home = None, as_json: Json = False) -> None:
    """Nhật ký: ai đã thay đổi gì, mới nhất trước."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        found = audit.entries(session, most=None if as_json else SHOWN)
        count = audit.count(session)
    if as_json:
        print_json([_entry_json(one) for one in found])
        return
    for one in found:
        action = texts.ACTIONS.get(one.action, one.action)
        moment = clock.moment_text(one.at)
        console.out().print(f"{one.id}. {moment} · {one.actor} · {action} · {one.subject}")
    if count > len(found):
        console.out().print(f"Còn {count - len(found)} mục cũ hơn; xem đủ: nenchang audit --json")


def _invited(parts: Parts, settings: Settings, role: Role, label: str) -> list[str]:
    with parts.database.session() as session:
        try:
            made, secret = invites.invite(session, role, label, _acting(settings))
        except MembershipError as error:
            raise UsageError(str(error)) from error
        session.commit()
    until = clock.moment_text(made.expires_at)
    return [
        f"Lời mời {texts.ROLES[role]}, dùng một lần, đến {until}. Gửi cho người được mời:",
        f"https://t.me/TÊN_BOT?start={PAYLOAD}{secret}",
        f"hoặc bảo họ gửi cho bot: /{START.name} {PAYLOAD}{secret}",
    ]


def _acting(settings: Settings) -> Acting:
    """Whoever can type here can read and change the database."""
    return Acting(author(), Role.OWNER, settings.owner)


def _member_line(one: MemberView) -> str:
    left = f" · đã rời {clock.moment_text(one.left_at)}" if one.left_at else ""
    label = one.label or texts.NAMELESS
    return f"{one.telegram_id} · {texts.ROLES[one.role]} · {label}{left}"


def _member_json(one: MemberView) -> dict[str, object]:
    return {
        "telegram_id": one.telegram_id,
        "role": one.role,
        "label": one.label,
        "joined_at": one.joined_at.isoformat() if one.joined_at else None,
        "left_at": one.left_at.isoformat() if one.left_at else None,
        "consented_at": one.consented_at.isoformat() if one.consented_at else None,
    }


def _entry_json(one: EntryView) -> dict[str, object]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "actor": one.actor,
        "action": one.action,
        "subject": one.subject,
    }
