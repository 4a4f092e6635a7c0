"""Abbreviations of official language and of chat, and what they stand for."""

from collections.abc import Sequence

from index.text import fold

_OFFICIAL = {
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "btc": "ban tổ chức",
    "bkt": "ban kiểm tra",
    "ubkt": "ủy ban kiểm tra",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "tw": "trung ương",
    "tư đoàn": "trung ương đoàn",
    "twđ": "trung ương đoàn",
    "đtn": "đoàn thanh niên",
    "tncs": "thanh niên cộng sản",
    "hcm": "hồ chí minh",
    "lhtn": "liên hiệp thanh niên",
    "lhtnvn": "liên hiệp thanh niên việt nam",
    "tntp": "thiếu niên tiền phong",
    "đv": "đoàn viên",
    "đvtn": "đoàn viên thanh niên",
    "tn": "thanh niên",
    "cb": "cán bộ",
    "cc": "công chức",
    "vc": "viên chức",
    "cbcc": "cán bộ công chức",
    "cbccvc": "cán bộ công chức viên chức",
    "cbcnv": "cán bộ công nhân viên",
    "ccvc": "công chức viên chức",
    "nlđ": "người lao động",
    "cand": "công an nhân dân",
    "qh": "quốc hội",
    "tt": "thông tư",
    "nđ": "nghị định",
    "nq": "nghị quyết",
    "qđ": "quyết định",
    "ct": "chỉ thị",
    "kl": "kết luận",
    "hd": "hướng dẫn",
    "kh": "kế hoạch",
    "tb": "thông báo",
    "bc": "báo cáo",
    "vb": "văn bản",
    "qc": "quy chế",
    "cntt": "công nghệ thông tin",
    "xhcn": "xã hội chủ nghĩa",
}
_CHAT = {
    "ko": "không",
    "k": "không",
    "kh": "không",
    "kg": "không",
    "hok": "không",
    "hông": "không",
    "khum": "không",
    "đc": "được",
    "dc": "được",
    "đk": "được",
    "ntn": "như thế nào",
    "tnao": "thế nào",
    "j": "gì",
    "zì": "gì",
    "vs": "với",
    "r": "rồi",
    "ng": "người",
    "nv": "nhân viên",
    "bn": "bao nhiêu",
    "trc": "trước",
    "lm": "làm",
    "mk": "mình",
    "mn": "mọi người",
    "sd": "sử dụng",
    "fb": "facebook",
    "sđt": "số điện thoại",
}
_BEFORE_NUMBER = {"k": "khoản", "đ": "điều", "d": "điều"}  # "k2 đ5": clause 2 of article 5

_Table = dict[str, tuple[str, ...]]


def _table(*sources: dict[str, str]) -> _Table:
    """Abbreviation to syllables; an unaccented one is known too, unless it is one of its own."""
    known = {short: tuple(long.split()) for source in sources for short, long in source.items()}
    return {fold(short): long for short, long in known.items()} | known


_OFFICIAL_TABLE = _table(_OFFICIAL)
_QUERY_TABLE = _table(_OFFICIAL, _CHAT)


def expand_query(syllables: Sequence[str]) -> list[str]:
    """A question's syllables with short forms written out in place and kept at the end.

    In place, so that neighbours still meet ("bch tw" -> "ban chấp hành trung ương"); kept, because
    the passage may hold the short form itself.
    """
    written: list[str] = []
    kept: list[str] = []
    for place, syllable in enumerate(syllables):
        following = syllables[place + 1] if place + 1 < len(syllables) else ""
        if following[:1].isdigit() and syllable in _BEFORE_NUMBER:
            long: tuple[str, ...] = (_BEFORE_NUMBER[syllable],)
        else:
            long = _QUERY_TABLE.get(syllable, ())
        written += long or (syllable,)
        if long:
            kept.append(syllable)
    return written + kept


def official_expansions(syllables: Sequence[str]) -> list[tuple[str, ...]]:
    """What the official abbreviations of a passage stand for, once each, in order."""
    found = dict.fromkeys(s for s in syllables if s in _OFFICIAL_TABLE)
    return [_OFFICIAL_TABLE[short] for short in found]
