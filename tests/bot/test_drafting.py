"""A draft's way, with the process dying at every step of it: what was, answers; the draft is
there."""

from collections.abc import Callable

import pytest

from bot.drafting import Drafting
from bot.errors import DraftError, StaleDraft, UsageError
from bot.parts import Parts
from bot.publishing import Publisher
from bot.sources import sources_at
from bot.uploads import Uploads
from knowledge import drafts, releases, store
from knowledge.drafting import DraftState
from knowledge.drafts import Added
from knowledge.errors import NotPublishedError

HOA, MINH = 1003, 1002
TEXT = """Tiêu đề: Quy chế đọc sách
Số hiệu: 31-QC/TĐ
Hiệu lực từ: 01/03/2025

Điều 1. Giờ đọc
Bạn đọc nên mượn sách trước tám giờ.
Điều 2. Trả sách
Bạn đọc không nên giữ sách quá mười ngày.
"""


class Killed(BaseException):
    """The process is gone: nothing catches this."""


@pytest.fixture
def drafting(published: Parts) -> Drafting:
    return Drafting(published.publisher)


def current(parts: Parts) -> int | None:
    with parts.database.session() as session:
        return releases.current_release(session)


def received(drafting: Drafting, name: str = "sach.txt", text: str = TEXT) -> int:
    draft_id = drafting.receive(HOA, HOA, name, text.encode(), "").draft_id
    drafting.read(HOA, draft_id)
    return draft_id


def killing(work: Callable[..., object]) -> Callable[..., object]:
    """The same work, after which the process is killed."""

    def killed(*args: object, **kwargs: object) -> object:
        work(*args, **kwargs)
        raise Killed

    return killed


def corrected(drafting: Drafting, parts: Parts) -> None:
    """Published, with a date and an issuer that an admin has put right."""
    draft_id = received(drafting)
    (file,) = drafting.draft(HOA, draft_id).files
    drafting.correct(HOA, draft_id, file.id, "effective_from", "01/04/2025")
    drafting.correct(HOA, draft_id, file.id, "issuer", "Tỉnh Đoàn Mẫu")
    publish(drafting, draft_id)


def publish(drafting: Drafting, draft_id: int) -> None:
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    drafting.publish(HOA, draft_id, prepared.release, insist=False)


def test_what_was_put_right_is_offered_for_the_next_version_and_kept_with_one_tap(
    drafting: Drafting, published: Parts
) -> None:
    corrected(drafting, published)
    later = TEXT.replace("tám giờ", "chín giờ")
    for number in range(2):  # and for the one after that
        draft_id = received(drafting, text=f"{later}Điều 3. Lần {number}\nGiữ sách sạch.\n")
        (one,) = drafting.report(HOA, draft_id).files
        assert one.carried == {"effective_from": "2025-04-01", "issuer": "Tỉnh Đoàn Mẫu"}
        assert one.document is not None
        assert one.document.issuer is None  # nothing happens by itself

        drafting.keep_corrections(HOA, draft_id, one.file.id)
        (one,) = drafting.report(HOA, draft_id).files
        assert one.carried == {}
        assert one.document is not None
        assert one.document.issuer == "Tỉnh Đoàn Mẫu"
        publish(drafting, draft_id)


def test_what_the_next_version_says_otherwise_by_itself_is_not_put_right_as_before(
    drafting: Drafting, published: Parts
) -> None:
    corrected(drafting, published)
    draft_id = received(drafting, text=TEXT.replace("01/03/2025", "01/09/2025"))

    (one,) = drafting.report(HOA, draft_id).files
    assert one.carried == {"issuer": "Tỉnh Đoàn Mẫu"}


def test_a_field_that_was_decided_on_anew_is_not_offered(
    drafting: Drafting, published: Parts
) -> None:
    corrected(drafting, published)
    draft_id = received(drafting, text=TEXT.replace("tám giờ", "chín giờ"))
    (file,) = drafting.draft(HOA, draft_id).files
    drafting.correct(HOA, draft_id, file.id, "issuer", "Huyện Đoàn Mẫu")

    (one,) = drafting.report(HOA, draft_id).files
    assert one.carried == {"effective_from": "2025-04-01"}


def test_killed_before_its_bytes_are_kept_a_file_is_asked_for_again(
    drafting: Drafting, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "add_note", killing(drafts.add_note))
        with pytest.raises(Killed):
            received(drafting)
    assert Drafting(published.publisher).current(HOA) is None

    with monkeypatch.context() as patch:
        patch.setattr(Uploads, "keep", killing(lambda self, data: None))
        with pytest.raises(Killed):
            received(drafting)
    again = Drafting(published.publisher)
    draft = again.current(HOA)
    assert draft is not None
    again.read(HOA, draft.id)
    assert again.report(HOA, draft.id).files[0].file.problem
    assert again.receive(HOA, HOA, "sach.txt", TEXT.encode(), "").added is Added.NEW
    again.read(HOA, draft.id)
    (report,) = again.report(HOA, draft.id).files
    assert report.articles == 2


