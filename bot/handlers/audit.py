"""/nhatky: who changed what, and when."""

from bot import commands
from bot.callbacks import Verb
from bot.cards import Card
from bot.context import App, Services
from bot.handlers.paging import on_pages
from bot.pages import PER_PAGE, page_of
from bot.people_cards import audit_card
from knowledge.people import Role


def register(application: App) -> None:
    on_pages(application, commands.AUDIT, Verb.AUDIT, audit, role=Role.ADMIN)


async def audit(services: Services, page: int, owner: int) -> Card:
    entries, count = await services.run(services.people.audit, page, PER_PAGE)
    if not entries and count:  # behind the last page
        page = page_of(page, count)[0]
        entries, count = await services.run(services.people.audit, page, PER_PAGE)
    return audit_card(entries, count, page, owner)
