"""A site of one's own for each test."""

from collections.abc import Iterator

import pytest

from tests.knowledge.web.site import Site, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened
