"""Members, invites and the audit -> Telegram cards."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import clock
from bot import texts_people as texts
from bot.callbacks import Verb
from bot.cards import Card, button, shortened
from bot.pages import PER_PAGE, fitting, in_rows, numbered, page_of, paged
from bot.wording import day_text, joined
from knowledge.audit import EntryView
from knowledge.invites import LASTS, InviteView
from knowledge.membership import MemberView, may_give
from knowledge.people import Role

# In the chat; owners come by the settings, for one tap too many would give everything away.
GIVEN = (Role.MEMBER, Role.REVIEWER, Role.ADMIN)
LONGEST_SUBJECT = 160


def whom_card(label: str, role: Role, owner: int) -> Card:
    """Which role to invite somebody with; `role` is that of who invites."""
    whom = label or texts.SOMEBODY
    rows = [
        [button(texts.ROLES[one].capitalize(), Verb.INVITE, owner, one)]
        for one in GIVEN
        if may_give(role, one)
    ]
    said = texts.INVITE_WHOM.format(whom=whom, days=LASTS.days)
    return Card(escape(said), InlineKeyboardMarkup(rows))


def invite_card(invite: InviteView, link: str, command: str, owner: int) -> Card:
    said = texts.INVITE_MADE.format(
        role=texts.ROLES[invite.role],
        label=_for(invite.label),
        until=clock.moment_text(invite.expires_at),
        link=link,
        command=command,
    )
    rows = [[button(texts.REVOKE, Verb.INVITE_REVOKE, owner, invite.id)]]
    return Card(escape(said), InlineKeyboardMarkup(rows))


def revoked_card(invite: InviteView) -> Card:
    said = texts.REVOKED.format(role=texts.ROLES[invite.role], label=_for(invite.label))
    return Card(escape(said), None)


def invites_card(invites: Sequence[InviteView], owner: int) -> Card:
    """Those that wait, a number each that takes it back; the newest where there are too many."""
    shown = invites[:PER_PAGE]
    said = texts.INVITES_TITLE.format(count=len(invites)) if invites else texts.INVITES_NONE
    lines = [escape(said)]
    for place, one in enumerate(shown, start=1):
        line = texts.INVITE_LINE.format(
            place=place,
            role=texts.ROLES[one.role],
            label=_for(one.label),
            until=clock.moment_text(one.expires_at),
        )
        lines.append(escape(line))
    numbers = numbered(Verb.INVITE_REVOKE, [one.id for one in shown], 0, owner)
    back = [button(texts.TO_MEMBERS, Verb.MEMBERS, owner, 0)]
    return Card(fitting(lines), InlineKeyboardMarkup([*in_rows(numbers), back]))


def members_card(
    members: Sequence[MemberView], invites: Sequence[InviteView], page: int, owner: int
) -> Card:
    """A page of the members and of those who left, a number each that opens one."""
    count = sum(one.left_at is None for one in members)
    page, pages, first = page_of(page, len(members))
    shown = members[first : first + PER_PAGE]
    lines = [f"<b>{escape(texts.MEMBERS_TITLE.format(count=count))}</b>\n"]
    for place, one in enumerate(shown, start=first + 1):
        lines.append(f"{place}. <b>{escape(_named(one))}</b>\n    {escape(_facts(one))}")
    lines.append(f"\n{escape(texts.MEMBERS_CHOOSE.format(page=page + 1, pages=pages))}")
    numbers = numbered(Verb.MEMBER, [one.telegram_id for one in shown], first, owner)
    rows = list(paged(numbers, Verb.MEMBERS, owner, (), page, pages).inline_keyboard)
    if invites:
        label = texts.OPEN_INVITES.format(count=len(invites))
        rows.append((button(label, Verb.INVITES, owner),))
    return Card(fitting(lines), InlineKeyboardMarkup(rows))


def member_card(member: MemberView, acting: Role, owner: int) -> Card:
    """One member, with what `acting` may do to them."""
    lines = [f"<b>{escape(_named(member))}</b>", escape(_facts(member))]
    if member.consented_at:
        lines.append(escape(texts.CONSENTED.format(day=_day(member.consented_at))))
    else:
        lines.append(texts.NOT_CONSENTED)
    rows = []
    if member.left_at is None and member.joined_at and may_give(acting, member.role):
        rows = [
            [button(_make(role), Verb.MEMBER_ROLE, owner, member.telegram_id, role)]
            for role in GIVEN
            if may_give(acting, role) and role is not member.role
        ]
        rows.append([button(texts.REMOVE, Verb.MEMBER_REMOVE, owner, member.telegram_id)])
    rows.append([button(texts.TO_MEMBERS, Verb.MEMBERS, owner, 0)])
    return Card("\n".join(lines), InlineKeyboardMarkup(rows))


def remove_card(member: MemberView, owner: int) -> Card:
    said = texts.REMOVE_SURE.format(whom=_named(member))
    rows: list[list[InlineKeyboardButton]] = [
        [button(texts.REMOVE_YES, Verb.MEMBER_REMOVED, owner, member.telegram_id)],
        [button(texts.KEEP, Verb.MEMBER, owner, member.telegram_id, 0)],
    ]
    return Card(escape(said), InlineKeyboardMarkup(rows))


def audit_card(entries: Sequence[EntryView], count: int, page: int, owner: int) -> Card:
    if not count:
        return Card(escape(texts.AUDIT_NONE), None)
    page, pages, _ = page_of(page, count)
    title = texts.AUDIT_TITLE.format(count=count, page=page + 1, pages=pages)
    lines = [f"<b>{escape(title)}</b>\n", *(_entry(one) for one in entries)]
    return Card(fitting(lines), paged((), Verb.AUDIT, owner, (), page, pages))


def _entry(entry: EntryView) -> str:
    action = texts.ACTIONS.get(entry.action, entry.action)
    head = f"<b>{escape(action)}</b> · {escape(shortened(entry.subject, LONGEST_SUBJECT))}"
    return f"{head}\n    {escape(clock.moment_text(entry.at))} · {escape(entry.actor)}"


def _named(member: MemberView) -> str:
    return member.label or texts.NAMELESS


def _facts(member: MemberView) -> str:
    dates = texts.JOINED_ON.format(day=_day(member.joined_at)) if member.joined_at else ""
    if member.left_at:
        dates = texts.MEMBERS_LEFT.format(day=_day(member.left_at))
    return joined(texts.ROLES[member.role], str(member.telegram_id), dates)


def _make(role: Role) -> str:
    return texts.MAKE.format(role=texts.ROLES[role])


def _for(label: str) -> str:
    return f" ({label})" if label else ""


def _day(moment: datetime) -> str:
    return day_text(clock.day_of(moment))
