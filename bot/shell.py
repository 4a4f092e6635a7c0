"""What the commands of the shell share: options, who types, JSON."""

import getpass
import json
from pathlib import Path
from typing import Annotated, Any

import typer

Home = Annotated[
    Path | None, typer.Option("--home", help="Thư mục dữ liệu (thay cho NENCHANG_HOME).")
]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho chương trình đọc.")]
Yes = Annotated[bool, typer.Option("--yes", help="Công bố mà không hỏi lại.")]


def author() -> str:
    """Who types, for releases and the audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "shell"


def print_json(value: Any) -> None:  # noqa: ANN401 -- anything that JSON can hold
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
