"""What a process that reads strangers' files gives up before it reads the first one.

Each wall stands where the system has it: limits on POSIX, an empty network namespace on Linux
where the kernel lets one have it, and everywhere a hook that lets Python open no connection.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from knowledge.reading.limits import Limits

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS
_NETWORK = ("socket.",)
_PROGRAMS = ("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.")


def isolate(limits: Limits) -> list[str]:
    """Give up memory, files, programs and the network beyond `limits`, for good.

    Returns a list that grows by each program that was wanted and not started.
    """
    os.umask(0o077)
    _leave_network()
    _set_limits(limits)
    return _forbid(programs=not limits.programs)


def allow_processor(limits: Limits) -> None:
    """Let the next file cost its share of processor time and of the clock; more than that kills
    the process, even when nobody is left to watch it."""
    try:
        import resource
        import signal
    except ImportError:  # Windows: the watching side counts alone
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = spent + limits.processor_seconds
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
    signal.alarm(limits.seconds + 5)


def _set_limits(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has none of them
        return
    for name, most in _limits(limits):
        # A system may not know a limit (macOS: memory), or hold a lower one already.
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))


def _limits(limits: Limits) -> Iterator[tuple[str, int]]:
    yield "RLIMIT_CORE", 0
    yield "RLIMIT_AS", limits.memory
    yield "RLIMIT_NOFILE", limits.open_files
    yield "RLIMIT_FSIZE", limits.written
    if not limits.programs:
        yield "RLIMIT_NPROC", 0


def _leave_network() -> None:
    """Into a network namespace with no interface up, alone or as nobody in particular."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # Whoever may make one alone keeps what it may read; others need a user namespace around it.
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _forbid(*, programs: bool) -> list[str]:
    refused: list[str] = []

    def hook(event: str, _: object) -> None:
        if programs and event.startswith(_PROGRAMS):
            refused.append(event)
        elif not event.startswith(_NETWORK):
            return
        raise PermissionError(f"{event} is not for a process that reads files")

    sys.addaudithook(hook)
    return refused
