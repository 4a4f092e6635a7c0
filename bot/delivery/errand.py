"""One call, until it is known what became of it."""

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from telegram.error import Forbidden, TelegramError

from bot.delivery.calls import Answer, Call
from bot.delivery.errors import Uncertain, Undelivered
from bot.delivery.pacing import Priority
from bot.delivery.parcels import Parcel
from bot.delivery.verdicts import Action, Kind, Verdict, verdict_on
from bot.handling import Handling

if TYPE_CHECKING:
    from bot.delivery.courier import Courier

log = logging.getLogger(__name__)
PATIENCE = 30.0  # seconds for which what certainly was not executed is tried again
PRESS_PATIENCE = 20.0  # the same of the answer to a press: Telegram soon calls it too old
BACKGROUND_PATIENCE = 300.0  # for a turn, where nobody waits at all
PRESS_ANSWERED_WITHIN = 3.0  # seconds; a second time does no harm
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0  # seconds between two tries
LONGEST_PRESS_PAUSE = 1.0  # the same of the answer to a press, for which somebody waits
A_LITTLE_LONGER = 0.5  # seconds on top of what Telegram wants to be left alone
REPEATS = 4  # of what may have been executed and may be executed again
_COUNTED = (Kind.SEND, Kind.EDIT)  # by Telegram, against its limits
_HEEDED = (Action.CUT, Action.MIGRATED)  # though only a sign met it
_TO_A_CHAT = (Kind.SEND, Kind.EDIT, Kind.SIGN)


