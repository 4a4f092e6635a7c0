"""Wrong use of the command, in one Vietnamese sentence instead of Typer's English box."""

from typer.exceptions import TyperException

MORE = "xem nenchang --help"


def sentence(error: TyperException) -> str:
    """What was wrong with the words of a command. Typer keeps its kinds of errors to itself, so
    they are known by what they carry."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    message = str(getattr(error, "message", "") or "")
    if option:
        return f"Không có tùy chọn {option}; {MORE}."
    if parameter is not None and not message:
        return f"Thiếu {parameter.name}; {MORE}."
    if parameter is not None:
        return f"Giá trị của {parameter.name} không dùng được; {MORE}."
    if message.startswith("No such command"):
        return f"Không có lệnh {message.split(maxsplit=3)[3].rstrip('.')}; {MORE}."
    return f"Lệnh viết chưa đúng ({message}); {MORE}."
