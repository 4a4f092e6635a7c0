"""The directions of the house: who may import whom, and where each big library lives."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "knowledge", "index")
# A package may import these of ours, and nothing else of ours.
ALLOWED = {
    "knowledge": {"knowledge"},
    "index": {"index"},
    "bot": {"bot", "knowledge", "index"},
    "training": {"index", "training"},
}
# The modules (or packages, with a dot behind) that may import a library.
HOMES = {
    "faiss": ("index.vectors",),
    "sentence_transformers": ("index.embedding", "training."),
    "huggingface_hub": ("index.hub",),
    "torch": ("index.embedding", "training."),
    "httpx": ("knowledge.web.", "bot.delivery.verdicts", "bot.delivery.wire", "bot.doctor"),
    "prometheus_client": ("bot.health.metrics",),
    "protego": ("knowledge.web.robots",),
    "trafilatura": ("knowledge.reading.html_main",),
    "pypdfium2": ("knowledge.reading.pdf_file", "knowledge.reading.pdf_text"),
    "sqlmodel": ("knowledge.", "bot."),
    "matplotlib": ("bot.usage_chart",),
    "PIL": ("bot.difference.drawing",),
    "alembic": ("knowledge.database", "knowledge.migrations."),
    "telegram": ("bot.",),
    "starlette": ("bot.preview.",),
    "uvicorn": ("bot.preview.",),
    "typer": (
        "bot.backup_command",
        "bot.cli",
        "bot.people_command",
        "bot.proving_command",
        "bot.release_commands",
        "bot.shell",
        "bot.usage",
        "bot.watch_command",
    ),
    "rich": ("bot.console",),
}
# These join index and knowledge or talk to the shell: Telegram must be able to go without them.
WITHOUT_TELEGRAM = (
    "bot.answer",
    "bot.answering",
    "bot.browsing",
    "bot.citing",
    "bot.comparison",
    "bot.current",
    "bot.draft_report",
    "bot.drafting",
    "bot.encoders",
    "bot.evaluating",
    "bot.gate",
    "bot.home",
    "bot.indexing",
    "bot.lookup",
    "bot.parts",
    "bot.publishing",
    "bot.references.resolving",
    "bot.renewal",
    "bot.settings",
    "bot.showing",
    "bot.sources",
    "bot.statistics",
    "bot.usage_chart",
    "bot.usage_tables",
    "bot.watching",
    "bot.wording",
)


def modules() -> dict[str, ast.Module]:
    found = {}
    for package in (*PACKAGES, "training"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lives_in(module: str, homes: tuple[str, ...]) -> bool:
    return any(module == home or (home[-1] == "." and module.startswith(home)) for home in homes)


MODULES = modules()
IMPORTS = {module: tuple(imports(tree)) for module, tree in MODULES.items()}
OURS = {*PACKAGES, "training", "tests", "benchmarks"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_stands_below_it(module: str) -> None:
    allowed = ALLOWED[module.split(".")[0]]
    used = {name.split(".")[0] for name in IMPORTS[module]} & OURS

    assert used <= allowed, f"{module} imports {sorted(used - allowed)}"


@pytest.mark.parametrize("library", HOMES)
def test_a_big_library_has_one_home(library: str) -> None:
    users = {
        module
        for module, used in IMPORTS.items()
        if any(name.split(".")[0] == library for name in used)
    }

    assert users, f"nobody imports {library}: take it off the list"
    assert [user for user in sorted(users) if not lives_in(user, HOMES[library])] == []


@pytest.mark.parametrize("module", WITHOUT_TELEGRAM)
def test_the_core_of_the_bot_knows_no_telegram(module: str) -> None:
    reached, waiting = set(), [module]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in MODULES:
            continue
        reached.add(name)
        waiting += IMPORTS[name]
    users = {
        name for name in reached if any(used.split(".")[0] == "telegram" for used in IMPORTS[name])
    }

    assert users == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for module, tree in MODULES.items():
        runtime = ast.Module([node for node in tree.body if not _only_for_types(node)], [])
        graph[module] = {name for name in imports(runtime) if name in MODULES} - {module}

    while free := [module for module, needs in graph.items() if not needs]:
        for module in free:
            del graph[module]
        for needs in graph.values():
            needs.difference_update(free)

    assert dict(graph) == {}


def test_the_product_imports_neither_tests_nor_benchmarks() -> None:
    for module, used in IMPORTS.items():
        tops = {name.split(".")[0] for name in used}
        assert not tops & {"tests", "benchmarks"}, module


def _only_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
