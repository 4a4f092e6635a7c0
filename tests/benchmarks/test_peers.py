import pytest

from benchmarks.datasets import Dataset, Question, Topic
from benchmarks.peers import OURS, PEERS, Peer, compared, whole, words
from bot.progress import silent
from index.search_index import Entry
from tests.index.word_encoder import WordEncoder

ENCODER = WordEncoder("xé sách mượn phòng trực thẻ")
DATASET = Dataset(
    "mẫu",
    Topic.RULES,
    (
        Entry(7, "Nghiêm cấm xé sách.", "Điều cấm"),
        Entry(3, "Được mượn ba cuốn sách nếu có thẻ.", "Quyền"),
        Entry(5, "Ngồi ở phòng trực.", "Trực ban"),
    ),
    (Question("Mượn sách cần thẻ?", frozenset([3])), Question("PHÒNG trực", frozenset([5]))),
)


def test_the_usual_split_knows_lower_case_and_words() -> None:
    assert words("Điều 5: QĐ-37!") == ["điều", "5", "qđ", "37"]
    assert whole(DATASET.passages[0]) == "Điều cấm\nNghiêm cấm xé sách."
    assert whole(Entry(1, "a")) == "a"


@pytest.mark.parametrize("name", [name for name, peer in PEERS.items() if peer.library != "txtai"])
def test_a_peer_finds_the_passage_that_has_the_words(name: str) -> None:
    if PEERS[name].missing:
        pytest.skip(f"{PEERS[name].library} is not installed")
    found = compared(DATASET, ENCODER, silent, {OURS: PEERS[OURS], name: PEERS[name]})

    assert found[name]["as written"]["P@1"]["value"] == 1.0
    assert {"build_s", "p50_ms", "p99_ms", "no diacritics"} <= found[name].keys()


def test_a_question_without_words_finds_nothing_in_sqlite() -> None:
    assert PEERS["SQLite FTS5"].build(DATASET.passages, ENCODER)("?!").ids == ()


def test_a_peer_that_is_not_installed_says_so() -> None:
    def unbuilt(*_: object) -> None:
        raise AssertionError("built without its library")

    gone = Peer("no_library_has_this_name", unbuilt)  # type: ignore[arg-type]
    found = compared(DATASET, ENCODER, silent, {OURS: PEERS[OURS], "gone": gone})

    assert found["gone"] == {"missing": "no_library_has_this_name is not installed"}
