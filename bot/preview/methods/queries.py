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
    told = {"callback_id": press.id, "presser": press.person_id, **answer}
    world.changed("answer", world.chats[press.chat_id], told)
    return True