def test_killed_while_reading_the_files_are_read_by_the_next_process(
    drafting: Drafting, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "file_was_read", killing(drafts.file_was_read))
        with pytest.raises(Killed):
            received(drafting)

    again = Drafting(published.publisher)
    draft = again.current(HOA)
    assert draft is not None
    again.read(HOA, draft.id)
    assert again.report(HOA, draft.id).files[0].document


def test_killed_while_comparing_the_old_release_answers_and_nothing_is_lost(
    drafting: Drafting, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = received(drafting)
    for place in ("knowledge.drafts.hold", "knowledge.drafts.mark_ready"):
        with monkeypatch.context() as patch:
            work = getattr(drafts, place.rsplit(".", 1)[1])
            patch.setattr(place, killing(work))
            with pytest.raises(Killed):
                drafting.compare(HOA, draft_id)
        assert current(published) == 1

    again = Drafting(published.publisher)
    prepared = again.compare(HOA, draft_id)
    assert prepared.release is not None
    again.publish(HOA, draft_id, prepared.release, insist=False)
    assert current(published) == prepared.release


def test_killed_while_publishing_it_is_the_old_release_with_the_draft_or_the_new_one_without(
    drafting: Drafting, published: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = received(drafting)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "end", killing(drafts.end))  # before the commit
        with pytest.raises(Killed):
            drafting.publish(HOA, draft_id, prepared.release, insist=False)
    assert current(published) == 1
    assert Drafting(published.publisher).prepared(HOA, draft_id) == prepared

    with monkeypatch.context() as patch:
        patch.setattr(Uploads, "forget", killing(lambda self, kept: None))  # after it
        with pytest.raises(Killed):
            drafting.publish(HOA, draft_id, prepared.release, insist=False)
    assert current(published) == prepared.release
    assert Drafting(published.publisher).current(HOA) is None
    assert drafting.draft(HOA, draft_id).state is DraftState.PUBLISHED


def test_a_refresh_at_the_shell_leaves_a_draft_that_waits_as_it_is(
    drafting: Drafting, published: Parts, rules: object
) -> None:
    draft_id = received(drafting)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    path = published.home.path / "them.txt"
    path.write_text("Số hiệu: 40-QĐ/XX\n\nĐiều 1. Sách\nBạn đọc nên bọc sách.\n")
    published.publisher.refresh(sources_at([str(path)]), author="shell")

    assert drafting.prepared(HOA, draft_id) == prepared
    with pytest.raises(StaleDraft, match="bản đang dùng nay là số"):
        drafting.publish(HOA, draft_id, prepared.release, insist=False)


def test_a_corrected_field_is_a_revision_of_the_same_words(drafting: Drafting) -> None:
    draft_id = received(drafting)
    file = drafting.report(HOA, draft_id).files[0].file
    drafting.correct(HOA, draft_id, file.id, "title", "  Quy chế   mượn sách ")
    drafting.correct(HOA, draft_id, file.id, "effective_from", "ngày 05 tháng 04 năm 2025")

    (report,) = drafting.report(HOA, draft_id).files
    assert report.document
    assert report.document.title == "Quy chế mượn sách"
    assert str(report.document.effective_from) == "2025-04-05"
    assert report.file.revision_id != file.revision_id
    assert report.file.read_id == file.read_id
    assert report.passages == 2

    drafting.correct(HOA, draft_id, file.id, "title", "Quy chế đọc sách")
    drafting.correct(HOA, draft_id, file.id, "effective_from", "01/03/2025")
    assert drafting.report(HOA, draft_id).files[0].file.revision_id == file.revision_id


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("issued_on", "31/02/2026", "không phải một ngày có thật"),
        ("effective_to", "mai", "không phải một ngày có thật"),
        ("title", "   ", "không được để trống"),
        ("title", "chữ " * 100, "Dài 399 ký tự, nhiều nhất là 300"),
    ],
)
def test_a_value_that_a_field_cannot_have_changes_nothing(
    drafting: Drafting, name: str, value: str, said: str
) -> None:
    draft_id = received(drafting)
    file = drafting.report(HOA, draft_id).files[0].file
    with pytest.raises(DraftError, match=said):
        drafting.correct(HOA, draft_id, file.id, name, value)
    assert drafting.report(HOA, draft_id).files[0].file == file


