"""What can go wrong with an index or a model; each text is one sentence that a person may read."""


class IndexFault(Exception):
    """Base of all errors of this package; `str(error)` is Vietnamese and fit to be shown."""


# --- models -----------------------------------------------------------------------------------


class ModelNotFound(IndexFault):
    """No model folder at the path, nor a hub model of that name within reach."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Không tìm thấy mô hình “{name}”, cả trên máy này lẫn trên Hugging Face: "
            "hãy kiểm tra tên hoặc đường dẫn (mô hình riêng tư cần biến HF_TOKEN)."
        )


class ModelOutOfReach(IndexFault):
    """The model has to be downloaded and the hub does not answer."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"Mô hình “{name}” chưa có trên máy này mà không tải về được: {why}; hãy kiểm tra "
            "mạng, hoặc chép thư mục mô hình vào máy rồi đặt NENCHANG_MODEL là đường dẫn tới đó."
        )


class ModelGated(IndexFault):
    """The hub gives the model only to those whom its owner lets in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Hugging Face không cho tải mô hình “{name}”: hãy xin quyền trên trang của mô hình, "
            "rồi đặt biến HF_TOKEN là mã truy cập của mình."
        )


class NoRoomForModel(IndexFault):
    """The disk was full before the model was there."""

    def __init__(self, name: str, place: object) -> None:
        super().__init__(
            f"Hết chỗ trên ổ đĩa khi tải mô hình “{name}” vào {place}: hãy dọn bớt, hoặc đặt "
            "biến HF_HOME là một thư mục ở ổ khác."
        )


class ModelDownloadFailed(IndexFault):
    """The hub, the way to it or the place for the model broke the download off."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"Tải mô hình “{name}” bị dở dang ({why}); chạy lại thì tải tiếp phần còn thiếu."
        )


class ModelRunsCode(IndexFault):
    """The model's folder brings Python code of its own, which is never run."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Mô hình “{name}” đòi chạy mã Python đi kèm nó; Nên Chăng không chạy mã lạ, hãy chọn "
            "mô hình khác."
        )


class NotAModel(IndexFault):
    """The folder is there, but sentence-transformers cannot read a model from it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” không chứa một mô hình sentence-transformers đọc được.")


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
