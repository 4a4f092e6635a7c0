"""What the shell shows: progress bars, tables of releases and documents, answers as text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Column, Table

from bot import texts, texts_releases
from bot.answer import Answer, Band, Opens, Suggestion
from bot.clock import moment_text
from bot.comparison import Comparison, Proof
from bot.evaluating import Row
from bot.proposed import Proposed, told
from bot.wording import (
    changes_text,
    cited,
    issuer_of,
    joined,
    modality_text,
    named,
    page_text,
    quoted_lines,
    source_note,
    validity_text,
    warning,
)
from knowledge.glossary import TermView
from knowledge.models import ReleaseStatus
from knowledge.views import DocumentView, ReleaseView


def out() -> Console:
    return Console(soft_wrap=True, highlight=False, markup=False)


def err() -> Console:
    return Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


class Bars:
    """Progress bars on stderr, one a stage; they step aside for a question."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        shown = err()
        self._progress = Progress(
            *columns, console=shown, transient=True, disable=not shown.is_terminal
        )
        self._stages: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._stages:
            self._stages[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._stages[stage], completed=done, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, text: str) -> None:
        """Print on stdout without drawing over the bars."""
        self._progress.stop()
        out().print(text)
        self._progress.start()

    def agrees(self, question: str) -> bool:
        """Ask a yes-or-no question at the terminal; no answer is no."""
        self._progress.stop()
        answer = out().input(f"{question} [c/K] ", markup=False)
        self._progress.start()
        return answer.strip().casefold() in {"c", "có", "co", "y", "yes"}


def answer_text(answer: Answer) -> str:
    """An answer for a terminal: the same words as the card's, without buttons."""
    if answer.understood:
        line = texts.UNDERSTOOD.format(question=answer.understood)
        return f"{line}\n\n{answer_text(replace(answer, understood=None))}"
    if answer.band is Band.NONE:
        return answer.note or texts.NOTHING_FOUND
    if answer.band is Band.SUGGEST:
        return "\n".join([answer.note or texts.SUGGEST, *map(_suggested, answer.suggestions)])
    lines: list[str] = []
    for one in answer.citations:
        # An item of "Những việc bị cấm" reads as its opposite without that line.
        if line := warning(one.document, answer.answered_on):
            lines.append(line)
        lines += [joined(modality_text(one.passage.modality), one.passage.name), ""]
        lines += [*quoted_lines(one.quotes, lambda span: f"“{span.text}”")]
        validity = validity_text(one.document, answer.answered_on)
        facts = (cited(one.passage), page_text(one.passage), issuer_of(one.document), validity)
        lines.append(f"  — {joined(*facts)}")
        if note := source_note(one.passage):
            lines.append(f"    {note}")
        lines.append("")
    lines += [answer.note, ""] if answer.note else []
    lines += [texts.RELEASE.format(release=answer.release, answer=answer.id)]
    return "\n".join(lines)


def _suggested(one: Suggestion) -> str:
    """What is near by its name; a document to choose by what to type for it."""
    if one.opens is Opens.PASSAGE:
        return f"  - {one.text} ({one.locator}, {one.source})"
    said = texts.SHOW_THIS if one.opens is Opens.DOCUMENT else texts.TYPE_THIS
    return f"  - {one.text}: {said.format(reference=one.reference)}"


def comparison_text(comparison: Comparison) -> str:
    parts = [
        *(f"  + {title}" for title in comparison.added),
        *(f"  ~ {title}" for title in comparison.changed),
        *(f"  - {title}" for title in comparison.removed),
        f"Không đổi: {comparison.unchanged} văn bản. "
        f"Đoạn thêm: {comparison.passages_added}, đoạn bỏ: {comparison.passages_removed}.",
        *comparison.proposed,
        *(f"Lưu ý: {warning}" for warning in comparison.warnings),
        *_proof_lines(comparison.proof),
    ]
    return "\n".join(parts)


def _proof_lines(proof: Proof) -> list[str]:
    """How the golden questions fare; nothing where there are none."""
    if not proof.asked:
        return []
    return [
        f"Câu hỏi mẫu: trả lời đúng {proof.answered} trong {proof.asked}.",
        *(f"  ✘ không còn trả lời đúng: “{question}”" for question in proof.broken),
        *(f"  – vẫn chưa trả lời đúng: “{question}”" for question in proof.unanswered),
    ]


def releases_table(releases: Sequence[ReleaseView], names: Mapping[str, str]) -> Table:
    """`names`: what admins call authors whose names are numbers."""
    heads = ("Số", "Trạng thái", "Công bố lúc", "Văn bản", "Đoạn", "Người", "Ghi chú", "Thay đổi")
    table = Table(*heads)
    for one in releases:
        state = "đang dùng" if one.status == ReleaseStatus.PUBLISHED else "bản cũ"
        at = moment_text(one.published_at) if one.published_at else ""
        counts = (str(one.documents), str(one.passages))
        who = names.get(one.author, one.author)
        table.add_row(str(one.id), state, at, *counts, who, one.note, changes_text(one))
    return table


