"""A citation's own text -> the passage that it was made from."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from bot.references.shelf import Shelf
from bot.references.titles import Listed, plain_key, spelt_key
from bot.wording import day_text
from knowledge.spots import Spot

Key = Callable[[str], str]
_BETWEEN_FACTS = " · "  # bot.wording.joined


def cited(text: str, shelf: Shelf) -> list[tuple[Listed, Spot]]:
    """The passages whose citation this text is, with or without the facts that a card adds; empty
    for any other text. Several where documents have one name and nothing here tells them apart.
    """
    for shown in _without_facts(text):
        for key in (spelt_key, plain_key):
            if found := _found(key(shown), shelf, key):
                return _told_apart(text, found)
    return []


def _without_facts(text: str) -> Iterator[str]:
    """The first line, whole and then without one fact more at its end each time."""
    text = text.strip().split("\n")[0]
    yield text
    while _BETWEEN_FACTS in text:
        text = text.rpartition(_BETWEEN_FACTS)[0]
        yield text


def _found(key: str, shelf: Shelf, key_of: Key) -> list[tuple[Listed, Spot]]:
    return [
        (document, spot)
        for document in shelf.documents
        for locator in _locators(
            key, document.spelt_names if key_of is spelt_key else document.plain_names
        )
        for spot in shelf.spots(document)
        if key_of(spot.locator) == locator
    ]


def _locators(key: str, names: Sequence[str]) -> set[str]:
    """What is left of a text without a document's name at its end or its head."""
    found = set()
    for name in names:
        if key.endswith(f" {name}"):
            found.add(key.removesuffix(f" {name}"))
        if key.startswith(f"{name} "):
            found.add(key.removeprefix(f"{name} "))
    return found


def _told_apart(text: str, found: Sequence[tuple[Listed, Spot]]) -> list[tuple[Listed, Spot]]:
    """Of several passages those whose locator, then whose document's date, file and issuer stand
    in the text."""
    text = _one_spelling(text)
    best = list(found)
    for tells in (_locator, _day, _source, _issuer):
        best = [one for one in best if (fact := tells(one)) and fact in text] or best
    longest = max(len(spot.locator) for _, spot in best)
    same = len({document for document, _ in best}) == 1
    return [one for one in best if len(one[1].locator) == longest] if same else best


def _locator(one: tuple[Listed, Spot]) -> str:
    return _one_spelling(one[1].locator)


def _day(one: tuple[Listed, Spot]) -> str:
    return day_text(one[0].view.issued_on)


def _source(one: tuple[Listed, Spot]) -> str:
    return _one_spelling(one[0].view.source)


def _issuer(one: tuple[Listed, Spot]) -> str:
    return _one_spelling(one[0].view.issuer or "")


def _one_spelling(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
