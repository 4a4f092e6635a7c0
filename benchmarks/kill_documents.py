"""The made-up knowledge base of `benchmarks.kills`: five documents in rounds.

Every text of one refresh says the same number, its *round*, so that an answer shows which release
it comes from, and five answers show whether they come from one.
"""

import re
from pathlib import Path

from bot.parts import Parts
from knowledge import releases, store

TOPICS = (
    "mượn thuyền thúng",
    "trực trạm hải đăng",
    "nuôi ong rừng",
    "chấm công thợ gốm",
    "phơi lúa sân đình",
)
QUESTIONS = tuple(f"{topic} phải báo trước mấy ngày?" for topic in TOPICS)
_ROUND = re.compile(r"sổ lượt (\d+)")


def document(place: int, number: int) -> str:
    """One of the five, as it is in a round."""
    topic = TOPICS[place]
    return (
        f"Tiêu đề: Quy ước {topic}\nSố hiệu: {place + 1}/2031/QU-LTH\n\n"
        f"Điều 1. Báo trước\nNgười {topic} phải báo trước {number % 9 + 2} ngày cho tổ trưởng, "
        f"ghi vào sổ lượt {number}.\n"
        f"Điều 2. Khi trời xấu\nTrời xấu thì việc {topic} dừng lại, theo sổ lượt {number}.\n"
        f"Điều 3. Bàn giao\nXong việc thì bàn giao dụng cụ cho người sau, ký sổ lượt {number}.\n"
    )


def write_documents(folder: Path, number: int) -> None:
    """All five, as they are in a round."""
    folder.mkdir(exist_ok=True)
    for place in range(len(TOPICS)):
        (folder / f"quy-uoc-{place + 1}.txt").write_text(document(place, number), "utf-8")


def rounds_of(text: str) -> set[int]:
    """The rounds that a text says it is from."""
    return {int(number) for number in _ROUND.findall(text)}


def round_of_release(parts: Parts, release_id: int) -> set[int]:
    """The rounds that the texts of a release say; one, unless something is wrong."""
    with parts.database.session() as session:
        ids = releases.revision_ids_of(session, release_id)
        return rounds_of(" ".join(store.revision_texts(session, ids).values()))
