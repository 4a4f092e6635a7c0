"""Nothing real can be touched: every test has a home of its own and no settings of ours."""

import os
from pathlib import Path

import pytest

WAITING = 2  # processes of tests beyond the cores: a test waits for two fifths of its time


def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`."""
    return (os.cpu_count() or 1) + WAITING


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory that NENCHANG_HOME points to; not made yet."""
    forget_settings(monkeypatch)
    path = tmp_path / "home"
    monkeypatch.setenv("NENCHANG_HOME", str(path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the bot itself sets it, for good, at its start
    return path


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("NENCHANG_")]:
        monkeypatch.delenv(name)
