import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.frames import parted
from index.text import syllables


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Cho em hỏi nhận phong bì có vi phạm pháp luật không ạ?", "nhận phong bì"),
        ("Anh chị cho hỏi mặc áo thun đi làm được không", "mặc áo thun đi làm"),
        ("Theo quy định của pháp luật nghỉ phép mấy ngày", "nghỉ phép mấy ngày"),
        ("Đi họp muộn thì có bị phạt không nhỉ", "đi họp muộn"),
        ("Tiếp dân như thế nào?", "tiếp dân"),
        ("Đăng bài nói xấu đồng nghiệp thì sao", "đăng bài nói xấu đồng nghiệp"),
        ("Ai ký đơn nghỉ phép?", "ai ký đơn nghỉ phép"),
        ("uống rượu", "uống rượu"),
    ],
)
def test_the_subject_is_what_is_left_without_the_frame(question: str, subject: str) -> None:
    words, frame = parted(syllables(question))
    assert " ".join(words) == subject
    assert sorted(words + frame) == sorted(syllables(question))


@pytest.mark.parametrize("question", ["có được không", "rượu thì sao", "cho hỏi không ạ", ""])
def test_a_question_of_nothing_but_its_frame_is_kept_whole(question: str) -> None:
    assert parted(syllables(question)) == (tuple(syllables(question)), ())


@given(st.lists(st.sampled_from("cho em hỏi rượu bia có được không thì sao ạ".split()), max_size=9))
def test_no_word_is_lost_or_made(words: list[str]) -> None:
    subject, frame = parted(words)
    assert sorted(subject + frame) == sorted(words)


def test_do_and_dont_stay_with_the_subject() -> None:
    """A "không" inside is a word of the rule; only the one that asks is frame."""
    words, _ = parted(syllables("Không đeo thẻ khi tiếp dân có sao không?"))
    assert " ".join(words) == "không đeo thẻ khi tiếp dân"
