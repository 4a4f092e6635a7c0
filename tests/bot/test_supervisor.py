import socket
from pathlib import Path

import pytest

from bot import supervisor


def test_systemd_hears_what_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(address))
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        supervisor.notify(supervisor.READY, supervisor.status("Sẵn sàng."))
        assert listening.recv(200).decode() == "READY=1\nSTATUS=Sẵn sàng."


def test_an_abstract_name_is_found_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(f"\0{tmp_path}")
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{tmp_path}")
        supervisor.notify(supervisor.ALIVE)
        assert listening.recv(200) == b"WATCHDOG=1"


def test_nothing_happens_where_nobody_listens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    supervisor.notify(supervisor.READY)
    assert caplog.text == ""
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    supervisor.notify(supervisor.READY)
    assert "systemd was not told READY=1" in caplog.text
