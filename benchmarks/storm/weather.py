"""What goes wrong in the storm, and how often."""

from bot.preview import faults
from bot.preview.control import Control
from bot.preview.faults import Fault

_SEND = ("sendMessage",)
_PRESS = ("answerCallbackQuery",)
_EDIT = ("editMessageText", "editMessageReplyMarkup")
_SIGN = ("sendChatAction",)
_POLL = ("getUpdates",)
_START = ("getMe", "setMyCommands", "deleteWebhook", "setMyDescription", "setMyShortDescription")

# (fault, methods, chance of a call); of several that fit a call the first to strike counts.
MIX: tuple[tuple[Fault, tuple[str, ...], float], ...] = (
    (faults.DROPPED, _SEND, 0.010),
    (faults.LOST, _SEND, 0.010),
    (faults.SHORT, _SEND, 0.005),
    (faults.TRUNCATED, _SEND, 0.005),
    (faults.HUNG, _SEND, 0.003),
    (faults.MUTE, _SEND, 0.003),
    (faults.delayed(1.0), _SEND, 0.020),
    (faults.delayed(9.0), _SEND, 0.004),  # longer than the bot waits for an answer
    (faults.too_many(2), _SEND, 0.010),
    (faults.too_many(4, parameters=False), _SEND, 0.003),
    (faults.page(500), _SEND, 0.004),
    (faults.page(502), _SEND, 0.004),
    (faults.page(502, executed=True), _SEND, 0.004),
    (faults.refused(400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"), _SEND, 0.001),
    (faults.DROPPED, _PRESS, 0.020),
    (faults.LOST, _PRESS, 0.020),
    (faults.HUNG, _PRESS, 0.005),
    (faults.delayed(1.0), _PRESS, 0.020),
    (faults.too_many(1), _PRESS, 0.010),
    (faults.page(502), _PRESS, 0.020),
    (faults.DROPPED, _EDIT, 0.010),
    (faults.LOST, _EDIT, 0.010),
    (faults.MUTE, _EDIT, 0.003),
    (faults.too_many(1), _EDIT, 0.010),
    (faults.page(502), _EDIT, 0.010),
    (faults.HUNG, _SIGN, 0.020),
    (faults.too_many(3), _SIGN, 0.020),
    (faults.DROPPED, _POLL, 0.010),
    (faults.LOST, _POLL, 0.010),
    (faults.SHORT, _POLL, 0.005),
    (faults.TRUNCATED, _POLL, 0.005),
    (faults.HUNG, _POLL, 0.002),
    (faults.too_many(2), _POLL, 0.003),
    (faults.page(502), _POLL, 0.010),
    (faults.CONFLICT, _POLL, 0.001),
    (faults.UNAUTHORIZED, _POLL, 0.001),
    (faults.AGAIN, (), 0.020),
    (faults.TWINNED, (), 0.020),
    (faults.SHUFFLED, (), 0.050),
    (faults.DROPPED, _START, 0.020),
    (faults.page(502), _START, 0.020),
    (faults.delayed(0.05), _SEND, 0.100),
)


def brew(control: Control, deactivated: set[int], force: float = 1.0) -> None:
    """Let it begin, or go on with these people's accounts gone; each chance `force` times."""
    calm(control, deactivated)
    for fault, methods, chance in MIX:
        control.inject(fault, *methods, chance=min(1.0, force * chance))


def calm(control: Control, deactivated: set[int]) -> None:
    """Nothing goes wrong any more, but an account that is gone stays so."""
    control.heal()
    for person in sorted(deactivated):
        control.inject(faults.DEACTIVATED, *_SEND, *_EDIT, *_SIGN, chats=(person,))
