"""Whether an answer is a document, and under which file name its bytes are read."""

from pathlib import PurePosixPath

from knowledge.errors import FetchError
from knowledge.reading.html_decoding import known_encoding
from knowledge.web.address import WebAddress
from knowledge.web.exchange import Answer

# What a kind of content is as a file. None: a server says nothing of it, its bytes will.
_SUFFIXES: dict[str, str | None] = {
    "": None,
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/octet-stream": None,
    "binary/octet-stream": None,
    "application/download": None,
    "application/x-download": None,
    "application/force-download": None,
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WORDS = (".html", ".txt", ".md")
_STATUSES = {
    401: "đòi đăng nhập",
    402: "đòi trả tiền",
    403: "từ chối cho đọc",
    404: "không có trang này",
    407: "đòi đăng nhập qua máy chủ trung gian",
    410: "đã gỡ trang này",
    429: "báo đã hỏi quá nhiều lần, hãy đợi rồi thử lại",
    451: "không cho đọc vì lý do pháp lý",
}
_LOGIN = ("login", "signin", "sign-in", "log-in", "dang-nhap", "dangnhap", "logon")


def check_document(answer: Answer) -> None:
    """Raises `FetchError` where a server refuses, fails, or sends what is no document."""
    host, shown = answer.address.host, answer.address.shown
    if answer.status != 200:
        reason = _STATUSES.get(answer.status)
        if reason is None and answer.status >= 500:
            reason = "đang gặp lỗi, hãy thử lại sau"
        reason = reason or "trả lời khác thường"
        raise FetchError(f"Máy chủ “{host}” {reason} (mã {answer.status}): {shown}")
    kind = _kind(answer)
    if kind not in _SUFFIXES:
        raise FetchError(f"“{shown}” không phải văn bản mà là “{kind[:60]}”.")


def check_not_login(asked: WebAddress, reached: WebAddress) -> None:
    """Raises `FetchError` where an address led to a page to log in at."""
    parts = reached.url.path.lower().split("/")
    if asked != reached and any(word in part for part in parts for word in _LOGIN):
        raise FetchError(f"“{asked.shown}” đòi đăng nhập nên không đọc được.")


def file_name(answer: Answer) -> str:
    """The name under which the bytes are read: its ending fits what the server says they are."""
    name = PurePosixPath(answer.address.name)
    suffix = _SUFFIXES[_kind(answer)]
    if suffix is None or name.suffix.lower() == suffix:
        return str(name)
    has_ending = 1 < len(name.suffix) <= 6
    return f"{name.stem if has_ending else name}{suffix}"


def in_utf8(answer: Answer) -> bytes:
    """The bytes; words whose encoding only the server says are written in UTF-8 instead.

    A byte order mark is believed before the server, the server before the page (HTML Standard).
    """
    encoding = _encoding(answer)
    if encoding is None or answer.data.startswith(_BOMS):
        return answer.data
    try:
        return _BOMS[0] + answer.data.decode(encoding).encode("utf-8")
    except UnicodeDecodeError:
        return answer.data  # the server is wrong: the reader looks for itself


def _encoding(answer: Answer) -> str | None:
    if _SUFFIXES[_kind(answer)] not in _WORDS:
        return None
    for part in answer.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return known_encoding(value)
    return None


def _kind(answer: Answer) -> str:
    return answer.headers.get("content-type", "").split(";")[0].strip().lower()
