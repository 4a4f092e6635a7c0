"""The only import of prometheus_client: figures for /metrics, none of them by person or by word."""

from collections.abc import Callable, Iterable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.health.report import Report

CONTENT_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
Look = Callable[[], Report]


class Metrics:
    """Counts of what this process has done, in a registry of its own. Threads may share it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)  # memory, processor time, open files
        self._questions = Counter(
            "nenchang_questions", "Questions answered", ["band"], registry=self._registry
        )
        self._seconds = Histogram(
            "nenchang_answer_seconds",
            "Time from a question to its answer, without the way to Telegram",
            buckets=SECONDS,
            registry=self._registry,
        )
        self._sends = Counter(
            "nenchang_sends", "Messages to Telegram", ["outcome"], registry=self._registry
        )

    def answered(self, band: str, seconds: float) -> None:
        self._questions.labels(band).inc()
        self._seconds.observe(seconds)

    def sent(self, outcome: str) -> None:
        """`outcome` is one of few words: it becomes a label."""
        self._sends.labels(outcome).inc()

    def watch(self, look: Look) -> None:
        """From now on, what is looked at is among the figures."""
        self._registry.register(_Looking(look))

    def text(self) -> bytes:
        """All figures in Prometheus's text form."""
        return generate_latest(self._registry)


class _Looking(Collector):
    """Figures that are looked up when somebody asks for them."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def describe(self) -> Iterable[Metric]:
        """Nothing: registering would look, and the bot may not be up yet."""
        return ()

    def collect(self) -> Iterable[Metric]:
        report = self._look()
        yield GaugeMetricFamily("nenchang_up", "Whether it does its work", float(report.works))
        polls = CounterMetricFamily("nenchang_polls", "Polls of Telegram", labels=["outcome"])
        for outcome, count in report.polls.items():
            polls.add_metric([str(outcome)], count)
        yield polls
        yield CounterMetricFamily(
            "nenchang_conflicts", "Polls that another process ended", report.conflicts
        )
        for name, said, value in (
            ("last_poll_age_seconds", "Since the last successful poll", report.poll_age),
            ("inbox_unfinished", "Updates not handled to their end", report.unfinished),
            ("outbox_uncertain", "Messages that may not have arrived", report.uncertain),
            ("release", "Number of the release that answers", report.release),
            ("index_passages", "Passages in its index", report.passages),
            ("disk_free_bytes", "Room where the database is", report.free_bytes),
        ):
            if value is not None:
                yield GaugeMetricFamily(f"nenchang_{name}", said, float(value))
