import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import DuplicateId, NothingToIndex, OtherModel, WrongCount, WrongDimensions
from index.folder import MANIFEST
from index.fusion import Weights
from index.glossary import Glossary
from index.search_index import Entry, SearchIndex
from index.understanding import Understood
from tests.index.word_encoder import WordEncoder

WORDS = "rượu bia họp đoàn sổ"
ENTRIES = [
    Entry(40, "Không uống rượu trước giờ họp.", "Quy tắc › Không nên"),
    Entry(10, "Bí thư chi đoàn chủ trì cuộc họp hằng tháng.", "Quy tắc › Nên"),
    Entry(30, "Văn thư ghi sổ công văn đến.", "Nội quy văn phòng"),
    Entry(20, "Bia chỉ dùng trong tiệc liên hoan.", "Nội quy văn phòng"),
]


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder(WORDS)


@pytest.fixture
def index(encoder: WordEncoder) -> SearchIndex:
    return SearchIndex.build(ENTRIES, encoder)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Uống rượu trước khi họp có được không?", 40),
        ("uong ruou truoc khi hop dc ko", 40),
        ("ai ghi sổ công văn", 30),
        ("chi đoàn họp khi nào", 10),
    ],
)
def test_the_passage_that_answers_comes_first(index: SearchIndex, question: str, best: int) -> None:
    assert index.search(question).hits[0].id == best


def test_an_everyday_word_that_is_strange_here_finds_the_official_one(index: SearchIndex) -> None:
    found = index.search("nhậu")
    assert found.hits[0].id == 40
    assert found.hits[0].lexical > 0.0
    assert found.signals.coverage == 0.0, "what was not asked for is not covered"


def test_a_question_is_asked_as_it_was_understood(index: SearchIndex) -> None:
    asked = Understood("r vaf s", ("uống", "rượu"), (), accented=True, reading="Uống rượu")
    assert index.search(asked).hits == index.search("uống rượu").hits


def test_each_ranking_can_be_asked_alone(index: SearchIndex) -> None:
    found = index.search("bia tiệc", weights=Weights(lexical=0.0, dense=1.0, late=0.0))
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)
    assert [h.dense for h in found.hits] == sorted((h.dense for h in found.hits), reverse=True)


def test_a_word_of_the_title_finds_the_passage(index: SearchIndex) -> None:
    assert {hit.id for hit in index.search("nội quy văn phòng").hits[:2]} == {20, 30}


def test_decomposed_letters_give_the_same_answer(index: SearchIndex) -> None:
    question = "Uống rượu trước giờ họp"
    composed, decomposed = (
        index.search(unicodedata.normalize(f, question)) for f in ("NFC", "NFD")
    )
    assert decomposed.hits == composed.hits
    assert decomposed.confidence == composed.confidence


def test_scores_fall_and_limit_holds(index: SearchIndex) -> None:
    hits = index.search("họp đoàn", limit=2).hits
    assert len(hits) == 2
    assert 1.0 >= hits[0].score >= hits[1].score >= 0.0


def test_dense_is_the_cosine_and_lexical_the_words(index: SearchIndex) -> None:
    hits = {hit.id: hit for hit in index.search("bia họp").hits}
    assert hits[20].dense == pytest.approx(1 / np.sqrt(2), abs=1e-6)
    assert hits[20].lexical > 0
    assert hits[30].dense == 0.0


def test_a_title_is_worth_half_of_the_passage_in_meaning(encoder: WordEncoder) -> None:
    index = SearchIndex.build([Entry(1, "Bia.", "Họp"), Entry(2, "Họp.", "")], encoder)
    hits = {hit.id: hit.dense for hit in index.search("bia").hits}
    assert hits[1] == pytest.approx(1 / np.sqrt(1.25))
    assert hits[2] == 0.0


def test_an_empty_title_means_nothing_whatever_the_model_says() -> None:
    class Loud(WordEncoder):
        def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().encode_passages([text or "đoàn" for text in texts])

    index = SearchIndex.build([Entry(1, "Bia.", "")], Loud(WORDS))
    assert index.search("bia").hits[0].dense == pytest.approx(1.0)


def test_meaning_finds_what_shares_no_word() -> None:
    class Synonyms(WordEncoder):
        def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().encode_queries([text.replace("tửu", "rượu") for text in texts])

    found = SearchIndex.build(ENTRIES, Synonyms(WORDS)).search("tửu")
    assert found.hits[0].id == 40
    assert found.hits[0].lexical == 0.0
    assert found.hits[0].dense > 0.5


@pytest.mark.parametrize("question", ["", "   ", "👍👍", "…?!", "\u200b"])
def test_a_question_of_no_words_finds_nothing(index: SearchIndex, question: str) -> None:
    found = index.search(question)
    assert (found.hits, found.confidence) == ((), 0.0)


