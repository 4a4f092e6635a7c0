"""The key behind people's hashes: made once, kept in the home, readable by its owner alone."""

import os
import secrets

from bot.errors import HomeError
from bot.home import Home, reason

BYTES = 32


def secret_of(home: Home) -> bytes:
    """The home's key, made at its first use. Raises `HomeError` where it cannot be kept."""
    path = home.path / "secret.key"
    try:
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(BYTES))
        return path.read_bytes()
    except OSError as error:
        raise HomeError(f"Không dùng được {path}: {reason(error)}.") from error
