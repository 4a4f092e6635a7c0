from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import pytest

from index.lexical import LexicalIndex
from index.postings import K1, B
from index.text import fold, syllables

PASSAGES = [
    "Không uống rượu trước khi họp.",
    "Họp chi đoàn mỗi tháng một lần.",
    "Bí thư chi đoàn chủ trì họp; họp xong gửi biên bản.",
    "Rượu và bia không có trong bữa trưa.",
]


def _index(*passages: str) -> LexicalIndex:
    return LexicalIndex.build([[syllables(passage)] for passage in passages])


def _ranked(index: LexicalIndex, question: str, *, accented: bool) -> list[int]:
    scores = index.scores(index.query(syllables(question), accented=accented))
    return [int(row) for row in np.argsort(-scores, kind="stable") if scores[row] > 0]


def test_scores_are_those_of_bm25s_counting_the_same_terms_itself() -> None:
    def terms(text: str) -> list[str]:
        folded = [fold(s) for s in syllables(text)]
        return folded + [f"{a} {b}" for a, b in pairwise(folded)]

    plain = [fold(passage) for passage in PASSAGES]
    # bm25s takes the number of terms for the length, ours the number of syllables: with b = 0 the
    # length plays no part, and the rest must agree.
    peer = bm25s.BM25(method="lucene", k1=K1, b=0.0, backend="numpy")
    peer.index([terms(passage) for passage in plain], show_progress=False)
    question = "hop chi doan khong uong ruou"
    expected = peer.get_scores(terms(question))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.postings.B", 0.0)
        index = _index(*plain)

    got = index.scores(index.query(syllables(question), accented=False))
    assert got == pytest.approx(expected, abs=1e-5)
    assert got.max() > 0


def test_a_long_passage_pays_for_its_length_as_lucene_says() -> None:
    index = _index("a b", "a b c d e f")
    got = index.scores(index.query(["c"], accented=False))
    length = 1 - B + B * 6 / 4
    assert got == pytest.approx([0.0, np.log1p(1.5 / 1.5) / (1 + K1 * length)])


def test_marks_decide_when_the_question_has_them() -> None:
    index = _index("đoàn kết", "đoán kết", "doãn kết")
    assert _ranked(index, "đoán", accented=True)[0] == 1
    assert _ranked(index, "doãn", accented=True)[0] == 2


def test_a_question_without_marks_meets_all_of_them_alike() -> None:
    index = _index("đoàn kết", "đoán kết", "bia rượu")
    scores = index.scores(index.query(["doan"], accented=False))
    assert scores[0] == scores[1] > scores[2] == 0


def test_a_word_that_bears_no_mark_is_worth_as_much_as_one_that_does() -> None:
    index = _index("facebook", "zalo", "sách")
    found = index.scores(index.query(["facebook", "sách"], accented=True))
    assert found[0] == found[2] > 0


def test_neighbours_count_more_than_the_same_words_apart() -> None:
    index = _index("luật của kỷ", "kỷ luật của")
    assert _ranked(index, "kỷ luật", accented=True)[0] == 1


def test_title_and_text_form_no_pair_where_they_meet() -> None:
    apart = LexicalIndex.build([[["kỷ"], ["luật"]], [["x"], ["y"]]])
    together = LexicalIndex.build([[["kỷ", "luật"]], [["x", "y"]]])
    query = ["kỷ", "luật"]
    one = together.scores(together.query(query, accented=False))[0]
    assert one > apart.scores(apart.query(query, accented=False))[0] > 0


def test_unknown_words_are_worth_idf_but_find_nothing() -> None:
    index = _index(*PASSAGES)
    query = index.query(["xổ", "số"], accented=True)
    assert len(query.columns) == 0
    assert query.idf_sum > 0
    assert index.scores(query).tolist() == [0.0] * 4


