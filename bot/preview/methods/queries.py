"""Answers to pressed buttons."""

from bot.preview.parameters import Parameters
from bot.preview.world import World


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """End the progress circle on a pressed button; a text is shown to the person who pressed it."""
    answer = {
        "text": parameters.text("text"),
        "show_alert": parameters.flag("show_alert"),
    }
    press = world.presses.answer(parameters.text("callback_query_id"), answer, world.clock.now())
    chat = world.chats[press.person_id]
    world.changed("answer", chat, {"callback_id": press.id, **answer})
    return True
