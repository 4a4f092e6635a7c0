"""Answers as a shell shows them."""

from dataclasses import replace

from bot import texts
from bot.answer import SpanKind
from bot.console import answer_text
from knowledge.modality import Modality
from tests.bot.builders import answer, citation, passage, span


def test_each_citation_says_what_it_asks_and_of_what_it_speaks() -> None:
    banned = passage(
        "2. Ngủ trong giờ trực.",
        heading_path=("Điều 4. Việc bị cấm",),
        modality=Modality.MUST_NOT,
    )
    lines = answer_text(answer(citation(), citation(banned))).split("\n")

    said = lines[lines.index("“2. Ngủ trong giờ trực.”") - 2]
    assert said == f"{texts.MODALITY[Modality.MUST_NOT]} · Điều 4. Việc bị cấm"
    assert lines[0] == f"{texts.MODALITY[Modality.SHOULD_NOT]} · Điều 3. Giờ trực"


def test_what_is_left_out_between_quotes_is_marked_outside_them() -> None:
    quoted = passage("Không được:\na) ngủ;\nb) ăn.")
    spans = (span(quoted, "Không được:", SpanKind.LEAD), span(quoted, "b) ăn."))
    shown = answer_text(answer(replace(citation(quoted), spans=spans, best=1)))

    assert "“Không được:”\n[…]\n“b) ăn.”\n" in shown
