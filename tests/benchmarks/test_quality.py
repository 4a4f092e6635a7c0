"""The whole command over a few small documents, with the embedded model."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import peers, quality
from benchmarks.report import BEGIN, END
from tests.bot.conftest import LAW

ABOUT_SKY = {
    "passages": [
        "Mặt Trăng quay quanh Trái Đất trong hơn hai mươi bảy ngày.",
        "Sao Mộc là hành tinh lớn nhất, có bốn vệ tinh lớn.",
    ],
    "questions": [
        {"question": "Mặt Trăng quay quanh Trái Đất bao lâu?", "passage": 0},
        {"question": "Hành tinh nào lớn nhất?", "passage": 1},
    ],
}
GOLD = [{"source": "luat.txt", "article": "3"}]
ASKED = [
    {"id": "1", "question": "Có được xé sách không?", "gold": GOLD},
    {"id": "1-plain", "question": "co duoc xe sach khong", "gold": GOLD},
    {"id": "2", "question": "Giá vàng hôm nay?", "gold": []},
]


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name in ("eval", "corpora", "documents"):
        (tmp_path / name).mkdir()
    (tmp_path / "documents" / "luat.txt").write_text(LAW, encoding="utf-8")
    lines = "\n".join(json.dumps(row) for row in ASKED)
    (tmp_path / "eval" / "law_dev_questions.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "eval" / "xquad_vi.json").write_text(json.dumps(ABOUT_SKY), encoding="utf-8")
    articles = [
        {"id": f"x{n}", "title": f"Điều {n}", "text": f"Cán bộ {word} phải ghi sổ {word}."}
        for n, word in enumerate(["trực đêm", "tuần rừng", "phát quà", "đón khách"])
    ]
    with gzip.open(tmp_path / "corpora" / "law_articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row) for row in articles))
    zalo = [{"question": "Tuần rừng có phải ghi sổ không?", "articles": ["x1"]}]
    (tmp_path / "eval" / "zalo_dev.json").write_text(json.dumps(zalo), encoding="utf-8")
    return tmp_path


def given(folders: Path) -> list[str]:
    return [f"--{name}={folders / name}" for name in ("eval", "corpora", "seeds", "documents")]


def test_one_command_leaves_figures_tables_and_the_readme(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fast = {name: one for name, one in peers.PEERS.items() if one.library in (None, "bm25s")}
    monkeypatch.setattr("benchmarks.quality.PEERS", fast)
    readme = folders / "README.md"
    readme.write_text(f"# Mẫu\n{BEGIN}\n{END}\n", encoding="utf-8")
    rest = [f"--out={folders / 'out'}", f"--readme={readme}", "--peer-passages=3"]
    quality.main([*given(folders), *rest])
    (kept,) = (folders / "out").glob("quality-*.json")
    found = json.loads(kept.read_text(encoding="utf-8"))

    assert list(found["sets"]) == ["laws (dev)", "XQuAD-vi", "Zalo"]
    laws = found["sets"]["laws (dev)"]
    assert laws["rankings"]["as shipped"]["as written"]["right@3"]["value"] == 1.0
    assert laws["NFD ranked as NFC"] == laws["answerable"] == 2
    assert laws["evaluate"]["plain"]["questions"] == 1
    assert laws["abstention"]["off topic"]["questions"] == 2
    assert laws["abstention"]["unanswerable"]["questions"] == 1
    assert [one["passages"] for one in found["peers"].values()] == [2, 3]
    tables = kept.with_suffix(".md").read_text(encoding="utf-8")
    assert tables in readme.read_text(encoding="utf-8")
    assert "Peers on Zalo, 3 articles: 3 passages, 1 questions" in tables
    assert tables in capsys.readouterr().out


def test_a_set_can_be_asked_for_alone(folders: Path) -> None:
    out = folders / "out"
    quality.main([*given(folders), "--only=XQuAD-vi", "--no-peers", f"--out={out}"])
    (kept,) = out.glob("quality-*.json")
    found = json.loads(kept.read_text(encoding="utf-8"))

    assert (list(found["sets"]), found["peers"]) == (["XQuAD-vi"], {})
