import gzip
import json
from pathlib import Path

import pytest

from index.ngrams import Ngrams
from index.restoring import Restorer
from training import spelling

RULES = ["Bạn đọc giữ yên lặng", "Thủ thư ghi sổ mượn sách", "Bạn đọc trả sách đúng hạn"]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    laws = [
        {"id": f"{n}", "subject": "", "law_no": "1/LỌC" if n == 3 else "2", "title": "Nội quy"}
        | {"text": text, "related": []}
        for n, text in enumerate([*RULES, "Cá voi bơi ngoài khơi. " * 5])
    ]
    pages = [{"page": "", "heading": "", "text": "Bạn đọc mượn sách quý. " * 8}] * 4
    for name, rows in (("law_articles", laws), ("wikipedia_paragraphs", pages)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def train(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr("sys.argv", ["spelling", *map(str, arguments)])
    spelling.main()


def test_two_runs_make_the_same_files(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        train(monkeypatch, corpora, tmp_path / name)
    files = {path.name for path in (tmp_path / "one").iterdir()}
    assert files == {"syllables.txt", "foreign.txt", "ngrams.npz"}
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_was_learnt_is_restored(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(monkeypatch, corpora, tmp_path / "out")
    restorer = Restorer(Ngrams.load(tmp_path / "out"))
    assert restorer.restored("ban doc muon sach quy".split()) == "bạn đọc mượn sách quý".split()


def test_added_texts_are_learnt_and_laws_left_out_are_not(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = tmp_path / "own"
    added.mkdir()
    (added / "a.md").write_text("nhậu nhẹt", encoding="utf-8")
    train(monkeypatch, corpora, tmp_path / "all")
    train(monkeypatch, corpora, tmp_path / "part", "--with", added, "--without", "1/lọc")
    everything, part = (Ngrams.load(tmp_path / name).lexicon for name in ("all", "part"))
    assert "voi" in everything
    assert "voi" not in part
    assert "nhậu" in part
    assert "nhậu" not in everything
