import pytest

from bot.preview.errors import ApiError
from bot.preview.profile import Profile, language_key, parse_commands, scope_key

HOI = [{"command": "hoi", "description": "Hỏi"}]
XEM = [{"command": "xem", "description": "Xem"}]


def test_the_narrowest_scope_wins_and_in_it_the_language() -> None:
    profile = Profile()
    profile.commands["default", ""] = HOI
    assert profile.commands_for(7) == HOI
    profile.commands["all_private_chats", "vi"] = XEM
    assert profile.commands_for(7) == XEM
    assert profile.commands_for(7, "en") == HOI
    profile.commands["chat:7", ""] = HOI
    assert profile.commands_for(7) == HOI
    assert profile.commands_for(8) == XEM


def test_a_scope_is_named_by_its_type_and_chat() -> None:
    assert scope_key(None) == "default"
    assert scope_key({"type": "all_private_chats"}) == "all_private_chats"
    assert scope_key({"type": "chat", "chat_id": 7}) == "chat:7"
    with pytest.raises(ApiError, match="unsupported type"):
        scope_key({"type": "nobody"})
    with pytest.raises(ApiError, match="chat_id is empty"):
        scope_key({"type": "chat"})


def test_commands_lose_their_slash_and_spaces() -> None:
    assert parse_commands([{"command": " /hoi ", "description": " Hỏi "}]) == HOI


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("", "x", "command must be non-empty"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("hoi", " ", "command description must be non-empty"),
        ("hoi", "ă" * 257, "command description length must not exceed 256"),
        ("Hoi", "x", "BOT_COMMAND_INVALID"),
        ("hỏi", "x", "BOT_COMMAND_INVALID"),
    ],
)
def test_a_command_that_telegram_refuses_is_refused(
    command: str, description: str, reason: str
) -> None:
    with pytest.raises(ApiError, match=reason):
        parse_commands([{"command": command, "description": description}])


def test_a_hundred_commands_are_the_most() -> None:
    parse_commands(HOI * 100)
    with pytest.raises(ApiError, match="BOT_COMMANDS_TOO_MUCH"):
        parse_commands(HOI * 101)


def test_a_language_is_two_small_letters_or_nothing() -> None:
    assert (language_key(""), language_key("vi")) == ("", "vi")
    with pytest.raises(ApiError, match="invalid language code"):
        language_key("vie")
