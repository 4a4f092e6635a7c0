from benchmarks.rankers import SHIPPED, VARIANTS
from index.search_index import Entry, SearchIndex
from tests.index.word_encoder import WordEncoder

# The encoder knows two words alone, so that meaning and words disagree about the best passage.
INDEX = SearchIndex.build(
    [Entry(1, "sách"), Entry(2, "mượn sách ở thư viện xã cần thẻ bạn đọc"), Entry(3, "phòng trực")],
    WordEncoder("sách thẻ"),
)
QUESTION = "sách ở thư viện xã"


def test_each_ranking_goes_by_its_own_score() -> None:
    first = {one.name: one.ranker(INDEX)(QUESTION).ids[0] for one in VARIANTS}

    assert first["BM25 alone"] == 2
    assert first["dense alone"] == 1


def test_as_shipped_is_what_the_index_finds() -> None:
    found = INDEX.search(QUESTION)
    ranking = SHIPPED.ranker(INDEX)(QUESTION)

    assert ranking.ids == tuple(hit.id for hit in found.hits)
    assert ranking.confidence == found.confidence > 0


def test_a_question_as_typed_is_not_read_first() -> None:
    by_name = {one.name: one.ranker(INDEX) for one in VARIANTS}
    typed = "muownj sachs"  # keys of an input method
    assert by_name["as shipped"](typed).confidence > by_name["question as typed"](typed).confidence
