from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

TOKEN = "123456789:" + "A" * 35


def test_without_any_setting_the_preview_is_served(home: Path) -> None:
    settings = Settings.load()

    assert settings.home == home
    assert settings.bot_token() is None
    assert settings.owner is None


def test_a_home_that_is_named_wins_over_the_environment(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "other").home == tmp_path / "other"


def test_every_bad_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENCHANG_OWNER", "hoa")
    monkeypatch.setenv("NENCHANG_PREVIEW_PORT", "70000")
    monkeypatch.setenv("NENCHANG_TOKEN", "khong-phai-ma")

    with pytest.raises(SettingsError, match=r"TOKEN .*OWNER .*PREVIEW_PORT .*65535"):
        Settings.load()


def test_an_empty_setting_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENCHANG_TOKEN", "")
    monkeypatch.setenv("NENCHANG_OWNER", "")
    monkeypatch.setenv("NENCHANG_PREVIEW_PORT", "")

    assert Settings.load().bot_token() is None
    assert Settings.load().preview_port == 8765


def test_the_token_never_shows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENCHANG_TOKEN", TOKEN)
    settings = Settings.load()

    assert settings.bot_token() == TOKEN
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings.model_dump())


def test_a_bad_token_is_not_repeated_in_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENCHANG_TOKEN", TOKEN + " mat-khau")

    with pytest.raises(SettingsError, match="NENCHANG_TOKEN không đúng dạng") as caught:
        Settings.load()
    assert "mat-khau" not in str(caught.value)


def test_the_token_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    monkeypatch.setenv("NENCHANG_TOKEN_FILE", str(file))

    assert Settings.load().bot_token() == TOKEN


def test_a_token_file_with_something_else_in_it_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text("không phải mã", encoding="utf-8")
    monkeypatch.setenv("NENCHANG_TOKEN_FILE", str(file))

    with pytest.raises(SettingsError, match="không đúng dạng"):
        Settings.load().bot_token()


def test_a_token_file_that_is_missing_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENCHANG_TOKEN_FILE", "/khong/co/tep")

    with pytest.raises(SettingsError, match="/khong/co/tep"):
        Settings.load().bot_token()