def release_text(release: ReleaseView, names: Mapping[str, str]) -> str:
    """A release in a few lines: since when, by whom, why, what it holds and changed."""
    who = texts_releases.AUTHOR.format(author=names.get(release.author, release.author))
    holds = texts_releases.HOLDS.format(documents=release.documents, passages=release.passages)
    note = texts_releases.NOTE.format(note=release.note) if release.note else None
    lines = (who, note, holds, changes_text(release))
    return "\n".join(f"  {line}" for line in lines if line)


def documents_text(
    documents: Sequence[tuple[DocumentView, int, Sequence[Proposed]]], today: date
) -> str:
    """A few lines a document; the first word is the name that `show` takes."""
    lines = []
    for document, passages, proposed in documents:
        facts = (document.issuer, validity_text(document, today), f"{passages} đoạn")
        lines.append(f"{document.slug}: {named(document)}")
        lines.append(f"    {joined(*facts, document.source)}")
        lines += [f"    {line}" for line in told(proposed)]
    return "\n".join(lines)


GROUPS = {"all": "cả tệp", "accented": "có dấu", "plain": "không dấu", "twins": "có dấu, cùng câu"}
METRICS = {
    "questions": "Số câu hỏi",
    "answerable": "  có đáp án",
    "unanswerable": "  không có đáp án",
    "answer_right_at_1": "Trả lời đúng ở trích dẫn đầu",
    "answer_right_at_3": "Trả lời đúng trong ba trích dẫn",
    "retrieval_right_at_1": "Tìm đúng ở đoạn đầu, bất kể dải",
    "retrieval_right_at_3": "Tìm đúng trong ba đoạn đầu, bất kể dải",
    "answered": "Có đáp án: được trả lời",
    "refused": "Có đáp án: bị từ chối",
    "wrongly_answered": "Không có đáp án: vẫn trả lời",
    "auroc": "AUROC của độ tin",
    "p50_ms": "Thời gian một câu, trung vị (ms)",
    "p99_ms": "Thời gian một câu, bách phân vị 99 (ms)",
}


def terms_text(terms: Sequence[TermView]) -> str:
    """The admin's short forms, a line each."""
    if not terms:
        return "Bảng chưa có chữ viết tắt nào ngoài các chữ có sẵn và chữ do văn bản nêu."
    return "\n".join(f"{one.short} = {one.long}  ({one.author})" for one in terms)


def metrics_table(groups: dict[str, dict[str, Any]]) -> Table:
    """Shares in percent with their interval; a column a group."""
    # On a narrow screen the labels break, never the figures.
    heads = [Column(GROUPS.get(group, group), min_width=LONGEST_FIGURE) for group in groups]
    table = Table("", *heads, caption="Trong ngoặc vuông: khoảng Wilson 95 %.")
    for name, label in METRICS.items():
        table.add_row(label, *(_figure(group[name]) for group in groups.values()))
    return table


def failures_text(rows: Sequence[Row]) -> str:
    """The questions that were not answered rightly, each with what came instead."""
    failed = [row for row in rows if row.failed]
    lines = [f"Chưa đúng: {len(failed)} trong {len(rows)} câu."]
    for row in failed:
        lines.append(f"✘ {row.question.id}: {row.question.text}")
        lines.append(
            f"    {BANDS[row.answer.band]}, độ tin {row.answer.confidence:.2f}; {_rank(row)}"
        )
        if row.ranked:
            first, _ = row.ranked[0]
            lines.append(f"    đứng đầu: {first.locator}, {first.document.source}")
    return "\n".join(lines)


LONGEST_FIGURE = len("100.0 % [100–100]")
BANDS = {Band.ANSWER: "trả lời", Band.SUGGEST: "gợi ý", Band.NONE: "từ chối"}


def _rank(row: Row) -> str:
    if not row.question.gold:
        return "không có đáp án trong các văn bản"
    if row.retrieved_at is None:
        return f"đoạn đúng không ở trong {len(row.ranked)} đoạn đầu"
    return f"đoạn đúng đứng thứ {row.retrieved_at}"


def _figure(value: Any) -> str:  # noqa: ANN401 -- a metric is a count, a share or a time
    if isinstance(value, dict):
        if value["share"] is None:
            return "–"
        low, high = (100 * bound for bound in value["wilson"])
        return f"{100 * value['share']:.1f} % [{low:.0f}–{high:.0f}]"
    return "–" if value is None else str(round(value, 4))
