"""What a family of models wants of a text before it reads it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Family:
    """What stands before a question and before a passage, and whether words are written as
    "cán_bộ". `prompts` None: those that the model carries itself, if any."""

    query: str | None = None
    passage: str | None = None
    segmented: bool = False


# From the models' own cards: arXiv 2212.03533 (E5) and 2402.05672 (multilingual E5, instruct).
_INSTRUCT = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "
)
_NAMED = (
    (re.compile(r"(?:^|[-_])e5[-_](?:.*[-_])?instruct"), (_INSTRUCT, "")),
    (re.compile(r"(?:^|[-_])e5(?:$|[-_])"), ("query: ", "passage: ")),
)
# PhoBERT was trained on segmented words; fed with syllables its retrieval loses half its worth.
_SEGMENTED = "PhobertTokenizer"


def family_of(name: str, folder: Path) -> Family:
    """What the model of that name, lying in that folder, wants.

    A model that carries prompts is believed; the table above is for those that only describe them.
    """
    query, passage = None, None
    if not any(_json(folder / "config_sentence_transformers.json").get("prompts", {}).values()):
        last = name.rstrip("/").rsplit("/", 1)[-1].lower()
        found = next((prompts for pattern, prompts in _NAMED if pattern.search(last)), None)
        query, passage = found or (None, None)
    return Family(query, passage, _tokenizer_class(folder) == _SEGMENTED)


def _tokenizer_class(folder: Path) -> str:
    for home in (folder, folder / "0_Transformer"):
        if found := _json(home / "tokenizer_config.json").get("tokenizer_class"):
            return str(found).removesuffix("Fast")
    return ""


def _json(file: Path) -> dict[str, dict[str, str]]:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