def test_confidence_is_lower_off_topic(index: SearchIndex) -> None:
    on_topic = index.search("uống rượu trước giờ họp").confidence
    off_topic = index.search("kết quả xổ số miền Bắc").confidence
    assert 0.0 <= off_topic < on_topic - 0.3 <= 0.7


def test_a_very_long_question_is_answered(index: SearchIndex) -> None:
    assert index.search("họp " * 5000).hits[0].id in {10, 40}


def test_ids_come_in_the_order_of_building(index: SearchIndex) -> None:
    assert index.ids.dtype == np.int64
    assert index.ids.tolist() == [40, 10, 30, 20]
    assert len(index) == 4


def test_the_digest_depends_on_content_and_model_but_not_on_order(encoder: WordEncoder) -> None:
    def digest(entries: Sequence[Entry], model: WordEncoder = encoder) -> str:
        return SearchIndex.build(entries, model).digest

    plain = digest(ENTRIES)
    assert digest(ENTRIES[::-1]) == plain
    assert digest([*ENTRIES[:3], Entry(20, "Bia.", "Nội quy văn phòng")]) != plain
    assert digest([*ENTRIES[:3], Entry(21, ENTRIES[3].text, ENTRIES[3].context)]) != plain
    assert digest(ENTRIES, WordEncoder(WORDS, "khác")) != plain


def test_only_new_texts_are_encoded_when_a_previous_index_is_given(index: SearchIndex) -> None:
    encoder = WordEncoder(WORDS)
    changed = [Entry(77, ENTRIES[0].text, ENTRIES[0].context), Entry(20, "Bia là đồ uống.")]
    rebuilt = SearchIndex.build(changed, encoder, previous=index)
    assert [text for text in encoder.asked if text] == ["Bia là đồ uống."]
    assert rebuilt.search("rượu").hits == SearchIndex.build(changed, encoder).search("rượu").hits


def test_vectors_of_another_model_are_not_taken_over(index: SearchIndex) -> None:
    other = WordEncoder(WORDS, "khác")
    SearchIndex.build(ENTRIES, other, previous=index)
    assert {"Bia chỉ dùng trong tiệc liên hoan.", "Nội quy văn phòng"} < set(other.asked)


def test_progress_ends_with_all_done(encoder: WordEncoder, index: SearchIndex) -> None:
    calls: list[tuple[int, int]] = []
    many = [Entry(i, f"họp {i}") for i in range(600)]
    SearchIndex.build(many, encoder, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(256, 600), (512, 600), (600, 600)]
    calls.clear()
    SearchIndex.build(
        ENTRIES, encoder, previous=index, progress=lambda done, total: calls.append((done, total))
    )
    assert calls == [(4, 4)]


def test_nothing_to_index_and_an_id_given_twice_are_refused(encoder: WordEncoder) -> None:
    with pytest.raises(NothingToIndex, match="Không có đoạn văn nào"):
        SearchIndex.build([], encoder)
    with pytest.raises(DuplicateId, match="Mã đoạn 40 xuất hiện hai lần"):
        SearchIndex.build([*ENTRIES, ENTRIES[0]], encoder)


def test_a_model_that_gives_other_vectors_than_it_says_is_refused() -> None:
    encoder = WordEncoder(WORDS)
    encoder.dimensions = 9
    encoder.encode_passages = lambda texts: np.zeros((len(texts), 5), np.float32)  # type: ignore[method-assign]
    with pytest.raises(WrongDimensions, match=r"bảng vectơ \(4, 5\), trong khi cần \(4, 9\)"):
        SearchIndex.build(ENTRIES, encoder)


def test_a_saved_index_answers_the_same(
    tmp_path: Path, index: SearchIndex, encoder: WordEncoder
) -> None:
    index.save(tmp_path / "ix")
    again = SearchIndex.load(tmp_path / "ix", encoder)
    assert again.search("uống rượu") == index.search("uống rượu")
    assert again.digest == index.digest
    assert again.ids.tolist() == index.ids.tolist()


def test_a_loaded_index_lends_its_vectors(
    tmp_path: Path, index: SearchIndex, encoder: WordEncoder
) -> None:
    index.save(tmp_path / "ix")
    fresh = WordEncoder(WORDS)
    SearchIndex.build(ENTRIES, fresh, previous=SearchIndex.load(tmp_path / "ix", encoder))
    assert fresh.asked == []


def test_an_index_of_another_model_is_refused(tmp_path: Path, index: SearchIndex) -> None:
    index.save(tmp_path / "ix")
    with pytest.raises(OtherModel, match=r"lập bằng mô hình “từ” .* không phải mô hình “khác”"):
        SearchIndex.load(tmp_path / "ix", WordEncoder(WORDS, "khác"))


