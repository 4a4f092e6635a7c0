"""PTB as the composition root sets it up."""

import pytest


@pytest.fixture(autouse=True)
def spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for seconds, PTB warns that they will be spans."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
