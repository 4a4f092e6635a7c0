"""What systemd is told of this process where it started it (sd_notify(3))."""

import logging
import os
import socket

log = logging.getLogger(__name__)

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def status(sentence: str) -> str:
    """What `systemctl status` shows."""
    return f"STATUS={sentence}"


def notify(*said: str) -> None:
    """Say it; nothing happens where no systemd listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaking:
            speaking.sendto("\n".join(said).encode(), address)
    except OSError as error:
        log.warning("systemd was not told %s: %s", said[0], error)