def test_days_that_cannot_both_be_right_are_a_warning_until_they_are(drafting: Drafting) -> None:
    draft_id = received(drafting)
    file = drafting.report(HOA, draft_id).files[0].file

    def warnings() -> tuple[str, ...]:
        document = drafting.report(HOA, draft_id).files[0].document
        assert document
        return document.warnings

    before = warnings()
    drafting.correct(HOA, draft_id, file.id, "effective_to", "01/01/2020")
    assert set(warnings()) - set(before) == {
        "Ngày hết hiệu lực 01/01/2020 đứng trước ngày hiệu lực 01/03/2025."
    }
    drafting.correct(HOA, draft_id, file.id, "effective_to", "01/01/2030")
    assert warnings() == before


def test_a_draft_that_is_corrected_after_it_was_compared_must_be_compared_again(
    drafting: Drafting, published: Parts
) -> None:
    draft_id = received(drafting)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    file = drafting.report(HOA, draft_id).files[0].file
    drafting.correct(HOA, draft_id, file.id, "issuer", "Thư viện")

    with pytest.raises(DraftError, match="xin so sánh lại"):
        drafting.publish(HOA, draft_id, prepared.release, insist=False)
    assert current(published) == 1


def test_a_scan_whose_number_was_put_right_is_a_reading_of_the_published_document(
    drafting: Drafting, published: Parts
) -> None:
    text = TEXT.replace("31-QC/TĐ", "99-QC/XX").replace("Quy chế đọc sách", "Luật Thư viện mẫu")
    draft_id = received(drafting, "scan.txt", text)
    file = drafting.report(HOA, draft_id).files[0].file
    drafting.correct(HOA, draft_id, file.id, "number", "9/2021/QH0")

    comparison = drafting.compare(HOA, draft_id).comparison
    assert comparison.changed == ("Luật Thư viện mẫu",)
    assert comparison.added == ()


def test_nobody_reaches_the_draft_of_another(drafting: Drafting) -> None:
    draft_id = received(drafting)
    for act in (drafting.report, drafting.compare, drafting.discard, drafting.prepared):
        with pytest.raises(NotPublishedError, match="của người khác"):
            act(MINH, draft_id)
    assert drafting.current(MINH) is None


def test_what_is_as_it_was_leaves_nothing_to_publish(drafting: Drafting, published: Parts) -> None:
    draft_id = received(drafting)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    drafting.publish(HOA, draft_id, prepared.release, insist=False)

    again = received(drafting)
    assert again != draft_id
    assert drafting.compare(HOA, again).release is None


def test_taking_back_does_not_undo_what_others_published_since(
    drafting: Drafting, published: Parts
) -> None:
    draft_id = received(drafting)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    drafting.publish(HOA, draft_id, prepared.release, insist=False)
    path = published.home.path / "them.txt"
    path.write_text("Số hiệu: 40-QĐ/XX\n\nĐiều 1. Sách\nBạn đọc nên bọc sách.\n")
    published.publisher.refresh(sources_at([str(path)]), author="shell")

    with pytest.raises(DraftError, match="Bản đang dùng nay là số 3, không phải số 2"):
        drafting.take_back(HOA, draft_id)
    assert current(published) == 3


def test_an_address_is_taken_in_once_and_a_wrong_one_not_at_all(drafting: Drafting) -> None:
    first = drafting.receive_address(HOA, HOA, "https://van-ban.example/luat")
    assert first.added is Added.NEW
    assert drafting.receive_address(HOA, HOA, "https://van-ban.example/luat").added is Added.SAME
    with pytest.raises(UsageError):
        drafting.receive_address(HOA, HOA, "https://")


def test_files_of_one_document_are_said_and_the_later_counts(
    drafting: Drafting, published: Parts
) -> None:
    received(drafting, "mot.txt")
    draft_id = received(drafting, "hai.txt", TEXT + "Điều 3. Bọc sách\nBạn đọc nên bọc sách.\n")
    first, second = drafting.report(HOA, draft_id).files
    assert (first.gives_way_to, second.gives_way_to) == ("hai.txt", None)
    prepared = drafting.compare(HOA, draft_id)
    assert prepared.release is not None
    drafting.publish(HOA, draft_id, prepared.release, insist=False)

    with published.database.session() as session:
        held = store.documents_of(session, prepared.release)
    assert [one.source for one in held if one.number == "31-QC/TĐ"] == ["hai.txt"]


def test_a_release_that_is_being_built_belongs_to_its_draft(
    drafting: Drafting, published: Parts
) -> None:
    draft_id = received(drafting)
    seen: list[int | None] = []

    def progress(stage: str, done: int, total: int) -> None:
        draft = drafting.draft(HOA, draft_id)
        seen.append(draft.release_id)
        with published.database.session() as session:
            assert releases.abandon_drafts(session) == 0

    prepared = drafting.compare(HOA, draft_id, progress)
    assert prepared.release in seen
    assert isinstance(published.publisher, Publisher)
    drafting.publish(HOA, draft_id, prepared.release or 0, insist=False)
    assert current(published) == prepared.release
