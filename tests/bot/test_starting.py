from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.home import Home
from bot.preview.server import Preview
from bot.settings import Settings
from bot.starting import NotReadyError, check

WRONG = "123456789:" + "x" * 35
NOWHERE = "http://127.0.0.1:1"  # a port that nobody listens at


def settings(home: Path, **others: object) -> Settings:
    return Settings.model_validate({"home": home, **others})


def test_all_that_is_wrong_is_told_at_once(home: Path, tmp_path: Path) -> None:
    Home.open(home).database.write_bytes(b"not a database" * 100)
    with Preview() as preview:
        address, token = preview.page_url, SecretStr(WRONG)
        asked = settings(home, model=str(tmp_path), token=token, api_url=address)
        with pytest.raises(NotReadyError, match="có 3 điều phải sửa") as told:
            check(asked)
    _, database, model, refused = str(told.value).split("\n– ")
    assert "không phải là tệp cơ sở dữ liệu" in database
    assert "không chứa một mô hình" in model
    assert refused == "Telegram không nhận mã bot này; xin lấy lại mã từ @BotFather."


def test_one_thing_that_is_wrong_is_a_sentence(home: Path) -> None:
    missing = home / "token"
    with pytest.raises(NotReadyError, match=f"^Không đọc được tệp mã bot {missing}.$"):
        check(settings(home, token_file=missing))


def test_a_full_disk_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.starting.NONE", 10**18)
    with pytest.raises(NotReadyError, match="đã hết chỗ"):
        check(settings(home))


def test_no_network_keeps_nobody_from_starting(home: Path) -> None:
    said = check(settings(home, token=SecretStr(WRONG), api_url=NOWHERE))
    assert "chưa nối được tới Telegram, bot sẽ thử lại mãi" in said


def test_what_was_looked_at_is_said(home: Path) -> None:
    with Preview() as preview:
        token, address = SecretStr(preview.token), preview.page_url
        said = check(settings(home, token=token, api_url=address))
    assert said.endswith("mô hình; Telegram nhận mã bot.")
    assert check(settings(home)).endswith("chưa có mã bot nên chạy bản xem thử.")
