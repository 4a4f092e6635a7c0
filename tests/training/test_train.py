import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from index.embedding import load_encoder
from index.static import StaticEncoder

_PLACES = ["thư viện", "bể bơi", "nhà ga", "công viên", "bến xe", "sân vận động"]
_RULES = ["giữ im lặng ở nơi đọc sách", "thay giày trước khi xuống nước", "xếp hàng mua vé tàu"]


def _corpora(folder: Path) -> None:
    laws = [
        {
            "id": f"{place}{number}",
            "subject": place,
            "law_no": "1",
            "title": f"Nội quy {place} phần {number}",
            "text": f"1. Khách đến {place} thì {rule}.\n2. Người trực ở {place} nhắc khách {rule}.",
            "related": [],
        }
        for place in _PLACES
        for number, rule in enumerate(_RULES * 8)
    ]
    pages = [
        {"page": place, "heading": "Mô tả", "text": f"Ở {place} đông người qua lại. " * 6}
        for place in _PLACES
    ]
    for name, rows in (("law_articles", laws), ("wikipedia_paragraphs", pages)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)


def test_two_runs_make_the_same_model_that_loads_as_the_embedded_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import train

    monkeypatch.setattr(train, "DIMENSIONS", 8)
    monkeypatch.setattr(train, "BATCH", 32)
    _corpora(tmp_path)
    for name in ("one", "two"):
        arguments = ["train", str(tmp_path), str(tmp_path / name), "--seed", "4"]
        monkeypatch.setattr("sys.argv", arguments)
        train.main()

    encoder = load_encoder(str(tmp_path / "one"))
    assert isinstance(encoder, StaticEncoder)
    assert encoder.fingerprint == load_encoder(str(tmp_path / "two")).fingerprint
    question, same, other = encoder.encode_queries(
        ["quy định ở thư viện", "khách đến thư viện", "xuống nước bể bơi"]
    )
    assert question @ same > question @ other
    assert np.isfinite(question).all()