class Errand:
    """One call, until it is known what became of it."""

    def __init__(
        self, courier: "Courier", call: Call, parcel: Parcel, update: Handling | None
    ) -> None:
        self._courier = courier
        self._pacing = courier.pacing
        self._call = call
        self._asked = call  # as the caller wanted it
        self._parcel = parcel
        self._update = update
        self._rest: list[Call] = []  # what of a text that was too long comes behind
        self._changed: set[Action] = set()
        self._failures = 0
        self._has_turn = False  # which is kept for as long as Telegram has not heard of the call
        self._until = asyncio.get_running_loop().time() + self._patience

    @property
    def _patience(self) -> float:
        return PRESS_PATIENCE if self._call.kind is Kind.PRESS else PATIENCE

    async def run(self) -> Answer:
        while True:
            call = self._call
            if self._is_pointless(call):
                return True
            self._refuse_where_cut(call)
            await self._take_turn(call)
            if call.kind is Kind.SEND and (known := await self._parcel.begin(call)) is not None:
                return known
            try:
                answer = await self._carried(call)
            except TelegramError as error:
                if await self._settles(verdict_on(call.endpoint, error), error):
                    return True
            except asyncio.CancelledError:
                await asyncio.shield(self._doubt(call))
                raise
            except Exception:
                await self._parcel.withdraw()
                raise
            else:
                return await self._taken(answer)

    async def _carried(self, call: Call) -> Answer:
        if call.kind in (Kind.PRESS, Kind.SIGN):
            call = call.waiting_at_most(PRESS_ANSWERED_WITHIN)
        return await call()

    async def _taken(self, answer: Answer) -> Answer:
        """Telegram has done it."""
        self._pacing.got_through()
        if self._call.kind is Kind.SEND:
            await self._parcel.arrived(answer)
            if isinstance(answer, dict):
                self._courier.reach.saw(answer.get("date"))
        if Action.SEND_NEW in self._changed:
            self._courier.remember_place(self._asked, answer)
        for call in self._rest:
            parcel = self._parcel.next()
            answer = await Errand(self._courier, call, parcel, self._update).run()
        return answer

    async def _settles(self, verdict: Verdict, error: TelegramError) -> bool:
        """Whether nothing more is to be done; False: once more. Raises where it can be neither."""
        match verdict.action:
            case Action.DONE:
                return True
            case Action.DOUBT:
                await self._doubt(self._call)
                raise self._doubtful(error) from error
            case _ if self._call.kind is Kind.SIGN and verdict.action not in _HEEDED:
                if verdict.action is Action.WAIT:
                    self._pacing.stop(self._call.chat, verdict.seconds + A_LITTLE_LONGER)
                return True
            case Action.RETRY | Action.REPEAT | Action.WAIT:
                await self._parcel.withdraw()
                return await self._again_later(verdict, error)
            case Action.CUT | Action.RAISE:
                await self._parcel.withdraw()
                if verdict.action is Action.CUT and self._call.kind in _TO_A_CHAT:
                    await self._courier.reach.cut(self._call.chat)
                raise error
            case _:
                await self._change(verdict, error)
                return False

    async def _again_later(self, verdict: Verdict, error: TelegramError) -> bool:
        """Whether to leave it be."""
        self._failures += 1
        self._has_turn = verdict.action is Action.RETRY
        longest = LONGEST_PRESS_PAUSE if self._call.kind is Kind.PRESS else LONGEST_PAUSE
        pause = min(longest, FIRST_PAUSE * 2 ** (self._failures - 1))
        if verdict.action is Action.WAIT:
            pause = verdict.seconds + A_LITTLE_LONGER
            self._pacing.stop(self._call.chat, pause)
        else:
            pause *= random.uniform(0.7, 1.3)  # so that not all come back at once
        repeated = verdict.action is Action.REPEAT and self._failures > REPEATS
        if repeated or asyncio.get_running_loop().time() + pause > self._until:
            return self._left(error)
        await asyncio.sleep(pause)
        return False

    def _left(self, error: TelegramError) -> bool:
        """It was tried for long enough."""
        if self._call.kind is Kind.PRESS:
            log.debug("a press was not answered: %s", type(error).__name__)
            return True
        if self._call.kind is Kind.SEND or (self._call.kind is Kind.EDIT and self._update):
            raise Undelivered(f"{self._call.endpoint} does not get through") from error
        raise error

    async def _change(self, verdict: Verdict, error: TelegramError) -> None:
        """Make the call one that Telegram takes; each change helps once or not at all."""
        if verdict.action in self._changed:
            await self._parcel.withdraw()
            raise error
        self._changed.add(verdict.action)
        match verdict.action:
            case Action.PLAIN:
                log.error("%s was refused and goes as plain text: %s", *self._named(verdict))
                self._call, *self._rest = self._call.in_plain_parts()
            case Action.WITHOUT_REPLY:
                self._call = self._call.without("reply_parameters", "reply_to_message_id")
            case Action.WITHOUT_THREAD:
                self._call = self._call.without("message_thread_id")
            case Action.SEND_NEW:
                self._call = self._call.as_new()
            case Action.MIGRATED:
                await self._migrate(verdict, error)

    async def _migrate(self, verdict: Verdict, error: TelegramError) -> None:
        old, new = self._call.chat, verdict.chat
        if not isinstance(old, int) or new is None:
            raise error
        await self._courier.remember_chat(old, new)
        self._call = self._call.with_(chat_id=new)

    def _named(self, verdict: Verdict) -> tuple[str, str]:
        return self._call.endpoint, verdict.phrase

    async def _take_turn(self, call: Call) -> None:
        """Messages, and what is put in their place, are what Telegram counts."""
        if call.kind not in _COUNTED or self._has_turn:
            return
        waited_for = self._update is not None or self._parcel.is_waited_for
        priority = Priority.ANSWER if waited_for else Priority.BACKGROUND
        patience = self._until - asyncio.get_running_loop().time()
        if priority is Priority.BACKGROUND:
            patience = max(patience, BACKGROUND_PATIENCE)
        if not await self._pacing.turn(call.chat, priority, patience):
            await self._parcel.withdraw()
            raise Undelivered("Telegram wants this chat to be left alone for longer")
        self._has_turn = True

    def _is_pointless(self, call: Call) -> bool:
        """ "Typing" where nothing may be sent now."""
        if call.kind is not Kind.SIGN:
            return False
        return self._courier.reach.is_cut(call.chat) or self._pacing.is_stopped(call.chat)

    def _refuse_where_cut(self, call: Call) -> None:
        if call.kind in _COUNTED and self._courier.reach.is_cut(call.chat):
            raise Forbidden("Forbidden: nothing is sent to this chat until it is heard of again")

    async def _doubt(self, call: Call) -> None:
        if call.kind is Kind.SEND:
            await self._parcel.doubt(call)
            self._courier.doubted()

    def _doubtful(self, error: TelegramError) -> TelegramError:
        """What may not be done twice, and is no message, nobody can be asked about."""
        if self._call.kind is Kind.SEND:
            return Uncertain("it may have arrived")
        return error
