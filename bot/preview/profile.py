"""What the bot says about itself: commands, descriptions, menu button."""

import re
from dataclasses import dataclass, field

from bot.preview.errors import bad_request
from bot.preview.jsontypes import Json

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


@dataclass(slots=True)
class Profile:
    """Lists of commands by scope and language, descriptions by language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)

    def commands_for(self, person_id: int, language: str = "vi") -> list[Json]:
        """What the command menu shows in a person's private chat, or in a group.

        The narrowest scope that has a list wins, in it the person's language before none
        (core.telegram.org/bots/api, "Determining list of commands").
        """
        kind = "all_group_chats" if person_id < 0 else "all_private_chats"
        for scope in (f"chat:{person_id}", kind, "default"):
            for code in (language, ""):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []


def scope_key(scope: object) -> str:
    """A `BotCommandScope` as one word, "default" for none.

    Raises:
        ApiError: not a scope.
    """
    if scope is None:
        return "default"
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if not str(kind).startswith("chat"):
        return str(kind)
    if not scope.get("chat_id"):
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    parts = [kind, scope["chat_id"], scope.get("user_id")]
    return ":".join(str(part) for part in parts if part is not None)


def language_key(code: str) -> str:
    """A `language_code`: two small letters or nothing.

    Raises:
        ApiError: anything else.
    """
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def parse_commands(raw: object) -> list[Json]:
    """A list of `BotCommand`, trimmed as Telegram does.

    Raises:
        ApiError: not such a list, or a name or description that Telegram refuses.
    """
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    if len(raw) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in raw]


def _command(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(raw.get("command", "")).strip().removeprefix("/")
    description = str(raw.get("description", "")).strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}
