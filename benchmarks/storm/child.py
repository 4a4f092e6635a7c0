"""`nenchang run` as its own process, which ends with the one that started it, however that ends."""

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2), Linux


def main() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    from bot.cli import main as nenchang

    sys.argv = ["nenchang", "run"]
    nenchang()


if __name__ == "__main__":
    main()
