"""The connections over which calls go."""

import httpx
from telegram.request import HTTPXRequest

PATIENCE = 10.0  # seconds; the longer for an answer, the fewer messages are in doubt
MOST = 256  # calls side by side
# Each call looks at every connection that rests: a hundred of them, left by a burst, cost more than
# the call itself.
MOST_AT_REST = 16


def new_wire() -> HTTPXRequest:
    limits = httpx.Limits(max_connections=MOST, max_keepalive_connections=MOST_AT_REST)
    return HTTPXRequest(
        connect_timeout=PATIENCE,
        read_timeout=PATIENCE,
        write_timeout=PATIENCE,
        pool_timeout=PATIENCE,
        httpx_kwargs={"limits": limits},
    )
