import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks import LIMIT, BadPressError, Press, Verb

LARGEST_ID = 2**52  # Telegram promises that ids stay below this


@given(
    verb=st.sampled_from(Verb),
    owner=st.integers(1, LARGEST_ID),
    args=st.lists(st.integers(-1, 10**9).map(str), max_size=2),
)
def test_what_a_button_carries_comes_back(verb: Verb, owner: int, args: list[str]) -> None:
    press = Press(verb, owner, tuple(args))

    assert Press.decode(press.encode()) == press
    assert len(press.encode().encode()) <= LIMIT


@pytest.mark.parametrize(
    "code", [None, "", "1", "1:p", "0:p:3e9:1", "2:p:3e9:1", "1:z:3e9:1", "1:p:không:1", ":::"]
)
def test_a_button_of_another_make_means_nothing(code: str | None) -> None:
    assert Press.decode(code) is None


@given(st.text(max_size=64))
def test_no_button_however_forged_breaks_anything(code: str) -> None:
    press = Press.decode(code)

    assert press is None or isinstance(press.number(0), int | None)


def test_a_button_that_telegram_would_refuse_is_never_made() -> None:
    with pytest.raises(ValueError, match=r"button of \d+ bytes, Telegram allows 64"):
        Press(Verb.OPEN, 1, ("x" * 80,)).encode()


def test_a_number_that_no_row_can_have_is_no_number() -> None:
    press = Press.decode("1:p:65:99999999999999999999:-99999999999999999999")
    assert press is not None

    for place in (0, 1):
        with pytest.raises(BadPressError, match="no number of ours"):
            press.number(place)
