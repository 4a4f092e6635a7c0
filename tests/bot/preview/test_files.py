import struct

import pytest

from bot.preview.errors import ApiError
from bot.preview.files import Files, image_size

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab"
    + b"\xff\xc0\x00\x11\x08"
    + struct.pack(">HH", 50, 70)
    + b"\0" * 12
)


@pytest.mark.parametrize(("data", "size"), [(PNG, (640, 480)), (GIF, (30, 20)), (JPEG, (70, 50))])
def test_the_size_of_a_picture_is_read(data: bytes, size: tuple[int, int]) -> None:
    assert image_size(data) == size


@pytest.mark.parametrize("data", [b"", b"text", PNG[:20], b"\xff\xd8\xff", b"GIF89a\0\0\0\0"])
def test_bytes_that_are_no_picture_are_refused(data: bytes) -> None:
    with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
        image_size(data)


def test_a_file_is_found_by_id_unique_id_and_path() -> None:
    files = Files()
    stored = files.add("documents", "Báo cáo.PDF", b"abc")
    assert files.get(stored.id) is files.at(stored.path) is files.named(stored.unique_id) is stored
    assert stored.path == "documents/file_0.PDF"
    assert stored.document()["mime_type"] == "application/pdf"
    assert stored.document()["file_size"] == 3


def test_a_file_name_never_leads_out_of_the_download_folder() -> None:
    assert Files().add("documents", "../../etc/passwd.../x", b"a").path == "documents/file_0"
