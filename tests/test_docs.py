"""What the documentation says is compared with what the code does."""

import re
from pathlib import Path

import typer.main

from bot.cli import app
from bot.commands import ADMIN_COMMANDS, COMMANDS, REVIEWER_COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_readme_lists_the_bots_commands_and_no_others() -> None:
    rows = re.findall(r"^\| `/(\w+)` \| (.*) \|$", README, re.MULTILINE)

    commands = (*COMMANDS, *REVIEWER_COMMANDS, *ADMIN_COMMANDS)
    assert rows == [(command.name, command.description) for command in commands]


def test_the_readme_lists_the_shells_commands_and_no_others() -> None:
    listed = re.findall(r"^\| `nenchang (\w+)", README, re.MULTILINE)
    group = typer.main.get_command(app)

    assert sorted(listed) == sorted(getattr(group, "commands"))  # noqa: B009 -- typed as Command


def test_every_command_has_help() -> None:
    group = typer.main.get_command(app)

    for name, command in getattr(group, "commands").items():  # noqa: B009 -- as above
        assert command.help, name


def test_the_readme_names_every_setting_and_no_others() -> None:
    named = set(re.findall(r"NENCHANG_(\w+)", README))

    assert named == {field.upper() for field in Settings.model_fields}


def test_every_make_target_that_is_spoken_of_exists() -> None:
    texts = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    spoken = set(re.findall(r"^make (\w+)", texts, re.MULTILINE))
    targets = set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))

    assert {"run", "test"} <= spoken <= targets


def test_every_file_of_the_architecture_exists() -> None:
    section = ""
    for line in ARCHITECTURE.split("```")[1].splitlines():
        if top := re.match(r"(\w+)/", line):
            section = top.group(1)
            assert (ROOT / section).is_dir(), section
        for name in re.findall(r"\b(\w+\.py|\w+/)(?=[\s,]|$)", line.strip()) if section else ():
            path = ROOT / section / name
            assert path.exists() or (ROOT / name).exists(), f"{section}/{name}"


def test_every_top_level_module_is_in_the_architecture() -> None:
    for package in ("bot", "index"):
        for path in (ROOT / package).glob("*.py"):
            if path.stem != "__init__":
                assert path.name in ARCHITECTURE, f"{package}/{path.name}"


def test_every_link_to_a_file_leads_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
