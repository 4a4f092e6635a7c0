"""What a reader may use up before it is stopped, by the kind of file."""

from dataclasses import dataclass

from knowledge.reading.kinds import Kind

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB  # of a file; also what a Telegram bot may download
MAX_CHARACTERS = 5_000_000  # of its text: two thousand pages


@dataclass(frozen=True, slots=True)
class Limits:
    """The most one file may cost. Memory is address space, which is always above what is used."""

    name: str
    memory: int  # bytes
    processor_seconds: int
    seconds: int  # by the clock, starting the process included
    open_files: int
    written: int  # bytes of one file
    programs: bool  # whether other programs may be started


READING = Limits("reading", 1024 * MIB, 20, 25, 64, 0, programs=False)
_BY_KIND: dict[Kind, Limits] = {}
BY_NAME = {limits.name: limits for limits in (READING, *_BY_KIND.values())}


def limits_of(kind: Kind) -> Limits:
    """The limits that a file of this kind is read under."""
    return _BY_KIND.get(kind, READING)
