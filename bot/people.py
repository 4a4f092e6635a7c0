"""Members and invites as the chat changes them: each change in one transaction, and seen at once
by the rights of this process."""

from dataclasses import dataclass

from bot.rights import Rights
from knowledge import audit, invites, membership, tickets
from knowledge.audit import EntryView
from knowledge.database import Database
from knowledge.invites import InviteView
from knowledge.membership import Acting, MemberView
from knowledge.people import Role


@dataclass(frozen=True, slots=True)
class People:
    """Everything here blocks on the database. `by` is the numeric id of who acts."""

    database: Database
    rights: Rights
    owner: int | None

    def acting(self, by: int) -> Acting:
        return Acting(membership.actor(by), self.rights.of(by).role, self.owner)

    def all(self) -> tuple[list[MemberView], list[InviteView]]:
        """Members, also those who left, and the invites that wait."""
        with self.database.session() as session:
            return membership.members(session, self.owner), invites.open_invites(session)

    def one(self, telegram_id: int) -> MemberView:
        """Raises `MembershipError`."""
        with self.database.session() as session:
            return membership.find(session, telegram_id, self.owner)

    def with_menus(self) -> list[MemberView]:
        """Those who find more in the menu than everybody."""
        with self.database.session() as session:
            found = membership.members(session, self.owner)
        return [one for one in found if one.left_at is None and one.role.covers(Role.REVIEWER)]

    def invite(self, by: int, role: Role, label: str) -> tuple[InviteView, str]:
        """An invite and its secret. Raises `MembershipError`."""
        with self.database.session() as session:
            made = invites.invite(session, role, label, self.acting(by), created_by=by)
            session.commit()
        return made

    def open_invites(self) -> list[InviteView]:
        with self.database.session() as session:
            return invites.open_invites(session)

    def revoke(self, by: int, invite_id: int) -> InviteView:
        """Raises `MembershipError`."""
        with self.database.session() as session:
            revoked = invites.revoke(session, invite_id, self.acting(by))
            session.commit()
        return revoked

    def join(self, telegram_id: int, secret: str) -> Role:
        """Raises `InviteError`."""
        with self.database.session() as session:
            role = invites.join(session, secret, telegram_id, self.owner)
            session.commit()
        self.rights.changed(telegram_id)
        return role

    def change_role(self, by: int, telegram_id: int, role: Role) -> MemberView:
        """Raises `MembershipError`."""
        with self.database.session() as session:
            membership.change_role(session, telegram_id, role, self.acting(by))
            if not role.covers(Role.REVIEWER):
                tickets.let_go_all(session, telegram_id)
            session.commit()
            changed = membership.find(session, telegram_id, self.owner)
        self.rights.changed(telegram_id)
        return changed

    def remove(self, by: int, telegram_id: int) -> None:
        """Raises `MembershipError`."""
        with self.database.session() as session:
            membership.remove(session, telegram_id, self.acting(by))
            tickets.let_go_all(session, telegram_id)
            session.commit()
        self.rights.changed(telegram_id)

    def agree(self, telegram_id: int) -> None:
        with self.database.session() as session:
            membership.agree(session, telegram_id)
            session.commit()
        self.rights.changed(telegram_id)

    def audit(self, page: int, per_page: int) -> tuple[list[EntryView], int]:
        """One page of the audit, and how many entries there are."""
        with self.database.session() as session:
            found = audit.entries(session, skip=max(page, 0) * per_page, most=per_page)
            return found, audit.count(session)
