"""What an admin should know of a text's articles: numbers that are missing or come twice."""

from collections.abc import Iterator, Sequence

from knowledge.openings import Row, openings_of
from knowledge.paragraphs import paragraphs_of
from knowledge.reading.reading import Reading


def article_warnings(reading: Reading) -> list[str]:
    """One Vietnamese sentence for each document of a text whose articles do not simply count on;
    none for a text without articles."""
    if reading.headings and reading.reader == "markdown":
        return []  # its headings are its structure
    paragraphs = paragraphs_of(reading.text, rejoin=reading.reader == "text")
    openings = openings_of(paragraphs)
    warnings: list[str] = []
    for row in openings.rows:
        head = openings.heads.get(row.head)
        where = f"Trong “{head.title}”, " if head else ""
        for warning in _warnings(row):
            said = f"{where}{warning}"
            warnings.append(said[0].upper() + said[1:])
    return warnings


def _warnings(row: Row) -> Iterator[str]:
    ordinals = [ordinal for _, ordinal, _ in row.numbers]
    first, last = min(ordinals), max(ordinals)
    missing = row.missing()
    before = [number for number in missing if number < first]
    between = [number for number in missing if number > first]
    if before:
        yield f"văn bản bắt đầu từ Điều {first}, không có {_ranges(before)}."
    if between:
        yield f"văn bản có từ Điều {first} đến Điều {last} nhưng thiếu {_ranges(between)}."
    if repeated := row.repeated():
        names = ", ".join(f"Điều {number}" for number in repeated)
        yield f"{names} có nhiều hơn một lần; chỉ lần đầu được coi là tiêu đề của điều."


def _ranges(numbers: Sequence[int]) -> str:
    """ "Điều 2, Điều 4–6" of 2, 4, 5, 6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"Điều {run[0]}" if len(run) == 1 else f"Điều {run[0]}–{run[-1]}" for run in runs
    )
