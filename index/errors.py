"""What can go wrong with an index or a model; each text is one sentence that a person may read."""


class IndexFault(Exception):
    """Base of all errors of this package; `str(error)` is Vietnamese and fit to be shown."""


# --- models -----------------------------------------------------------------------------------


class ModelNotFound(IndexFault):
    """No model folder at the path, nor a hub model of that name within reach."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Không tìm thấy mô hình “{name}” trên máy này, cũng không tải về được: "
            "hãy kiểm tra tên, đường dẫn hoặc kết nối mạng."
        )


class NotAModel(IndexFault):
    """The folder is there, but sentence-transformers cannot read a model from it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Thư mục “{name}” không chứa một mô hình sentence-transformers đọc được.")


# --- building ---------------------------------------------------------------------------------


class NothingToIndex(IndexFault):
    """An index of no passages was asked for."""

    def __init__(self) -> None:
        super().__init__("Không có đoạn văn nào để lập chỉ mục.")


class DuplicateId(IndexFault):
    """The same passage id was given twice."""

    def __init__(self, identifier: int) -> None:
        super().__init__(f"Mã đoạn {identifier} xuất hiện hai lần khi lập chỉ mục.")


class WrongDimensions(IndexFault):
    """The model gave vectors of another width, or another number of them, than it said."""

    def __init__(self, expected: tuple[int, int], found: tuple[int, ...]) -> None:
        super().__init__(f"Mô hình trả về bảng vectơ {found}, trong khi cần {expected}.")


# --- an index on disk ---------------------------------------------------------------------------


class IndexMissing(IndexFault):
    """There is no index folder at the path."""

    def __init__(self, folder: object) -> None:
        super().__init__(f"Không tìm thấy chỉ mục tại “{folder}”.")


class IndexIncomplete(IndexFault):
    """Writing was cut short: the manifest or a file it names is not there."""

    def __init__(self, folder: object, missing: str) -> None:
        super().__init__(f"Chỉ mục tại “{folder}” ghi dở dang: thiếu tệp {missing}.")


class IndexDamaged(IndexFault):
    """A file's bytes are not those that were written."""

    def __init__(self, folder: object, file: str) -> None:
        super().__init__(f"Chỉ mục tại “{folder}” bị hỏng: tệp {file} không còn nguyên vẹn.")


class IndexTooNew(IndexFault):
    """A newer version of the program wrote the folder."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"Chỉ mục có định dạng {found}, mới hơn định dạng {known} mà phiên bản này đọc được."
        )


class IndexTooOld(IndexFault):
    """An older version wrote the folder in a form that is no longer read."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"Chỉ mục có định dạng {found}, cũ hơn định dạng {known}: hãy lập lại chỉ mục."
        )


class OtherModel(IndexFault):
    """The folder's vectors come from another model than the one given to load it."""

    def __init__(self, found: str, given: str) -> None:
        super().__init__(
            f"Chỉ mục được lập bằng mô hình {found}, không phải mô hình {given} đang dùng."
        )


class WrongCount(IndexFault):
    """Two parts of the index disagree on how many passages there are."""

    def __init__(self, what: str, expected: int, found: int) -> None:
        super().__init__(f"Chỉ mục ghi nhận {expected} đoạn nhưng {what} có {found}.")
