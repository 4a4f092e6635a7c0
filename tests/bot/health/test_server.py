import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.errors import SettingsError
from bot.health.metrics import Metrics
from bot.health.report import Report
from bot.health.server import serving

WELL = Report(
    failing=(),
    worries=(),
    polls={"ok": 7, "silent": 1},
    conflicts=2,
    poll_age=3.25,
    unfinished=4,
    uncertain=5,
    release=6,
    wanted=6,
    passages=8,
    free_bytes=9_000_000_000,
)


class Asked:
    """A bot that is as a test says."""

    def __init__(self) -> None:
        self.report = WELL
        self.metrics = Metrics()
        self.metrics.watch(lambda: self.report)
        self.port = 0

    def get(self, path: str, host: str | None = None) -> httpx.Response:
        headers = {} if host is None else {"Host": host}
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers)


@pytest.fixture
def asked() -> Iterator[Asked]:
    bot = Asked()
    with serving(0, lambda: bot.report, bot.metrics) as bot.port:
        yield bot


def test_a_bot_that_works_says_so(asked: Asked) -> None:
    answer = asked.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "reasons": [],
        "last_poll_age_seconds": 3.2,
        "release": {"answering": 6, "published": 6},
        "index_passages": 8,
        "queues": {"inbox_unfinished": 4, "outbox_uncertain": 5},
        "disk_free_bytes": 9_000_000_000,
        "database": "ok",
    }


def test_one_that_does_not_says_why_with_a_status_that_programs_read(asked: Asked) -> None:
    asked.report = replace(WELL, failing=("Bot bị kẹt.",), worries=("Ổ đĩa sắp đầy.",))
    answer = asked.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert answer.json()["reasons"] == ["Bot bị kẹt.", "Ổ đĩa sắp đầy."]
    asked.report = replace(WELL, worries=("Ổ đĩa sắp đầy.",))
    assert asked.get("/healthz").status_code == 200
    assert asked.get("/healthz").json()["status"] == "degraded"


def test_prometheus_gets_its_figures(asked: Asked) -> None:
    for _ in range(3):
        asked.metrics.answered("answer", 0.004)
    asked.metrics.sent("sent")
    lines = asked.get("/metrics").text.splitlines()
    for expected in (
        'nenchang_questions_total{band="answer"} 3.0',
        'nenchang_answer_seconds_bucket{le="0.005"} 3.0',
        'nenchang_polls_total{outcome="silent"} 1.0',
        "nenchang_conflicts_total 2.0",
        'nenchang_sends_total{outcome="sent"} 1.0',
        "nenchang_inbox_unfinished 4.0",
        "nenchang_outbox_uncertain 5.0",
        "nenchang_release 6.0",
        "nenchang_index_passages 8.0",
        "nenchang_last_poll_age_seconds 3.25",
    ):
        assert expected in lines
    assert any(line.startswith("process_resident_memory_bytes ") for line in lines)


def test_what_is_not_known_is_left_out(asked: Asked) -> None:
    asked.report = replace(WELL, poll_age=None, unfinished=None)
    text = asked.get("/metrics").text
    assert "nenchang_last_poll_age_seconds" not in text
    assert "nenchang_inbox_unfinished" not in text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "bot.evil.example:8766", ""])
@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
def test_another_hosts_name_is_refused(asked: Asked, host: str, path: str) -> None:
    answer = asked.get(path, host)
    assert answer.status_code == 403
    assert answer.content == b""


def test_the_name_of_this_machine_is_taken(asked: Asked) -> None:
    assert asked.get("/healthz", f"localhost:{asked.port}").status_code == 200
    assert asked.get("/", None).status_code == 404


def test_a_port_in_use_gets_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(SettingsError, match=f"cổng {port} .NENCHANG_HEALTH_PORT."),
            serving(port, lambda: WELL, Metrics()),
        ):
            pass
