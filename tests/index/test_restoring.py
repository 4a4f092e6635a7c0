import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ngrams import Ngrams
from index.restoring import Restorer, left_out
from index.text import fold, syllables

NGRAMS = Ngrams.load()
RESTORER = Restorer(NGRAMS)
SENTENCES = [
    "Thủ thư có được cho bạn đọc mượn sách quý về nhà hay không",
    "Người trực ca đêm phải ghi sổ bàn giao trước khi rời phòng",
    "Bao nhiêu tuổi thì được đăng ký làm tình nguyện viên mùa hè",
    "Ai chịu trách nhiệm khi làm mất chìa khóa của kho tài liệu",
    "Năm nay ban tổ chức cho xe đưa đón đại biểu ở ga nào",
    "Đồng chí bí thư chi đoàn báo cáo kết quả quý ba cho cấp trên",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_unaccented_sentence_gets_its_marks(sentence: str) -> None:
    meant = syllables(sentence)
    restored = RESTORER.restored(syllables(fold(sentence)))
    right = sum(one == other for one, other in zip(restored, meant, strict=True))
    assert right >= len(meant) - 1


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_accented_sentence_is_left_alone(sentence: str) -> None:
    assert RESTORER.restored(syllables(sentence)) == syllables(sentence)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thủ thư có được cho muon sách quý không", "thủ thư có được cho mượn sách quý không"),
        ("nguoi trực đêm phai ghi sổ", "người trực đêm phải ghi sổ"),
        ("đoàn viên dang ky ở đâu", "đoàn viên đăng ký ở đâu"),
        ("cho ban nam tham gia", "cho bạn nam tham gia"),
    ],
)
def test_half_typed_marks_are_completed(typed: str, meant: str) -> None:
    assert RESTORER.restored(syllables(typed)) == syllables(meant)


@given(st.lists(st.sampled_from([*syllables(" ".join(SENTENCES)), "nam", "12", "wifi", ""])))
def test_only_bare_syllables_change_and_only_their_marks(words: list[str]) -> None:
    restored = RESTORER.restored(words)

    assert [fold(word) for word in restored] == [fold(word) for word in words]
    assert all(now == was for now, was in zip(restored, words, strict=True) if fold(was) != was)


def test_fixed_places_never_change() -> None:
    words = "can bo di hop".split()
    assert RESTORER.restored(words, fixed=range(4)) == words
    assert RESTORER.restored(words, fixed={2})[2] == "di"


def test_nothing_to_restore_gives_the_words_back() -> None:
    assert RESTORER.restored([]) == []
    assert RESTORER.restored(["wifi", "12", "qđ"]) == ["wifi", "12", "qđ"]


@pytest.mark.parametrize(
    ("marked", "bare", "low", "high"),
    [
        (0, [0.5, 0.5], 1.0, 1.0),  # unaccented: everything is missing
        (8, [0.99, 0.97], 0.0, 0.0),  # accented, its bare syllables are usually bare
        (4, [0.01, 0.01, 0.02, 0.9], 0.3, 0.6),  # half typed
        (5, [], 0.0, 0.0),
    ],
)
def test_the_share_of_marks_left_out_is_estimated(
    marked: int, bare: list[float], low: float, high: float
) -> None:
    assert low <= left_out(marked, bare) <= high


def test_the_search_finds_the_likeliest_of_all_rows() -> None:
    """Against every combination of forms, scored pair by pair and triple by triple."""
    words = "ban giao so truc".split()
    forms = [list(NGRAMS.lexicon.forms(word)) for word in words]
    rows = [[NGRAMS.edge, *row, NGRAMS.edge] for row in itertools.product(*forms)]
    numbers = np.array(rows)
    steps, weights = NGRAMS.pairs(numbers[:, :-1], numbers[:, 1:])
    shorter = steps[:, 1:] + weights[:, :-1]
    triples = NGRAMS.triples(numbers[:, :-2], numbers[:, 1:-1], numbers[:, 2:], shorter)
    best = numbers[(steps[:, 0] + triples.sum(axis=1)).argmax()]
    assert RESTORER.restored(words) == [NGRAMS.lexicon.syllables[n] for n in best[1:-1]]
