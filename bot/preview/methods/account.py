"""The bot's own account: who it is, its commands and descriptions, its webhook."""

from urllib.parse import urlsplit

from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json
from bot.preview.parameters import Parameters
from bot.preview.profile import language_key, parse_commands, scope_key
from bot.preview.world import World

_MOST_DESCRIPTION = 512
_MOST_SHORT_DESCRIPTION = 120


def get_me(world: World, parameters: Parameters) -> Json:
    """The bot as a Bot API `User`, with what only `getMe` tells."""
    return {
        **world.account.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _list_of(parameters: Parameters) -> tuple[str, str]:
    scope = scope_key(parameters.json("scope"))
    return scope, language_key(parameters.text("language_code"))


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Keep a list of commands for one scope and language; an empty one removes the list."""
    where = _list_of(parameters)
    commands = parse_commands(parameters.json("commands"))
    if commands:
        world.profile.commands[where] = commands
    else:
        world.profile.commands.pop(where, None)
    world.changed("commands", None, {})
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """The list for exactly this scope and language."""
    return world.profile.commands.get(_list_of(parameters), [])


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Remove the list for exactly this scope and language."""
    world.profile.commands.pop(_list_of(parameters), None)
    world.changed("commands", None, {})
    return True


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Keep what an empty chat shows."""
    description = parameters.text("description")
    if len(description) > _MOST_DESCRIPTION:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    world.profile.descriptions[language_key(parameters.text("language_code"))] = description
    world.changed("profile", None, {})
    return True


def get_my_description(world: World, parameters: Parameters) -> Json:
    """What an empty chat shows in this language."""
    code = language_key(parameters.text("language_code"))
    return {"description": world.profile.descriptions.get(code, "")}


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Keep what the bot's profile shows."""
    description = parameters.text("short_description")
    if len(description) > _MOST_SHORT_DESCRIPTION:
        raise bad_request("BOT_SHORT_DESCRIPTION_TOO_LONG")
    code = language_key(parameters.text("language_code"))
    world.profile.short_descriptions[code] = description
    world.changed("profile", None, {})
    return True


def get_my_short_description(world: World, parameters: Parameters) -> Json:
    """What the bot's profile shows in this language."""
    code = language_key(parameters.text("language_code"))
    return {"short_description": world.profile.short_descriptions.get(code, "")}


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """Say what the button beside the text field opens: the commands, or nothing special."""
    button = parameters.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands"):
        raise bad_request("the preview has no web_app menu button")
    if parameters.text("chat_id"):
        world.chat_for_reading(parameters.chat_id).menu_button = {"type": button["type"]}
    else:
        for chat in world.chats.values():
            chat.menu_button = {"type": button["type"]}
    return True


def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """What the button beside the text field opens."""
    if parameters.text("chat_id"):
        return world.chat_for_reading(parameters.chat_id).menu_button
    return {"type": "default"}


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Only an empty address, which removes the webhook: the preview calls nobody.

    Raises:
        ApiError: an address was given.
    """
    url = parameters.text("url")
    if url and urlsplit(url).scheme not in ("", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if url:
        raise bad_request("bad webhook: the preview delivers updates by getUpdates only")
    return delete_webhook(world, parameters)


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """There is never a webhook to delete, but waiting updates may be dropped."""
    if parameters.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """No webhook; how many updates wait, and which kinds are asked for."""
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed is not None:
        info["allowed_updates"] = world.updates.allowed
    return info
