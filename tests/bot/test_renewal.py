import logging
import threading

import pytest

from bot.parts import Parts
from bot.renewal import Renewal, renewing
from tests.bot.test_indexing import choose, served_by


def test_the_thread_brings_the_index_up_to_the_setting(published: Parts) -> None:
    choose(published, "mới")
    said: list[str] = []
    done = threading.Event()

    def tell(sentence: str) -> None:
        said.append(sentence)
        if sentence.startswith("Đã chuyển"):
            done.set()

    with renewing(published.indexes, tell):
        assert done.wait(30)
    assert said == [
        "Đang lập lại chỉ mục bằng mô hình “mới”; trong lúc đó bot vẫn trả lời theo chỉ mục của "
        "“từ”.",
        "Đã chuyển sang mô hình “mới”.",
    ]
    assert served_by(published) == "mới"


def test_there_is_nothing_to_say_where_nothing_is_to_do(published: Parts) -> None:
    said: list[str] = []
    assert Renewal(published.indexes, said.append).once()
    assert said == []


def test_what_cannot_be_done_is_said_once_and_tried_again(published: Parts) -> None:
    encoder = choose(published, "mới", here=False)
    said: list[str] = []
    renewal = Renewal(published.indexes, said.append)
    assert not renewal.once()
    assert not renewal.once()
    assert said[1].startswith("Chưa chuyển được sang mô hình mới: Mô hình “mới” chưa có")
    assert len(said) == 2
    assert encoder.asked == []
    assert served_by(published) == "từ"


def test_a_fault_that_nobody_foresaw_does_not_end_the_thread(
    published: Parts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = choose(published, "mới")

    def broken(texts: object) -> None:
        raise RuntimeError("no such kernel")

    monkeypatch.setattr(encoder, "encode_passages", broken)
    assert not Renewal(published.indexes, lambda _: None).once()
    assert "no such kernel" in caplog.text


def test_a_bot_that_stops_does_not_wait_for_the_model(published: Parts) -> None:
    choose(published, "mới")
    renewal = Renewal(published.indexes, lambda _: renewal.stop())
    assert renewal.once()
    assert served_by(published) == "từ"
    renewal.run()  # and ends at once


def test_progress_goes_to_the_log(published: Parts, caplog: pytest.LogCaptureFixture) -> None:
    choose(published, "mới")
    with caplog.at_level(logging.INFO, "bot.renewal"):
        Renewal(published.indexes, lambda _: None).once()
    assert "Lập chỉ mục: 8/8" in caplog.text
