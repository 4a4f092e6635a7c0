import asyncio

from telegram.ext import ExtBot

from bot.delivery.wire import MOST_AT_REST, new_wire
from tests.bot.delivery.misbehaving import Behaviour, Misbehaving, until
from tests.bot.delivery.post import LAN, TOKEN


async def test_a_burst_of_calls_leaves_few_connections_at_rest(server: Misbehaving) -> None:
    calls = 3 * MOST_AT_REST
    server.expect("sendMessage", *[Behaviour(hangs=0.2)] * calls)  # all at the same time
    wire = new_wire()
    await wire.initialize()
    bot: ExtBot[None] = ExtBot(TOKEN, server.url, request=wire)

    sending = asyncio.gather(*(bot.send_message(LAN, "Lời đáp") for _ in range(calls)))
    await until(lambda: len(server.asked) == calls)
    assert server.connections == calls
    await sending
    await bot.send_message(LAN, "Lời nữa")

    assert server.connections <= MOST_AT_REST
    await wire.shutdown()