def test_coverage_is_the_share_of_idf_a_passage_holds() -> None:
    index = _index("rượu bia", "rượu", "trà")
    asked = ["rượu", "bia"]
    assert index.coverage(asked, 0) == pytest.approx(1.0)
    # "ruou" stands in two of three passages; "bia" and the pair in one.
    often, seldom = np.log1p(1.5 / 2.5), np.log1p(2.5 / 1.5)
    assert index.coverage(asked, 1) == pytest.approx(often / (often + 2 * seldom))
    assert index.coverage(asked, 2) == 0.0
    assert index.coverage(["rượu", "xổ"], 1) < index.coverage(["rượu"], 1) == pytest.approx(1.0)
    assert index.coverage([], 0) == 0.0


def test_a_saved_index_answers_the_same_and_holds_no_pickle(tmp_path: Path) -> None:
    index = _index(*PASSAGES)
    index.save(tmp_path)
    again = LexicalIndex.load(tmp_path)
    query = syllables("không uống rượu")
    expected = index.scores(index.query(query, accented=True))
    assert np.array_equal(again.scores(again.query(query, accented=True)), expected)
    assert len(again) == 4
    for path in tmp_path.glob("*.npy"):
        assert np.load(path, allow_pickle=False) is not None


def test_one_passage_alone_can_be_indexed() -> None:
    assert _ranked(_index("họp"), "hop", accented=False) == [0]
    assert _ranked(_index(""), "hop", accented=False) == []


def test_each_terms_bm25_is_multiplied_by_the_weight_of_its_synonym() -> None:
    index = _index(*PASSAGES)
    alone = index.scores(index.query(syllables("rượu"), accented=True))
    query = index.query(syllables("bia"), accented=True, extra=[(["rượu"], 0.4)])
    plain = index.query(syllables("bia"), accented=True)

    assert index.scores(query) == pytest.approx(index.scores(plain) + 0.4 * alone, abs=1e-6)
    assert query.idf_sum == plain.idf_sum


def test_a_synonym_brings_its_pairs_and_its_marks_where_it_has_any() -> None:
    index = _index("chi đoàn", "chỉ đoàn", "đoàn chi")
    none: list[str] = []

    marked = index.scores(index.query(none, accented=False, extra=[(["chi", "đoàn"], 1.0)]))
    bare = index.scores(index.query(none, accented=False, extra=[(["chi", "doan"], 1.0)]))
    assert marked[0] > marked[1] > 0
    assert np.array_equal(bare, index.scores(index.query(["chi", "doan"], accented=False)))


def test_a_word_of_the_question_is_not_added_again_and_the_heavier_synonym_counts() -> None:
    index = _index(*PASSAGES)
    asked = syllables("họp chi đoàn")
    plain = index.query(asked, accented=True)

    again = index.query(asked, accented=True, extra=[(["họp"], 3.0), (["chi", "đoàn"], 2.0)])
    assert np.array_equal(index.scores(again), index.scores(plain))
    twice = index.query(asked, accented=True, extra=[(["bia"], 0.5), (["bia"], 0.2)])
    once = index.query(asked, accented=True, extra=[(["bia"], 0.5)])
    assert np.array_equal(index.scores(twice), index.scores(once))
    assert index.scores(once)[3] > index.scores(plain)[3]


def test_the_rarity_of_words_is_that_of_their_rarest_pair_whatever_their_marks() -> None:
    index = _index("đoàn viên", "đoán", "bia", "trà")
    absent = np.log1p(4.5 / 0.5)
    assert index.rarity_of(["doan"]) == pytest.approx(np.log1p(2.5 / 2.5) / absent)
    assert index.rarity_of(["bia"]) == pytest.approx(np.log1p(3.5 / 1.5) / absent)
    assert index.rarity_of(["đoàn", "vien"]) == pytest.approx(np.log1p(3.5 / 1.5) / absent)
    assert index.rarity_of(["xổ"]) == index.rarity_of(["bia", "trà"]) == pytest.approx(1.0)
