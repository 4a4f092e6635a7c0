"""The levels of a document that a reference can name, from the outermost to the innermost."""

from enum import StrEnum


class Level(StrEnum):
    APPENDIX = "Phụ lục"
    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"
    ARTICLE = "Điều"
    CLAUSE = "khoản"
    POINT = "điểm"
    SUBPOINT = "tiết"

    @property
    def depth(self) -> int:
        return _DEPTHS[self]


_DEPTHS = {level: depth for depth, level in enumerate(Level)}
# Above the articles; numbered in roman or arabic figures, with words or capital letters.
DIVISIONS = frozenset((Level.APPENDIX, Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION))
