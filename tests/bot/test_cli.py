"""The command as a script meets it: real processes' arguments, exit status, stdout and stderr; the
real embedded model."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import Finding, examine
from bot.settings import Settings
from knowledge.database import Database, sqlite_url
from tests.bot.shell import Command
from tests.index.tiny_models import tiny_bert

ROOT = Path(__file__).parents[2]


def test_an_empty_home_answers_from_the_handbook(nenchang: Command) -> None:
    answer = nenchang("ask", "Uống rượu bia trong giờ làm việc có được không?", "--json").json()
    best = answer["citations"][0]

    assert answer["band"] == "answer"
    assert answer["modality"] == "should_not"
    assert "không nên" in best["quote"]
    assert "rượu" in best["quote"]
    assert best["passage"].endswith(best["quote"]) or best["quote"] in best["passage"]
    assert best["end"] - best["start"] == len(best["quote"])
    assert best["document"]["validity"] in {"unknown", "in_force"}
    assert {"release", "answer_id", "confidence", "suggestions", "elapsed_ms"} <= answer.keys()


@pytest.mark.parametrize(
    ("question", "modality", "piece"),
    [
        ("uong ruou bia trong gio lam viec co duoc khong", "should_not", "rượu"),
        ("Có nên báo cáo số liệu chưa kiểm chứng không?", "should_not", "số liệu"),
        ("Đi họp phải đúng giờ không?", "should", "giờ"),
    ],
)
def test_do_and_dont_come_out_as_they_were_written(
    nenchang: Command, question: str, modality: str, piece: str
) -> None:
    answer = nenchang("ask", question, "--json").json()

    assert answer["citations"], answer
    assert answer["citations"][0]["modality"] == modality
    assert piece in answer["citations"][0]["passage"]


def test_the_eight_donts_come_in_one_quote(nenchang: Command) -> None:
    answer = nenchang("ask", "nhung dieu khong nen lam la gi", "--json").json()
    quote = answer["citations"][0]["quote"]

    assert answer["modality"] == "should_not"
    assert "Phát ngôn không đúng" in quote
    assert "8) Thiếu giữ gìn chuẩn mực trong lối sống" in quote


@pytest.mark.parametrize("question", ["Thủ đô nước Pháp là gì?", "cách nấu phở bò", "zxqv wwkj"])
def test_what_no_document_says_is_not_found(nenchang: Command, question: str) -> None:
    answer = nenchang("ask", question, "--json").json()

    assert (answer["band"], answer["citations"], answer["modality"]) == ("none", [], None)


def test_a_person_at_a_shell_reads_the_same_words(nenchang: Command) -> None:
    result = nenchang("ask", "Uống rượu bia trong giờ làm việc có được không?")

    assert result.status == 0
    assert result.out.startswith("⛔ Không nên")
    assert "Bản công bố số 1" in result.out


def test_refresh_publishes_says_what_changed_and_then_has_nothing_to_do(
    nenchang: Command, rules: Path, law: Path
) -> None:
    first = nenchang("refresh", "--only", rules, law)
    assert (first.status, first.out.splitlines()[-1]) == (0, "Đã công bố bản số 1.")
    assert "+ Quy chế trực ban" in first.out

    again = nenchang("refresh", "--only", rules, law)
    assert again.out.splitlines()[-1] == "Không có gì thay đổi, không phải làm gì."

    dry = nenchang("refresh", "--dry-run")
    assert dry.out.splitlines()[-1] == "Chưa công bố gì."
    assert [one["id"] for one in nenchang("releases", "--json").json()] == [1]


def test_documents_show_what_scripts_rely_on(nenchang: Command, rules: Path, law: Path) -> None:
    nenchang("refresh", "--only", rules, law)
    first, second = nenchang("documents", "--json").json()

    assert first["number"] == "12-QC/TĐ"
    assert first["issued_on"] == "2024-05-06"
    assert first["validity"] == "in_force"
    assert second["source"] == "luat-thu-vien.txt"
    assert second["articles"] == ["1", "2", "3"]
    wanted = "slug number title issuer issued_on validity source articles passages warnings"
    assert set(wanted.split()) <= second.keys()


def test_what_a_document_says_of_itself_is_told_with_its_words(
    nenchang: Command, tmp_path: Path
) -> None:
    path = tmp_path / "quy-dinh.txt"
    path.write_text(
        "THƯ VIỆN MẪU\nSố: 37-QĐ/TVM\nQUY ĐỊNH\nvề việc mượn sách\n"
        "Điều 1. Mượn sách\nBạn đọc được mượn ba cuốn sách.\nĐiều 2. Hiệu lực\n"
        "Quy định này có hiệu lực từ ngày 25 tháng 10 năm 2021 và thay thế Quy định số"
        " 47-QĐ/TVM.\n",
        encoding="utf-8",
    )
    line = "Ngày hiệu lực 25/10/2021 — theo “Quy định này có hiệu lực từ ngày 25 tháng 10 năm 2021”"

    assert f"quy-dinh.txt: {line}" in nenchang("refresh", "--only", path).out
    assert f"    {line}" in nenchang("documents").out
    (document,) = nenchang("documents", "--json").json()
    assert document["effective_from"] == "2021-10-25"
    assert {"field": "number", "value": "37-QĐ/TVM", "words": "Số: 37-QĐ/TVM"} in document[
        "proposals"
    ]


def test_show_finds_an_article_and_says_what_there_is_instead(nenchang: Command, law: Path) -> None:
    nenchang("refresh", "--only", law)

    assert "Nghiêm cấm xé sách." in nenchang("show", "khoản 1 điều 3 luật thư viện").out
    assert "Nghiêm cấm xé sách." in nenchang("show", "9/2021/QH0").out
    missing = nenchang("show", "điều 9 luật thư viện")
    assert missing.status == 1
    assert "từ Điều 1 đến Điều 3" in missing.err
    assert nenchang("show", "luật hàng không").status == 1


def test_rollback_goes_back_and_stops_at_the_first(
    nenchang: Command, rules: Path, law: Path
) -> None:
    nenchang("refresh", "--only", rules)
    nenchang("refresh", law)

    assert nenchang("rollback").out.splitlines()[0] == "Đang dùng lại bản công bố số 1."
    assert nenchang("releases", "--json").json()[1]["current"] is True
    assert nenchang("rollback").status == 1
    assert nenchang("rollback", 77).status == 1


def test_evaluate_prints_shares_and_rows(nenchang: Command, law: Path, tmp_path: Path) -> None:
    nenchang("refresh", "--only", law)
    path = tmp_path / "hoi.jsonl"
    rows = [
        {"id": "1", "question": "xé sách", "gold": [{"source": law.name, "article": "3"}]},
        {"id": "2-plain", "question": "muon sach", "gold": [{"source": law.name, "article": "2"}]},
        {"id": "3", "question": "giá vàng hôm nay", "gold": []},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = nenchang("evaluate", path, "--json").json()

    assert found["metrics"]["all"]["retrieval_right_at_1"]["hits"] == 2
    assert found["metrics"]["plain"]["questions"] == 1
    assert [row["id"] for row in found["rows"]] == ["1", "2-plain", "3"]
    assert found["rows"][0]["ranked"][0]["article"] == "3"
    shown = nenchang("evaluate", path).out
    labels = " ".join(line.split("│")[1].strip() for line in shown.splitlines() if "│" in line)
    assert "Tìm đúng ở đoạn đầu, bất kể dải" in labels, "a label may break on a narrow screen"
    assert "100.0 % [34–100]" in shown, "a figure and its interval may not"


def test_evaluate_shows_what_went_wrong_where_asked_to(
    nenchang: Command, law: Path, tmp_path: Path
) -> None:
    nenchang("refresh", "--only", law)
    path = tmp_path / "hoi.jsonl"
    rows = [
        {"id": "1", "question": "xé sách", "gold": [{"source": law.name, "article": "1"}]},
        {"id": "2", "question": "giá vàng hôm nay", "gold": []},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    shown = nenchang("evaluate", path, "--failures").out
    assert "Chưa đúng: 1 trong 2 câu." in shown
    assert "✘ 1: xé sách" in shown
    assert "đứng đầu: " in shown
    assert "Chưa đúng" not in nenchang("evaluate", path).out


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["ask", ""], 2, "chưa có chữ nào"),
        (["ask", "hỏi " * 2_000], 2, "xin rút gọn"),
        (["refresh", "--only"], 2, "--only cần ít nhất một tệp"),
        (["refresh", "/khong/co/tep.txt"], 1, "/khong/co/tep.txt"),
        (["refresh", "ftp://example.org/a"], 2, "Chỉ đọc được địa chỉ http"),
        (["evaluate", "/khong/co.jsonl"], 2, "Không đọc được tệp câu hỏi"),
        (["rollback"], 1, "Không có bản công bố nào trước"),
        (["khong-co-lenh-nay"], 2, "Không có lệnh 'khong-co-lenh-nay'"),
        (["ask"], 2, "Thiếu question"),
        (["ask", "a", "--sai"], 2, "Không có tùy chọn --sai"),
        (["rollback", "hai"], 2, "Giá trị của release không dùng được"),
    ],
)
def test_wrong_use_gets_one_sentence_and_its_status(
    nenchang: Command, arguments: list[str], status: int, sentence: str
) -> None:
    result = nenchang(*arguments)

    assert (result.status, result.out) == (status, "")
    assert sentence in result.err
    assert len(result.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("rong.txt", b"", "trống"),
        ("nhi-phan.txt", b"\x00\x01\x02\x03" * 50, "nhi-phan.txt"),
        ("latin.txt", bytes(range(128, 256)) * 3, "latin.txt"),
        ("anh.png", b"\x89PNG", "chưa đọc được"),
    ],
)
def test_a_source_that_cannot_be_read_changes_nothing(
    nenchang: Command, rules: Path, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    nenchang("refresh", "--only", rules)
    (tmp_path / name).write_bytes(content)
    result = nenchang("refresh", tmp_path / name)

    assert result.status == 1
    assert sentence in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert [one["id"] for one in nenchang("releases", "--json").json()] == [1]


def test_a_home_that_is_a_file_gets_a_sentence(nenchang: Command, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("tệp", encoding="utf-8")
    result = nenchang("ask", "câu hỏi", "--home", tmp_path / "tep")

    assert result.status == 1
    assert "có một tệp" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_home_that_is_read_only_gets_a_sentence(nenchang: Command, home: Path) -> None:
    nenchang("ask", "câu hỏi")
    for path in (home, *home.iterdir()):
        path.chmod(0o500 if path.is_dir() else 0o400)
    result = nenchang("ask", "câu hỏi")
    home.chmod(0o700)

    assert result.status == 1
    assert len(result.err.strip().splitlines()) == 1


def test_bad_settings_are_named_together(
    nenchang: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NENCHANG_OWNER", "hoa")
    monkeypatch.setenv("NENCHANG_TOKEN", "sai")
    result = nenchang("run")

    assert result.status == 1
    assert "NENCHANG_TOKEN" in result.err
    assert "NENCHANG_OWNER" in result.err


def test_a_model_that_is_not_there_gets_a_sentence(
    nenchang: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NENCHANG_MODEL", str(tmp_path / "khong-co"))
    result = nenchang("ask", "câu hỏi")

    assert result.status == 1
    assert "Không tìm thấy mô hình" in result.err


def test_the_doctor_finds_nothing_wrong_after_the_first_question(nenchang: Command) -> None:
    nenchang("ask", "câu hỏi")
    result = nenchang("doctor")

    assert result.status == 0
    assert "✘" not in result.out


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(nenchang: Command, home: Path) -> None:
    home.mkdir()
    (home / "nenchang.db").write_bytes(b"hong roi".ljust(4096, b"!"))
    result = nenchang("doctor")

    assert result.status == 1
    assert "✘ Cơ sở dữ liệu" in result.out
    assert "→" in result.out


def test_the_doctor_checks_on_although_one_thing_is_wrong(home: Path) -> None:
    Database.open(sqlite_url(_made(home) / "nenchang.db")).close()
    findings: dict[str, Finding] = {one.name: one for one in examine(Settings.load())}

    assert not findings["Bản công bố"].fine
    assert findings["Mô hình"].fine
    assert findings["Ổ đĩa"].fine


def _made(home: Path) -> Path:
    home.mkdir()
    return home


def test_a_question_imports_nothing_that_it_does_not_need() -> None:
    program = (
        "import sys; sys.argv = ['nenchang', 'ask', 'họp muộn có sao không']\n"
        "from bot import cli\n"
        "try: cli.main()\n"
        "except SystemExit as left: assert not left.code\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'huggingface_hub', 'scipy',\n"
        "         'telegram', 'httpx', 'starlette', 'uvicorn'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert "heavy: []" in done.stdout


def test_another_model_takes_over_and_gives_way_again(
    nenchang: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    question = ("ask", "Uống rượu bia trong giờ làm việc có được không?")
    model = str(tiny_bert(tmp_path / "bert"))
    assert nenchang(*question).err == ""

    monkeypatch.setenv("NENCHANG_MODEL", model)
    waiting = nenchang(*question)
    assert "Đang trả lời theo chỉ mục của mô hình “nenchang”" in waiting.err
    assert waiting.out.startswith("⛔ Không nên")
    lagging = nenchang("doctor")
    assert lagging.status == 1
    assert "do mô hình nenchang" in lagging.out
    assert "chưa phải mô hình" in lagging.out

    assert "Đã lập lại chỉ mục bằng mô hình đã đặt" in nenchang("refresh", "--yes").out
    assert nenchang(*question).err == ""
    standing = nenchang("doctor")
    assert standing.status == 0
    assert "32 chiều, đọc 24 từ tố đầu mỗi đoạn" in standing.out
    assert re.search(r"\d+ đoạn dài hơn mức mô hình đọc", standing.out)

    monkeypatch.delenv("NENCHANG_MODEL")
    assert f"chỉ mục của mô hình “{model}”" in nenchang(*question).err
    assert "Đã lập lại chỉ mục" in nenchang("refresh", "--yes").out
    assert nenchang("refresh", "--yes").out == "Không có gì thay đổi, không phải làm gì.\n"
    assert nenchang(*question).err == ""


def test_a_model_that_is_not_on_this_machine_is_not_waited_for(
    nenchang: Command, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("NENCHANG_MODEL", "ai-do/mo-hinh")
    answered = nenchang("ask", "Uống rượu bia trong giờ làm việc có được không?")
    assert answered.status == 0
    assert "muốn dùng mô hình “ai-do/mo-hinh” như đã đặt thì chạy: nenchang refresh" in answered.err
    refused = nenchang("refresh", "--yes")
    assert refused.status == 1
    assert "Mô hình “ai-do/mo-hinh” chưa có trên máy này" in refused.err
    assert "HF_HUB_OFFLINE" in refused.err
    assert "✘ Mô hình: Mô hình “ai-do/mo-hinh” chưa có" in nenchang("doctor").out
