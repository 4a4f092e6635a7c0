"""A difference -> one HTML file that needs nothing else: light and dark, for a phone, no script."""

from collections.abc import Iterator, Sequence
from html import escape

from bot import texts_releases as texts
from bot.difference.documents import Difference, DocumentChange, FieldChange
from bot.difference.passages import Change
from bot.difference.summary import turned_text
from bot.difference.words import Kind, Piece
from bot.wording import named

_TAGS = {Kind.ADDED: "ins", Kind.REMOVED: "del"}

# Colours hold 4.5 : 1 against what they stand on; words taken out are struck through and words put
# in underlined, for whoever sees no colours.
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1e21; --faint: #5b626b;
  --line: #d9dde2; --new: #d8f5dd; --new-ink: #0b5a23; --gone: #fde3e1; --gone-ink: #98201a; }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e7e9ec; --faint: #a2a9b2;
  --line: #363b42; --new: #123a1e; --new-ink: #9be3ac; --gone: #47191a; --gone-ink: #ffb3ad; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.08rem; line-height: 1.35; margin: 0; }
h3 { font-size: .95rem; margin: 0 0 .25rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
section { margin: .9rem 0 0; padding-left: .75rem; border-left: 3px solid var(--line); }
p { margin: 0; white-space: pre-line; }
header { padding-bottom: .75rem; }
ins { background: var(--new); color: var(--new-ink); border-radius: 3px; }
del { background: var(--gone); color: var(--gone-ink); border-radius: 3px; }
small, summary, dt { color: var(--faint); font-size: .87rem; font-weight: 400; }
dl { margin: .5rem 0 0; } dd { margin: 0 0 .35rem; }
summary { cursor: pointer; padding: .5rem 0; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(difference: Difference, before: str, after: str) -> str:
    """The whole difference; `before` and `after` are what the two sides are called."""
    title = escape(texts.PAGE_TITLE.format(before=before, after=after))
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1>\n<p><small>{_counts(difference)}</small></p>\n<p><small>{_legend()}</small></p>"
        f"</header>\n<main>\n{''.join(_body(difference))}</main>\n</body>\n</html>\n"
    )


def _counts(difference: Difference) -> str:
    return escape(
        texts.PAGE_COUNTS.format(
            added=len(difference.added),
            changed=len(difference.changed),
            removed=len(difference.removed),
            unchanged=difference.unchanged,
        )
    )


def _legend() -> str:
    added, removed = escape(texts.PAGE_LEGEND_ADDED), escape(texts.PAGE_LEGEND_REMOVED)
    return f"<ins>{added}</ins> · <del>{removed}</del>"


def _body(difference: Difference) -> Iterator[str]:
    if not difference.documents:
        yield f"<p>{escape(texts.NO_DIFFERENCE)}</p>\n"
    for one in difference.documents:
        yield f"<article>\n{_heading(one)}{_fields(one.fields)}{_passages(one)}</article>\n"


def _heading(one: DocumentChange) -> str:
    if one.before and one.after:
        said = texts.PAGE_CHANGED
    else:
        said = texts.PAGE_ADDED if one.after else texts.PAGE_REMOVED
    count = texts.PAGE_PASSAGES.format(count=one.passages)
    facts = escape(f"{said} · {count}")
    return f"<h2>{escape(named(one.document))} <small>· {facts}</small></h2>\n"


def _fields(fields: Sequence[FieldChange]) -> str:
    if not fields:
        return ""
    rows = (f"<dt>{escape(one.label)}</dt><dd>{_field(one)}</dd>\n" for one in fields)
    return f"<dl>{''.join(rows)}</dl>\n"


def _field(field: FieldChange) -> str:
    sides = ((field.before, "del"), (field.after, "ins"))
    return " ".join(f"<{tag}>{escape(value or texts.PAGE_NOTHING)}</{tag}>" for value, tag in sides)


def _passages(one: DocumentChange) -> str:
    shown = "".join(map(_passage, one.changes))
    if one.before and one.after:
        return shown or f"<p><small>{escape(texts.SAME_WORDS)}</small></p>\n"
    if not one.changes:
        return f"<p><small>{escape(texts.PAGE_TOO_MANY.format(count=one.passages))}</small></p>\n"
    label = escape(texts.PAGE_SHOW_ALL.format(count=one.passages))
    return f"<details><summary>{label}</summary>\n{shown}</details>\n"


def _passage(change: Change) -> str:
    side = change.after or change.before
    heading = f"{escape(side.heading)} › " if side and side.heading else ""
    marks = [turned_text(change)] if change.turned else []
    if change.before is None or change.after is None:
        marks.append(texts.PAGE_NEW_PASSAGE if change.after else texts.PAGE_GONE_PASSAGE)
    label = f" <small>· {escape(' · '.join(marks))}</small>" if marks else ""
    head = f"<h3><small>{heading}</small>{escape(change.locator)}{label}</h3>"
    return f"<section>\n{head}\n<p>{''.join(map(_piece, change.pieces))}</p>\n</section>\n"


def _piece(piece: Piece) -> str:
    words = piece.text.rstrip()
    behind, tag = piece.text[len(words) :], _TAGS.get(piece.kind)
    shown = f"<{tag}>{escape(words)}</{tag}>" if tag and words else escape(words)
    return shown + behind
