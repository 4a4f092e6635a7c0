"""`nenchang run` as its own process, which ends with the one that started it, however that ends.

With UNPACED it does not hold itself to Telegram's thirty messages a second.
"""

import ctypes
import signal
import sys

UNPACED = "--unpaced"
_PR_SET_PDEATHSIG = 1  # prctl(2), Linux
_PLENTY = 1_000  # messages a second


def main() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    from bot.cli import main as nenchang

    if UNPACED in sys.argv:
        _hurry()
    sys.argv = ["nenchang", "run"]
    nenchang()


def _hurry() -> None:
    from bot.delivery.pacing import Pacing, Rate, Rates

    begin = Pacing.__post_init__

    def quick(pacing: Pacing) -> None:
        pacing.rates = Rates(everybody=Rate(1 / _PLENTY, _PLENTY))
        begin(pacing)

    Pacing.__post_init__ = quick  # type: ignore[assignment,method-assign]


if __name__ == "__main__":
    main()
