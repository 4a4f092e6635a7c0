"""A made-up knowledge base whose answers can be told apart, and the questions to it."""

from collections.abc import Iterable
from pathlib import Path

from bot.answer import Band
from bot.parts import Parts, assembled
from bot.settings import Settings
from bot.sources import sources_at
from knowledge import membership, releases, store

# What each is about: no two share a word that matters.
TOPICS = (
    "mượn thuyền thúng",
    "trực trạm hải đăng",
    "nuôi ong rừng",
    "chấm công thợ gốm",
    "phơi lúa sân đình",
    "kéo chuông nhà rông",
    "đốt lò nung gạch",
    "dắt trâu qua cầu treo",
    "thả diều bờ đê",
    "khắc bia đá",
    "ủ phân xanh",
    "lợp mái cọ",
    "đan lưới cá",
    "vớt bèo ao làng",
    "thắp đèn kéo quân",
    "giữ kho thóc giống",
    "sửa guồng nước",
    "nhuộm vải chàm",
    "tập múa rối nước",
    "gác rừng đước",
    "hái chè tuyết",
    "đúc khuôn chuông đồng",
    "vẽ tranh tường chợ",
    "bơm nước ruộng bậc thang",
    "dọn giếng cổ",
    "ghi sổ phả họ",
    "trồng tre chắn gió",
    "cạo mủ cao su",
    "đóng bè nứa",
    "nấu rượu cần",
    "chạm trổ cột gỗ",
    "lái máy cày",
    "thu muối ruộng",
    "ươm cây con",
    "đánh trống hội",
    "quét vôi cổng làng",
    "nuôi tằm dâu",
    "xay bột sắn",
    "dựng rạp cưới",
    "khiêng kiệu rước",
    "buộc thuyền tránh bão",
    "đào mương thoát lũ",
    "soi đèn bắt ếch",
    "chèo đò ngang",
    "ép dầu lạc",
    "phát cỏ nghĩa trang",
    "in tờ tin xã",
    "phân loại rác nhựa",
)
_EACH = 8  # topics of a document
_FORMS = (
    "{topic} phải báo trước mấy ngày?",
    "muốn {topic} thì phải báo trước bao lâu",
    "Khi {topic} có phải báo trước cho tổ trưởng không?",
)


def question(topic: str, number: int) -> str:
    """One of the ways to ask for a topic."""
    text = _FORMS[number % len(_FORMS)].format(topic=topic)
    return text[0].upper() + text[1:]


def topic_in(text: str) -> str | None:
    """The topic that a text is about; None for none."""
    return next((topic for topic in TOPICS if topic in text), None)


def prepared(home: Path, folder: Path, people: Iterable[int]) -> list[str]:
    """Publish the rules in a new home where these people have agreed to what is kept of them;
    the topics that are answered whichever way they are asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(TOPICS), _EACH):
        number = start // _EACH + 1
        (folder / f"quy-uoc-{number}.txt").write_text(_document(number, start), "utf-8")
    with assembled(Settings.load(home)) as parts:
        parts.publisher.refresh(sources_at([str(folder)]), only=True, author="storm")
        with parts.database.session() as session:
            for person in people:
                membership.agree(session, person)
            session.commit()
        return [topic for topic in TOPICS if _is_answered(parts, topic)]


def texts_of_releases(home: Path) -> dict[int, str]:
    """What each release says, all of it; by the release's number."""
    with assembled(Settings.load(home)) as parts, parts.database.session() as session:
        current = releases.current_release(session) or 0
        return {
            number: "\n".join(
                store.revision_texts(session, releases.revision_ids_of(session, number)).values()
            )
            for number in range(1, current + 1)
        }


def _document(number: int, start: int) -> str:
    head = f"Tiêu đề: Quy ước làng nghề số {number}\nSố hiệu: {number}/2031/QU-LTH\n\n"
    return head + "".join(
        f"Điều {place}. Báo trước khi {topic}\n"
        f"1. Người {topic} phải báo trước {place + 1} ngày cho tổ trưởng.\n"
        f"2. Người {topic} nên ghi việc ấy vào sổ của tổ.\n"
        for place, topic in enumerate(TOPICS[start : start + _EACH], 1)
    )


def _is_answered(parts: Parts, topic: str) -> bool:
    for number in range(len(_FORMS)):
        answer, *_ = parts.answerer.consider(question(topic, number))
        if answer.band is not Band.ANSWER or topic not in answer.citations[0].quote:
            return False
    return True
