"""What a page says of itself for programs: its address, the day it was put out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lxml.html import HtmlElement

from knowledge.reading.cleaning import clean
from knowledge.reading.head import parse_date
from knowledge.reading.html_tree import words_of

_DAY_NAMES = frozenset(
    "article:published_time og:article:published_time datepublished date dc.date"
    " dc.date.issued dcterms.created pubdate publishdate publish-date".split()
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}")
_LONGEST = 2_000_000  # characters of JSON that are looked into


@dataclass(frozen=True, slots=True)
class PageFacts:
    """None where the page does not say it, or says it in more than one way; `title` is what a
    browser shows, often with the site's name."""

    title: str
    address: str | None
    published_on: date | None


def facts_of(tree: HtmlElement) -> PageFacts:
    """The canonical address and the day of publication, from link, meta and JSON-LD."""
    days = {day for words in _said_days(tree) if (day := _day(words)) is not None}
    addresses = {address for address in _addresses(tree) if _ADDRESS.fullmatch(address)}
    return PageFacts(
        clean(" ".join(words_of(title) for title in tree.iter("title"))),
        addresses.pop() if len(addresses) == 1 else None,
        days.pop() if len(days) == 1 else None,
    )


def _addresses(tree: HtmlElement) -> Iterator[str]:
    canonical = [
        clean(link.get("href") or "")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    yield from canonical
    if not canonical:
        for meta in tree.iter("meta"):
            if (meta.get("property") or "").lower() == "og:url":
                yield clean(meta.get("content") or "")


def _said_days(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if names & _DAY_NAMES:
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _published(script.text or "")


def _published(raw: str) -> Iterator[str]:
    """Every "datePublished" in a piece of JSON-LD; what is no JSON says nothing."""
    try:
        waiting = [json.loads(raw)] if len(raw) <= _LONGEST else []
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            if isinstance(day := value.get("datePublished"), str):
                yield day
            waiting += value.values()


def _day(words: str) -> date | None:
    words = words.strip()
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return parse_date(words[:10])
