"""How long work tells how far it is, whoever listens."""

from typing import Protocol


class Progress(Protocol):
    """`stage` is a Vietnamese phrase for a person; `done` and `total` count whole things."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """For callers that nobody watches."""
