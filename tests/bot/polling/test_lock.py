import subprocess
import sys

import pytest

from bot.errors import HomeBusy
from bot.polling.lock import polling_lock

HOLDER = """
import sys
from bot.polling.lock import polling_lock
with polling_lock(int(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_token_is_polled_by_one_process_until_that_dies() -> None:
    bot_id = 987_654_321_001
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(bot_id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(HomeBusy, match=f"cùng mã bot .số {bot_id}."), polling_lock(bot_id):
            pass
        with polling_lock(bot_id + 1):
            pass  # another bot is nobody's business
        other.kill()
        other.wait()
        with polling_lock(bot_id):
            pass


def test_a_token_is_free_again_when_its_bot_has_ended() -> None:
    for _ in range(2):
        with polling_lock(987_654_321_002):
            pass
