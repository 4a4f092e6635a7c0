"""The one reader of the environment: every setting, checked at once."""

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

# Telegram's own form: the bot's numeric id, a colon, the secret.
TOKEN_FORM = r"^\d{6,12}:[A-Za-z0-9_-]{30,}$"
NOT_A_TOKEN = "không đúng dạng mã bot của Telegram (dãy số, dấu hai chấm, dãy chữ)"


class Settings(BaseSettings):
    """Names are `NENCHANG_` and the field in capitals; a file named `.env` is not read."""

    model_config = SettingsConfigDict(
        # `NENCHANG_OWNER=` in an environment file means that there is none.
        env_prefix="NENCHANG_",
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,  # a mistyped token is nearly one
    )

    home: Path = Field(default_factory=lambda: Path.home() / ".nenchang")
    database_url: str | None = Field(default=None, repr=False)  # SQLite in the home unless given
    token: SecretStr | None = None
    token_file: Path | None = None
    # Of a Bot API server of one's own; Telegram's unless given.
    api_url: str | None = Field(default=None, repr=False)
    owner: int | None = Field(default=None, gt=0)  # the owner's numeric Telegram id
    open: bool = False  # everybody may ask, not only members
    keep_questions_days: int = Field(default=90, ge=1, le=3650)
    model: str | None = None  # a folder or hub name; the embedded model unless given
    allow_private_addresses: bool = False  # web addresses of one's own network may be read
    preview_port: int = Field(default=8765, ge=0, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"  # of `run`
    health_port: int | None = Field(default=None, ge=0, le=65535)  # none: nobody asks how it is

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.match(TOKEN_FORM, value.get_secret_value()):
            raise ValueError(NOT_A_TOKEN)
        return value

    @classmethod
    def load(cls, home: Path | None = None) -> Self:
        """Read the environment; `home` wins over it.

        Raises `SettingsError` naming every bad setting in one sentence.
        """
        try:
            return cls(home=home) if home else cls()
        except ValidationError as error:
            wrong = "; ".join(_sentence(dict(one)) for one in error.errors())
            raise SettingsError(f"Thiết lập chưa đúng: {wrong}.") from error

    def bot_token(self) -> str | None:
        """The token from the environment or from its file; None means the preview."""
        if self.token:
            return self.token.get_secret_value()
        if self.token_file is None:
            return None
        try:
            text = self.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"Không đọc được tệp mã bot {self.token_file}.") from error
        if text and not re.match(TOKEN_FORM, text):
            raise SettingsError(f"Tệp mã bot {self.token_file} {NOT_A_TOKEN}.")
        return text or None


_REASONS = {
    "bool_parsing": "phải là true hoặc false",
    "int_parsing": "phải là một số nguyên",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải từ {le} trở xuống",
    "literal_error": "phải là một trong: {expected}",
}


def _sentence(error: dict[str, object]) -> str:
    location = error["loc"]
    name = "NENCHANG_" + str(location[0] if isinstance(location, tuple) else location).upper()
    context = error.get("ctx")
    reason = _REASONS.get(str(error["type"]), str(error["msg"]).removeprefix("Value error, "))
    return f"{name} {reason.format(**context) if isinstance(context, dict) else reason}"
