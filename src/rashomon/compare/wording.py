"""The words of a story's sentences or claims in comparable form, and how much each word tells.

Words are compared by base form. A word that stands in many sentences of the story is what the story is
about and tells little; a word of only two sentences that should have nothing to do with each other tells
most (inverse document frequency, Spärck Jones 1972, with the story as the collection).
"""

import math
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rashomon.lang.contrast import function_words
from rashomon.lang.morphology import lemma
from rashomon.model.annotation import Analysis, Vectors
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

WORDS = 120
"""Words that are read of one passage: a page without a full stop must not cost a page squared."""
READ = 1500
"""Characters that are read of one passage, for the same reason."""
DIMENSIONS = 2048
"""Width of the hashed bags by which pairs are proposed; a collision only proposes a pair too many."""
_WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word: where it stands in the article, its case-folded form and its base form."""

    span: Span
    form: str
    lemma: str
    content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or claim: ``article`` indexes the story's analyses, ``index`` its sentences or claims.

    ``text`` holds at most its first ``READ`` characters, ``words`` its first ``WORDS`` words.
    """

    article: int
    index: int
    reference: Reference
    language: str
    text: str
    words: tuple[Word, ...]

    def lemmas(self) -> list[str]:
        """Return the base forms in reading order."""
        return [word.lemma for word in self.words]

    def content(self) -> frozenset[str]:
        """Return the base forms of the words that say something of a topic."""
        return frozenset(word.lemma for word in self.words if word.content)


def passages(story: Story, spans: Callable[[Analysis], Sequence[Span]]) -> tuple[Passage, ...]:
    """Read the words of the given spans of every article, in the order of the articles and the spans."""
    return tuple(
        _passage(analysis, at, index, span)
        for at, analysis in enumerate(story.analyses)
        for index, span in enumerate(spans(analysis))
    )


def sentence_spans(analysis: Analysis) -> list[Span]:
    """Return the spans of an article's sentences."""
    return [sentence.span for sentence in analysis.sentences]


def claim_spans(analysis: Analysis) -> list[Span]:
    """Return the spans of an article's claims."""
    return [claim.span for claim in analysis.claims]


def _passage(analysis: Analysis, at: int, index: int, span: Span) -> Passage:
    return Passage(
        article=at,
        index=index,
        reference=Reference(analysis.article.id, span),
        language=analysis.language,
        text=analysis.text_of(span)[:READ],
        words=read_words(analysis, span),
    )


def read_words(analysis: Analysis, span: Span) -> tuple[Word, ...]:
    """Read at most ``WORDS`` words of a span; spans count code points of the article."""
    found = _WORD.finditer(analysis.article.text.content, span.start, span.end)
    return tuple(_word(m, analysis.language) for m, _ in zip(found, range(WORDS), strict=False))


def _word(match: re.Match[str], language: str) -> Word:
    form, base, content = _forms(match.group(), language)
    return Word(span=Span(*match.span()), form=form, lemma=base, content=content)


@lru_cache(maxsize=1 << 16)
def _forms(word: str, language: str) -> tuple[str, str, bool]:
    form = word.casefold().replace("’", "'").removesuffix("'s")
    return form, lemma(form, language), form not in function_words(language)


def weights(read: Iterable[Passage]) -> dict[str, float]:
    """Return what each base form tells, from 0 (stands everywhere, or says nothing) to 1 (at most twice)."""
    listed = list(read)
    held = Counter(word for passage in listed for word in set(passage.lemmas()))
    told = {word.lemma for passage in listed for word in passage.words if word.content}
    scale = math.log(max(len(listed), 4) / 2)
    return {w: min(1.0, math.log(len(listed) / n) / scale) if w in told else 0.0 for w, n in held.items()}


def bags(read: Sequence[Passage], weight: Mapping[str, float]) -> Vectors:
    """Return (n, ``DIMENSIONS``) bags whose dot product is about the weight of the shared words."""
    held = Counter(word for passage in read for word in set(passage.lemmas()))
    result = np.zeros((len(read), DIMENSIONS), np.float32)
    for row, passage in enumerate(read):
        for word in sorted(set(passage.lemmas())):
            if held[word] > 1:
                result[row, zlib.crc32(word.encode("utf-8", "surrogatepass")) % DIMENSIONS] = math.sqrt(
                    weight[word]
                )
    return result
