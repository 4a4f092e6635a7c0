import itertools
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.preview.people import LAN
from bot.preview.server import Preview
from bot.texts_privacy import AGREE

WRONG = "123456789:" + "x" * 35
RUN = (sys.executable, "-c", "from bot.cli import main; main()", "run")


def run_with(**settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings}
    return subprocess.run(
        RUN, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_wrong_token_gets_a_sentence_that_does_not_repeat_it(home: Path) -> None:
    with Preview() as preview:
        address = preview.page_url.rstrip("/")
        result = run_with(NENCHANG_TOKEN=WRONG, NENCHANG_API_URL=address)

    assert result.returncode == 1
    assert "Telegram không nhận mã bot này" in result.stderr
    assert "Traceback" not in result.stderr
    assert WRONG not in result.stdout + result.stderr


def test_with_a_token_the_same_command_serves_telegram(home: Path) -> None:
    with Preview() as preview:
        settings = {
            "NENCHANG_TOKEN": preview.token,
            "NENCHANG_OPEN": "true",
            "NENCHANG_API_URL": preview.page_url.rstrip("/"),
            "NENCHANG_HEALTH_PORT": "0",
        }
        with subprocess.Popen(
            RUN, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            said = "".join(itertools.takewhile(lambda line: "Sẵn sàng" not in line, process.stdout))
            sent = preview.control.send(LAN.id, "Uống rượu bia trong giờ làm việc có được không?")
            consent = preview.control.wait_reply(LAN.id, after=sent, timeout=60)["message_id"]
            preview.control.press(LAN.id, consent, AGREE)
            card = preview.control.wait_reply(LAN.id, after=consent, timeout=60)
            port = re.findall(r"http://127.0.0.1:(\d+)/healthz", said)[0]
            health = httpx.get(f"http://127.0.0.1:{port}/healthz").json()
            figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)

    assert card["text"].startswith("⛔ Không nên")
    assert health["release"] == {"answering": 1, "published": 1}
    assert 'nenchang_questions_total{band="answer"} 1.0' in figures
    labels = set(re.findall(r'(\w+)="([^"]*)"', figures))
    assert {name for name, _ in labels} == {"band", "outcome", "le"}
    assert {value for name, value in labels if name != "le"} == {"answer", "ok", "sent"}
    assert process.returncode == 0


@pytest.fixture
def running(home: Path) -> Iterator[subprocess.Popen[str]]:
    """`nenchang run` as a process of its own, on a free port."""
    environment = {**os.environ, "NENCHANG_PREVIEW_PORT": "0"}
    with subprocess.Popen(
        RUN, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def ready_address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"Sẵn sàng. Mở (http://127.0.0.1:\d+/)", line):
            return found.group(1)
    raise AssertionError(process.stderr.read() if process.stderr else "")


def test_run_serves_the_chat_page_and_stops_clean(running: subprocess.Popen[str]) -> None:
    page = httpx.get(ready_address(running))
    assert page.status_code == 200
    assert "Nên Chăng" in page.text

    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 0
    assert "Traceback" not in said
    assert not re.search(r"\d{6,12}:[A-Za-z0-9_-]{30,}", said)


def test_a_second_bot_in_the_same_home_is_refused(running: subprocess.Popen[str]) -> None:
    ready_address(running)
    second = run_with(NENCHANG_PREVIEW_PORT="0")

    assert second.returncode == 1
    assert "đã có một bot đang chạy" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_port_in_use_gets_a_sentence(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run_with(NENCHANG_PREVIEW_PORT=port)

    assert result.returncode == 1
    assert f"Không mở được cổng {port}" in result.stderr
    assert "Traceback" not in result.stderr