def test_an_index_of_another_count_is_refused_with_both_numbers(
    tmp_path: Path, index: SearchIndex, encoder: WordEncoder
) -> None:
    index.save(tmp_path / "ix")
    path = tmp_path / "ix" / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"count": 7}))
    with pytest.raises(WrongCount, match="ghi nhận 7 đoạn nhưng bảng vectơ có 4"):
        SearchIndex.load(tmp_path / "ix", encoder)


def test_a_short_form_that_a_document_explains_finds_the_long_one_and_is_stored(
    tmp_path: Path, encoder: WordEncoder
) -> None:
    entries = [*ENTRIES, Entry(50, "KLTN nộp trước tháng sáu.", "Quy chế")]
    glossary = Glossary({"KLTN": ["Khóa luận tốt nghiệp"]})
    index = SearchIndex.build(entries, encoder, glossary=glossary)
    assert index.search("nộp khóa luận tốt nghiệp khi nào").hits[0].id == 50
    index.save(tmp_path / "ix")
    again = SearchIndex.load(tmp_path / "ix", encoder)
    assert again.glossary == glossary
    assert again.digest == index.digest != SearchIndex.build(entries, encoder).digest


def test_who_asks_what_a_term_means_gets_the_sentence_that_defines_it(encoder: WordEncoder) -> None:
    entries = [
        Entry(1, "Sổ trực, sổ trực.", "Nội quy"),
        Entry(2, "Sổ trực là sổ mà người gác cổng giữ để ghi giờ xe vào.", "Nội quy"),
    ]
    index = SearchIndex.build(entries, encoder)
    assert index.search("sổ trực ở đâu").hits[0].id == 1
    assert index.search("Định nghĩa của sổ trực?").hits[0].id == 2


def test_a_model_that_reads_text_is_asked_as_people_write() -> None:
    class Listening(WordEncoder):
        def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
            heard.extend(texts)
            return super().encode_queries(texts)

    heard: list[str] = []
    index = SearchIndex.build(ENTRIES, Listening(WORDS))
    heard.clear()
    index.search("Có được uống Bia, rượu không?")
    index.search(Understood("uong bia", ("uống", "bia"), (), accented=True, reading="Uống bia"))
    assert heard == ["Có được uống Bia, rượu không?", "Uống bia"]


def test_an_admins_short_form_overrules_the_documents_own(encoder: WordEncoder) -> None:
    index = SearchIndex.build(
        [Entry(1, "Sổ trực để ở cổng."), Entry(2, "Sổ đoàn để ở phòng họp.")],
        encoder,
        glossary=Glossary({"STR": ["sổ trực"]}),
    )
    assert index.search("STR để ở đâu").hits[0].id == 1
    taught = index.with_terms(Glossary({"STR": ["sổ đoàn"]}))
    assert taught.search("STR để ở đâu").hits[0].id == 2
    assert index.search("STR để ở đâu").hits[0].id == 1, "the index itself is constant"


def test_what_is_left_out_is_not_found_and_the_best_of_the_others_is_as_sure(
    index: SearchIndex,
) -> None:
    question = "Uống rượu trước khi họp có được không?"
    whole, part = index.search(question), index.without([40]).search(question)

    assert whole.hits[0].id == 40
    assert 40 not in {hit.id for hit in part.hits}
    assert part.hits[0].id in {hit.id for hit in whole.hits[1:]}
    assert part.confidence < whole.confidence
    assert part.signals.cosine == pytest.approx(part.hits[0].dense)


def test_leaving_out_nothing_changes_nothing(index: SearchIndex) -> None:
    assert index.without([999]).search("bia tiệc") == index.search("bia tiệc")


def test_what_was_left_out_before_stays_left_out(index: SearchIndex) -> None:
    found = index.without([40]).without([10]).search("họp")
    assert {hit.id for hit in found.hits} == {20, 30}


def test_leaving_out_everything_finds_nothing(index: SearchIndex) -> None:
    found = index.without([10, 20, 30, 40]).search("rượu")
    assert (found.hits, found.confidence) == ((), 0.0)


def test_many_near_passages_that_are_left_out_do_not_hide_the_others(encoder: WordEncoder) -> None:
    old = [Entry(n, f"Cán bộ không uống rượu, điều {n}.", "Cũ") for n in range(1, 400)]
    new = [Entry(1000 + n, f"Văn thư ghi sổ, trang {n}.", "Mới") for n in range(300)]
    best = Entry(5000, "Cán bộ không uống rượu khi họp.", "Mới")
    index = SearchIndex.build([*old, *new, best], encoder)

    found = index.without(range(1, 400)).search("cán bộ uống rượu", limit=30)
    assert found.hits[0].id == 5000
    assert len(found.hits) == 30
    assert min(hit.id for hit in found.hits) >= 1000
