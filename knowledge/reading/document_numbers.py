"""Numbers of documents, "24/2020/NĐ-CP" or "37-QĐ/TW", and what they say: kind and issuer."""

import re

# What Vietnamese state, Party and youth-union documents are called; longer names before shorter.
KINDS = (
    *("Nghị quyết liên tịch", "Thông tư liên tịch", "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"),
    *("Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị", "Kết luận", "Quy định"),
    *("Quy chế", "Quy tắc", "Nội quy", "Hướng dẫn", "Kế hoạch", "Điều lệ", "Thông báo"),
    *("Chương trình", "Đề án", "Thông tri", "Lệnh"),
)
KIND = "(?:" + "|".join(KINDS) + ")"

_LETTERS = r"[A-ZĐƯ]{2,}[a-z]?\d{0,3}"
_MORE = r"(?:(?: [-/]|[-/] ?)[A-ZĐƯ][A-Za-zĐđƯư0-9]*)"
NUMBER = (
    # 58/2010/QH12, 24/2020/NĐ-CP, 37-QĐ/TW, 215/KH-ĐTN; "35 CT/TW" only with more behind it.
    rf"(?:\d{{1,5}}[a-z]?(?: ?/ ?\d{{4}})? ?[-/] ?{_LETTERS}{_MORE}*"
    rf"|\d{{1,5}}(?:/\d{{4}})? {_LETTERS}{_MORE}+)(?!\w)"
)
_AROUND_SIGNS = re.compile(r" ?([-/]) ?")

_KIND_OF = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết liên tịch",
    "QĐi": "Quy định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "QC": "Quy chế",
    "PL": "Pháp lệnh",
    "TB": "Thông báo",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
}
_ISSUER_OF = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BNG": "Bộ Ngoại giao",
    "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp",
    "BTC": "Bộ Tài chính",
    "BCT": "Bộ Công Thương",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BGTVT": "Bộ Giao thông vận tải",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "UBDT": "Ủy ban Dân tộc",
    "TTCP": "Thanh tra Chính phủ",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "VPCP": "Văn phòng Chính phủ",
    "KTNN": "Kiểm toán nhà nước",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
    "TWĐTN": "Trung ương Đoàn TNCS Hồ Chí Minh",
    "TW": "Trung ương Đảng Cộng sản Việt Nam",
    "BTCTW": "Ban Tổ chức Trung ương",
    "UBKTTW": "Ủy ban Kiểm tra Trung ương",
}
ISSUERS = (
    *_ISSUER_OF.values(),
    *("Quốc hội", "Ủy ban Thường vụ Quốc hội", "Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành"),
    *("Ban Chấp hành Trung ương", "Ban Thường vụ", "Ủy ban nhân dân", "Hội đồng nhân dân"),
    *("Đảng Cộng sản Việt Nam", "Đoàn TNCS Hồ Chí Minh", "Tỉnh ủy", "Thành ủy", "Huyện ủy"),
    *("Tỉnh Đoàn", "Thành Đoàn", "Huyện Đoàn", "Đảng ủy", "Ban Tuyên giáo Trung ương"),
    *("Hội đồng Bầu cử Quốc gia", "Ủy ban Kiểm tra"),
)
_ASSEMBLY = re.compile(r"(?P<body>QH|UBTVQH)\d{1,2}")
_ASSEMBLIES = {"QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội"}


def tidied(number: str) -> str:
    """A number as it is written in full, without the spaces of its layout."""
    return _AROUND_SIGNS.sub(r"\1", " ".join(number.split()))


def kind_by_number(number: str) -> str | None:
    """The kind that a number names; None where its letters do not say, as QĐ of the Party does
    not, or are those of the assembly that issued it."""
    letters = _letters(number)
    for one in letters:
        if one in _KIND_OF:
            return _KIND_OF[one]
    # "1847/QĐ-TTg" is a decision; "37-QĐ/TW" is a decision or a regulation.
    return "Quyết định" if letters[:1] == ["QĐ"] and not re.match(r"\d+-", number) else None


def issuer_by_number(number: str) -> str | None:
    """The one issuer that a number's letters name."""
    letters = _letters(number)
    for one in letters:
        if assembly := _ASSEMBLY.fullmatch(one):
            return _ASSEMBLIES[assembly["body"]]
    named = [_ISSUER_OF[one] for one in letters if one in _ISSUER_OF]
    return named[0] if len(named) == 1 else None


def _letters(number: str) -> list[str]:
    return [part for part in re.split(r"[-/. ]", number) if part and not part[0].isdigit()]
