from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from index.ngrams import BITS, Ngrams
from training.ngram_counts import Clauses, Pruning, lexicon_of, model_of

TEXT = [
    "một con mèo đen",
    "một con chó đen",
    "một con mèo",
    "hai con mèo trắng",
    "7 con chó",
    "x y",
]
KEEP_ALL = Pruning(syllables=1, pairs=1, triples=1, pair_gain=0.0, triple_gain=0.0)


@pytest.fixture
def made() -> Ngrams:
    texts = Clauses.read(line.split() for line in TEXT)
    lexicon = lexicon_of(texts.seen(), KEEP_ALL.syllables)
    return model_of(texts.numbered(lexicon), lexicon, KEEP_ALL)


def test_a_tone_on_the_wrong_letter_is_no_syllable_of_its_own() -> None:
    assert lexicon_of(Counter({"đại": 9, "đaị": 3, "da": 1}), 2).syllables == ("đại",)


def test_probabilities_after_a_word_sum_to_one(made: Ngrams) -> None:
    everything = np.arange(len(made.lexicon) + 3)
    for word in ("con", "một", "trắng", "7"):
        left = np.full_like(everything, made.numbered(word))
        assert np.exp(made.pairs(left, everything)[0]).sum() == pytest.approx(1.0, abs=0.1)


def test_probabilities_after_two_words_sum_to_one(made: Ngrams) -> None:
    everything = np.arange(len(made.lexicon) + 3)
    first = np.full_like(everything, made.numbered("một"))
    left = np.full_like(everything, made.numbered("con"))
    shorter = made.pairs(left, everything)[0] + made.pairs(first, left)[1]
    triples = made.triples(first, left, everything, shorter)
    assert np.exp(triples).sum() == pytest.approx(1.0, abs=0.1)


def test_what_was_seen_more_often_is_likelier(made: Ngrams) -> None:
    con = np.array([made.numbered("con")])
    following = (np.array([made.numbered(word)]) for word in ("mèo", "chó", "đen"))
    cat, dog, white = (made.pairs(con, word)[0] for word in following)
    assert cat > dog > white


def test_a_longer_context_counts(made: Ngrams) -> None:
    con, two, seven = (np.array([made.numbered(word)]) for word in ("con", "hai", "7"))
    dog = np.array([made.numbered("chó")])
    after_seven, after_two = (
        made.triples(first, con, dog, made.pairs(con, dog)[0] + made.pairs(first, con)[1])
        for first in (seven, two)
    )
    assert after_seven > after_two


def test_numbers_edges_and_unknown_words_have_numbers_of_their_own(made: Ngrams) -> None:
    assert made.numbered("2026") == made.numbered("7") == made.number
    assert made.numbered("wifi") == made.unknown
    assert made.numbered("") == made.edge


def test_saving_and_loading_changes_nothing(made: Ngrams, tmp_path: Path) -> None:
    made.save(tmp_path)
    again = Ngrams.load(tmp_path)
    assert again.lexicon.syllables == made.lexicon.syllables
    assert again.lexicon.foreign == made.lexicon.foreign
    for name in ("single", "back_off", "pair_keys", "pair_logs", "pair_back_off"):
        assert np.array_equal(getattr(again, name), getattr(made, name)), name
    assert np.array_equal(again.triple_keys, made.triple_keys)
    assert np.array_equal(again.triple_logs, made.triple_logs)


def test_the_shipped_table_is_small_sorted_and_fits_its_keys() -> None:
    shipped = Ngrams.load()
    assert len(shipped.lexicon) + 3 <= 1 << BITS
    assert (np.diff(shipped.pair_keys.astype(np.int64)) > 0).all()
    assert (np.diff(shipped.triple_keys.astype(np.int64)) > 0).all()
    arrays = (shipped.pair_keys, shipped.pair_logs, shipped.pair_back_off)
    size = sum(a.nbytes for a in (*arrays, shipped.triple_keys, shipped.triple_logs))
    assert size < 12_000_000
