"""Consent and deletion -> Telegram cards."""

from datetime import date
from html import escape

from telegram import InlineKeyboardMarkup

from bot import texts_privacy as texts
from bot.callbacks import Verb
from bot.cards import Card, button
from bot.wording import day_text
from knowledge.privacy import Kept


def consent_card(owner: int, days: int) -> Card:
    said = texts.CONSENT.format(days=days)
    return Card(escape(said), InlineKeyboardMarkup([[button(texts.AGREE, Verb.AGREE, owner)]]))


def agreed_card(day: date) -> Card:
    return Card(escape(texts.AGREED.format(day=day_text(day))), None)


def privacy_card(days: int, agreed_on: date | None) -> Card:
    agreed = texts.STANDING_AGREED.format(day=day_text(agreed_on)) if agreed_on else ""
    said = texts.PRIVACY.format(
        kept=texts.KEPT.format(days=days), standing=agreed or texts.STANDING_NOT
    )
    return Card(escape(said), None)


def erase_card(kept: Kept, owner: int) -> Card:
    said = texts.ERASE.format(
        questions=len(kept.questions), thumbs=len(kept.thumbs), tickets=len(kept.tickets)
    )
    rows = [
        [button(texts.ERASE_YES, Verb.ERASE, owner, 1)],
        [button(texts.ERASE_NO, Verb.ERASE, owner, 0)],
    ]
    return Card(escape(said), InlineKeyboardMarkup(rows))
