"""`nenchang golden`, `gaps`, `tickets`, `feedback`, and a refresh that breaks a golden question."""

import json
from pathlib import Path

import pytest

from tests.bot.conftest import RULES
from tests.bot.shell import Command

QUESTION = "Cán bộ trực có được rời phòng trực không?"
PLACE = "mục B1 Quy chế trực ban"


@pytest.fixture
def published(nenchang: Command, rules: Path) -> Path:
    assert nenchang("refresh", "--only", "--yes", rules).status == 0
    return rules


def without_the_dont(rules: Path) -> None:
    rules.write_text(RULES.split("## Điều không nên làm")[0], encoding="utf-8")


def test_golden_questions_are_added_listed_checked_and_removed(
    nenchang: Command, published: Path
) -> None:
    assert "Chưa có câu hỏi mẫu" in nenchang("golden").out
    added = nenchang("golden", "add", QUESTION, PLACE)
    assert (added.status, added.err) == (0, "")
    assert added.out.startswith("Đã thêm câu hỏi mẫu số 1: mục 1. Rời phòng trực")
    assert nenchang("golden", "add", QUESTION.upper(), PLACE).out.startswith("Đã có")

    assert f"1. ✅ {QUESTION}" in nenchang("golden").out
    (one,) = nenchang("golden", "--json").json()
    assert one.keys() == {"id", "question", "slug", "article", "locator", "holds"}
    assert (one["id"], one["holds"]) == (1, True)
    check = nenchang("golden", "check")
    assert (check.status, check.out) == (0, "Trả lời đúng 1 trong 1 câu hỏi mẫu.\n")

    assert nenchang("golden", "remove", 1).status == 0
    assert nenchang("golden", "--json").json() == []
    gone = nenchang("golden", "remove", 1)
    assert (gone.status, gone.err) == (1, "Không có câu hỏi mẫu số 1.\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((QUESTION, "Điều 90 Luật Không Có"), 1, "Không"),
        ((QUESTION, "12-QC/TĐ"), 2, "xin chỉ đến đúng một điều"),
        (("?!", PLACE), 2, "chưa có chữ nào"),
    ],
)
def test_what_cannot_be_a_golden_question_is_said_in_one_sentence(
    nenchang: Command, published: Path, arguments: tuple[str, str], status: int, said: str
) -> None:
    refused = nenchang("golden", "add", *arguments)

    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert nenchang("golden", "--json").json() == []


def test_a_refresh_that_breaks_one_is_refused_and_names_it(
    nenchang: Command, published: Path
) -> None:
    nenchang("golden", "add", QUESTION, PLACE)
    without_the_dont(published)

    refused = nenchang("refresh", "--yes", published)
    assert refused.status == 1
    assert "Câu hỏi mẫu: trả lời đúng 0 trong 1." in refused.out
    assert f"không còn trả lời đúng: “{QUESTION}”" in refused.out
    assert f"“{QUESTION}”" in refused.err
    assert [one["id"] for one in nenchang("releases", "--json").json()] == [1]
    assert "không nên rời phòng trực" in nenchang("ask", QUESTION).out

    forced = nenchang("refresh", "--yes", "--insist", published)
    assert forced.status == 0
    assert nenchang("golden", "check").status == 1
    assert f"1. ❌ {QUESTION}" in nenchang("golden").out


def test_a_file_with_gold_is_loaded_once(
    nenchang: Command, published: Path, tmp_path: Path
) -> None:
    rows = [
        {"id": "a", "question": QUESTION, "gold": [{"source": published.name, "contains": "rời"}]},
        {"id": "b", "question": "Cách nấu phở?", "gold": []},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert nenchang("golden", "load", file).out == (
        "Đã thêm 1 câu; 0 câu đã có, 1 câu không có đáp án.\n"
    )
    assert "Đã thêm 0 câu; 1 câu đã có" in nenchang("golden", "load", file).out
    (one,) = nenchang("golden", "--json").json()
    assert one["locator"] == "mục 1. Rời phòng trực"

    rows.append({"id": "c", "question": "Gì đó?", "gold": [{"source": "khác.md"}]})
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    missing = nenchang("golden", "load", file)
    assert missing.status == 1
    assert missing.err == "Không có đoạn nào đang công bố là đáp án của: c.\n"


def test_gaps_are_listed_and_closed_by_a_refresh_that_answers(
    nenchang: Command, published: Path, tmp_path: Path
) -> None:
    assert nenchang("gaps", "--json").json() == []
    question = "Bếp ăn tập thể nên nấu phở bò thế nào?"
    for asked in (question, question, "nấu phở bò ở bếp ăn tập thể như thế nào"):
        nenchang("ask", asked)

    (group,) = nenchang("gaps", "--json").json()
    assert (group["question"], group["times"]) == (question, 3)
    assert [one["times"] for one in group["questions"]] == [2, 1]
    assert "3 lượt" in nenchang("gaps").out

    more = tmp_path / "bep.md"
    more.write_text(
        "---\ntiêu đề: Nội quy bếp ăn\n---\n# Nội quy bếp ăn\n\n## Điều nên làm\n\n"
        "### 1. Nấu phở bò {#P1}\nBếp ăn tập thể nên nấu phở bò bằng nước dùng trong.\n",
        encoding="utf-8",
    )
    said = nenchang("refresh", "--yes", more).out
    assert "trả lời được 2 câu hỏi trước đây bỏ ngỏ" in said
    assert nenchang("gaps", "--json").json() == []


def test_tickets_and_feedback_of_an_empty_home_are_empty(
    nenchang: Command, published: Path
) -> None:
    assert nenchang("tickets").out == "Không có phiếu nào đang chờ trả lời.\n"
    assert nenchang("tickets", "--json").json() == []
    found = nenchang("feedback", "--json").json()
    nothing = {"helpful": 0, "unhelpful": 0, "reasons": {}}
    assert found == {"total": nothing, "releases": [], "passages": []}
    assert nenchang("feedback").out == "Tất cả: 0 👍, 0 👎\n"
