"""What a reader may use up before it is stopped, by the kind of file."""

from dataclasses import dataclass

from knowledge.reading.kinds import Kind

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB  # of a file; also what a Telegram bot may download
MAX_CHARACTERS = 3_000_000  # of its text: twelve hundred pages
MAX_LINES = 60_000  # with words in them


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


READING = Limits("reading", 768 * MIB, 20, 25, 64, 0, programs=False)
# LibreOffice is started for these; it was measured at 0.7 GiB and 40 files.
OFFICE = Limits("office", 896 * MIB, 25, 29, 256, 128 * MIB, programs=True)
# Tesseract is started for each page that is a picture: five seconds and 250 MiB for an honest one.
SCANS = Limits("scans", 1536 * MIB, 120, 600, 64, 0, programs=True)
_BY_KIND = {Kind.DOC: OFFICE, Kind.ODT: OFFICE, Kind.RTF: OFFICE}
# A file of these kinds that turns out to need another program is read again under these.
WITH_PROGRAMS = {Kind.PDF: SCANS}
BY_NAME = {limits.name: limits for limits in (READING, OFFICE, SCANS)}


def limits_of(kind: Kind) -> Limits:
    """The limits that a file of this kind is read under."""
    return _BY_KIND.get(kind, READING)
