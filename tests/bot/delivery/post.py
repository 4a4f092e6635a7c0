"""PTB's real bot with our courier, that can die and begin anew."""

import asyncio

from sqlmodel import Session, select
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot import handling
from bot.delivery.courier import Courier
from bot.delivery.notices import Notices
from bot.delivery.parcels import Parcel
from bot.delivery.reach import Reach
from bot.handling import Handling
from bot.scribe import Scribe
from knowledge import outbox
from knowledge.database import Database
from knowledge.post import OutboxMessage
from tests.bot.delivery.misbehaving import Misbehaving, until

TOKEN = "123456:not-a-token"
LAN, MINH, GROUP = 101, 102, -103


class Post:
    def __init__(self, database: Database, server: Misbehaving) -> None:
        self._database = database
        self._server = server

    async def begin(self, *, notices: bool = False) -> None:
        self.scribe = Scribe(self._database)
        self.reach = Reach(self.scribe)
        self.courier = Courier(self.scribe, reach=self.reach)
        request = HTTPXRequest(read_timeout=0.3, connect_timeout=0.3, pool_timeout=0.3)
        self.bot: ExtBot[Parcel] = ExtBot(
            TOKEN, self._server.url, rate_limiter=self.courier, request=request
        )
        await self.courier.initialize()
        await request.initialize()
        self._request = request
        self.notices = Notices(self.bot, self.scribe)
        if notices:
            self.courier.tell_of_doubts_by(self.notices)

    async def end(self) -> None:
        await self.courier.shutdown()
        await self._request.shutdown()
        self.scribe.close()

    async def die(self, *, notices: bool = False) -> None:
        """Nothing more is said or written; the next process begins with what the last has left."""
        await self._request.shutdown()
        self.scribe.close()
        await self.begin(notices=notices)

    def handle(self, update_id: int = 7, *, again: bool = False) -> Handling:
        """What is sent from now on is sent for this update."""
        begun = Handling(update_id, again)
        handling.begin(begun)
        return begun

    def rows(self) -> list[OutboxMessage]:
        with self._database.session() as session:
            return list(session.exec(select(OutboxMessage).order_by("id")))

    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    async def settled(self, count: int) -> None:
        """Until the server has done so many calls and the bot knows."""
        await until(lambda: len(self._server.done) >= count)
        await asyncio.sleep(0.02)
        await self.scribe.write(lambda _: None)

    async def doubt_by(self, chat: int = LAN, text: str = "Lời đáp", *, update_id: int = 3) -> int:
        """A message in doubt; its number."""
        data = f'{{"chat_id": {chat}, "text": "{text}"}}'

        def doubted(session: Session) -> int:
            number = outbox.begin(session, update_id, 0, chat, "sendMessage", data).number
            outbox.doubt(session, number)
            return number

        return await self.scribe.write(doubted)
