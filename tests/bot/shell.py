"""A command as a script meets it: its arguments, exit status, stdout and stderr."""

import json
import sys
from typing import Any

import pytest

from bot import cli


class Result:
    """What a command left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def json(self) -> Any:  # noqa: ANN401 -- whatever the command printed
        return json.loads(self.out)


class Command:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> Result:
        self._monkeypatch.setattr(sys, "argv", ["nenchang", *map(str, arguments)])
        self._capsys.readouterr()
        status: object = None
        try:
            cli.main()
        except SystemExit as left:
            status = left.code or 0
        assert isinstance(status, int), "the command did not leave with a status"
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return Result(status, said.out, said.err)
