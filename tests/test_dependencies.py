"""What is depended on: licences, known weaknesses, and how SQL is written."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from packaging.requirements import Requirement

from tests.advisories import audited

ROOT = Path(__file__).parents[1]
# Also under a licence without copyleft, to be chosen.
CHOICE = {"tld": "MPL-1.1 or GPL-2.0 or LGPL-2.1"}
# Where SQL is written by hand, and why; everything else goes through SQLModel.
BY_HAND = {
    "knowledge/database.py": "pragmas, and which migration was the last; nothing from outside",
    "knowledge/pointer.py": "one fixed statement, compiled once, read before every question",
    "knowledge/copying.py": "SQLite's own backup and check of integrity; nothing from outside",
}
SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|DROP\s+\w+|PRAGMA\s|"
    r"ATTACH\s|CREATE\s+(TABLE|INDEX|VIEW|TRIGGER)|ALTER\s+TABLE)",
    re.DOTALL,
)


def test_nothing_that_the_product_needs_is_under_the_gpl() -> None:
    found = {name: _licence(name) for name in _needed("nenchang")}

    assert len(found) > 30
    copyleft = re.compile(r"(?<![LM])(AGPL|GPL|Affero)", re.IGNORECASE)
    strict = {
        name: said
        for name, said in found.items()
        if name not in CHOICE and copyleft.search(said.replace("Lesser General Public", "LGPL"))
    }
    assert strict == {}


def _licence(name: str) -> str:
    about: Any = metadata.metadata(name)  # typed without `get`, which it has
    kinds = [one for one in about.get_all("Classifier") or () if one.startswith("License ::")]
    short = (about.get("License") or "").strip().splitlines()[:1]
    return " ".join([about.get("License-Expression") or "", *kinds, *short])


def _needed(name: str) -> set[str]:
    """Everything that is installed with it, on this machine."""
    reached: set[str] = set()
    waiting = [(name, frozenset[str]())]
    while waiting:
        one, extras = waiting.pop()
        try:
            needs = metadata.requires(one) or []
        except metadata.PackageNotFoundError:
            continue
        reached.add(one.lower())
        for line in needs:
            wanted = Requirement(line)
            marker = wanted.marker
            fits = marker is None or any(
                marker.evaluate({"extra": extra}) for extra in (extras or {""})
            )
            if fits and wanted.name.lower() not in reached:
                waiting.append((wanted.name, frozenset(wanted.extras)))
    return reached


def test_sql_is_written_by_hand_only_where_it_is_explained() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for package in ("bot", "knowledge", "index")
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and any(_sql_in(path))
    }

    assert found == BY_HAND.keys()


def _sql_in(path: Path) -> Iterator[str]:
    """Strings that are SQL, and calls that take a string for it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield node.value
        elif isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            yield from (one.name for one in node.names if one.name in ("text", "TextClause"))
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name == "sqlite3")


def told(stdout: str, stderr: str = "") -> tuple[str, int]:
    def run(*_: object, **__: object) -> Any:  # noqa: ANN401 -- a finished process
        return SimpleNamespace(stdout=stdout, stderr=stderr)

    return audited(run)


def test_a_known_weakness_fails_the_check_and_is_named() -> None:
    weak = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}

    assert told(json.dumps({"dependencies": [weak]})) == ("x 1: PYSEC-1, fixed in 2", 1)


def test_what_could_not_be_asked_is_said_and_does_not_pass_for_safe() -> None:
    unknown = {"name": "x", "skip_reason": "not found"}
    fine = {"name": "y", "version": "1", "vulns": []}

    assert told("", "a\nERROR: no route") == ("advisories: not checked: ERROR: no route", 0)
    said, status = told(json.dumps({"dependencies": [unknown]}))
    assert (said.startswith("advisories: not checked"), status) == (True, 0)
    said, status = told(json.dumps({"dependencies": [unknown, fine]}))
    assert said == "advisories: none for 1 packages; 1 are not known to the service"
    assert status == 0


def test_a_service_that_hangs_is_said_too() -> None:
    def hang(*_: object, **__: object) -> Any:  # noqa: ANN401 -- never returns
        raise subprocess.TimeoutExpired("pip-audit", 120)

    assert audited(hang) == ("advisories: not checked, no answer within 120 s", 0)
