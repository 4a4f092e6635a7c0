"""Documents that are zips: looked at from outside before anything in them is unpacked."""

import zipfile
from io import BytesIO

from knowledge.errors import ReadingError
from knowledge.reading.limits import MIB

MOST_MEMBERS = 5_000
MOST_UNPACKED = 300 * MIB  # of all members, as declared; unpacking stops at what is declared
MOST_XML = 100 * MIB  # of one part made of words


def check_archive(source: str, data: bytes) -> None:
    """Refuse a zip that would unpack to more than a document can hold, or that is locked.

    Members that share their bytes count each on its own, so a bomb of overlapping ones is seen.
    Raises `ReadingError`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as exc:
        raise ReadingError(f"Tệp “{source}” hỏng: không mở được phần nén bên trong.") from exc
    if len(members) > MOST_MEMBERS:
        raise ReadingError(
            f"Tệp “{source}” chứa {len(members)} tệp con, trong khi tối đa là {MOST_MEMBERS}."
        )
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError(f"Tệp “{source}” có mật khẩu; hãy bỏ mật khẩu rồi nạp lại.")
    unpacked = sum(member.file_size for member in members)
    largest = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
    for size, most in ((unpacked, MOST_UNPACKED), (largest, MOST_XML)):
        if size > most:
            raise ReadingError(
                f"Tệp “{source}” bung ra quá lớn: {size // MIB} MB, trong khi tối đa là"
                f" {most // MIB} MB."
            )
