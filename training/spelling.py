"""Makes the table that diacritics are restored with:
`python -m training.spelling CORPORA_FOLDER OUT [--without LAW_NO ...] [--with FOLDER ...]`."""

import argparse
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path

from index import chat_spelling, telex
from index.lexicon import Lexicon
from index.ngrams import Ngrams
from training.clauses import clauses
from training.corpora import Section, law_sections, wikipedia_sections
from training.ngram_counts import Clauses, Pruning, lexicon_of, model_of

log = logging.getLogger("training")

_FOREIGN = 20  # occurrences that make a word known although it is no syllable
_REPEATED = 10  # times that the added texts are read: they are few and to the point


def added_sections(folders: Iterable[Path]) -> Iterator[Section]:
    """Texts of our own, each several times."""
    for path in sorted(path for folder in folders for path in folder.glob("*.md")):
        section = Section(path.name, "", "", path.read_text(encoding="utf-8"))
        yield from repeat(section, _REPEATED)


def foreign_words(seen: Counter[str], lexicon: Lexicon) -> list[str]:
    """Frequent words that the decoders would take for a syllable."""
    return sorted(
        word
        for word, count in seen.items()
        if count >= _FOREIGN
        and not lexicon.forms(word)
        and word not in lexicon
        and any(
            spelt is not None and (spelt in lexicon or lexicon.forms(spelt))
            for spelt in (telex.decoded(word, lexicon), *chat_spelling.respelt(word))
        )
    )


def model(sections: Iterable[Section], pruning: Pruning) -> Ngrams:
    """The model of these texts."""
    texts = Clauses.read(clauses(sections))
    seen = texts.seen()
    bare = lexicon_of(seen, pruning.syllables)
    lexicon = Lexicon(bare.syllables, foreign_words(seen, bare))
    log.info("%d words, %d syllables known", len(texts.row), len(lexicon))
    return model_of(texts.numbered(lexicon), lexicon, pruning)


def main() -> None:
    """Reads the command line and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", nargs="*", default=[], metavar="LAW_NO")
    parser.add_argument("--with", dest="added", nargs="*", type=Path, default=[], metavar="FOLDER")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sections = chain(
        law_sections(options.corpora, frozenset(options.without)),
        wikipedia_sections(options.corpora),
        added_sections(options.added),
    )
    made = model(sections, Pruning())
    log.info("%d pairs, %d triples kept", len(made.pair_keys), len(made.triple_keys))
    options.out.mkdir(parents=True, exist_ok=True)
    made.save(options.out)


if __name__ == "__main__":
    main()
