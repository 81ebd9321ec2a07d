"""Make an article's profile: what of its analysis tells one event from another, and nothing else."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from rashomon.cluster.copies import signature
from rashomon.lang import bodies, names
from rashomon.lang.contrast import function_words
from rashomon.lang.morphology import lemma
from rashomon.lang.terms import UNSPACED
from rashomon.model.annotation import Analysis, LocalEntity, Vectors
from rashomon.model.profile import Profile, Term, Vector

READ = 20_000
"""Characters of an article that are read for its words: bounds the work on hostile input."""
LEAD = 3
"""Sentences, the headline counted, that say what the article is about."""
MOST_SENTENCES, MOST_NAMES, MOST_WORDS, MOST_FACTS = 12, 48, 160, 48
"""What is kept of an article: more is dear to keep and tells hardly more."""
IN_LEAD = 2.0
"""How much more a name or word of the lead counts than one further down."""
YEAR = "year "
"""What a fact that is a year begins with."""
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-9]\d)(?!\d)")
_WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*")
_UNSPACED = re.compile(rf"[{UNSPACED}]+")


def profile(analysis: Analysis, seen: datetime) -> Profile:
    """Return what is needed of an analysed article to find its story; ``seen`` is when it was fetched."""
    return Profile(
        article=analysis.article.id,
        source=analysis.article.source.id,
        language=analysis.language,
        published=_published(analysis),
        seen=seen,
        vector=_mean(analysis.sentence_vectors),
        sentences=_packed(analysis.sentence_vectors[:MOST_SENTENCES]),
        names=_normed(_names(analysis), MOST_NAMES),
        words=_normed(_words(analysis), MOST_WORDS),
        facts=tuple(dict.fromkeys(_facts(analysis)))[:MOST_FACTS],
        signature=signature(analysis.article.text.content),
    )


def _published(analysis: Analysis) -> datetime | None:
    """Return the moment that the container states, or else the day that the text does, at noon."""
    stated = analysis.article.published
    if stated and len(stated) > len("2031-04-07"):
        try:
            moment = datetime.fromisoformat(stated)
        except ValueError:
            pass
        else:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    day = analysis.structure.published.value
    if day is None or len(day) < len("2031-04-07"):
        return None
    return datetime.fromisoformat(day[: len("2031-04-07")]).replace(hour=12, tzinfo=UTC)


def _mean(vectors: Vectors) -> Vector:
    if not len(vectors):
        return np.zeros(vectors.shape[1] if vectors.ndim == 2 else 0, np.float32)
    mean = vectors.mean(axis=0, dtype=np.float32)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


def _packed(vectors: Vectors) -> npt.NDArray[np.int8]:
    if not len(vectors):
        return np.zeros((0, vectors.shape[1] if vectors.ndim == 2 else 0), np.int8)
    greatest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.rint(vectors / greatest * 127), np.int8)


def _lead_end(analysis: Analysis) -> int:
    return max((s.span.end for s in analysis.sentences[:LEAD]), default=0)


def _names(analysis: Analysis) -> dict[str, float]:
    end = _lead_end(analysis)
    weights: dict[str, float] = defaultdict(float)
    for entity in analysis.entities:
        counted = sum(IN_LEAD if m.span.start < end else 1.0 for m in entity.mentions)
        for key in _name_keys(entity, analysis.language):
            weights[key] = max(weights[key], 1 + math.log(counted))
    return weights


def _name_keys(entity: LocalEntity, language: str) -> Iterator[str]:
    """Yield the code of a place or body, or each word's sound; short sounds would be anyone's."""
    code = bodies.code_of(entity.name, entity.type, language)
    if code:
        yield f"{entity.type} {code}"
        return
    for word in names.of(entity.name, language):
        yield from (f"{entity.type} {s}" for s in sorted(word.plain) if len(s) >= names.MIN_STEM)


def _words(analysis: Analysis) -> dict[str, float]:
    text, end, language = analysis.article.text.content[:READ], _lead_end(analysis), analysis.language
    ignored = function_words(language)
    counted: dict[str, float] = defaultdict(float)
    for start, form in _forms(text):
        if form not in ignored and len(form) > 1:
            counted[lemma(form, language)] += IN_LEAD if start < end else 1.0
    return {word: 1 + math.log(count) for word, count in counted.items()}


def _forms(text: str) -> Iterator[tuple[int, str]]:
    """Yield words with their places; of scripts without spaces, every two neighbouring characters."""
    spaced = not _UNSPACED.search(text)
    for match in _WORD.finditer(text):
        if not spaced and _UNSPACED.search(match.group()):
            run = match.group()
            yield from ((match.start() + i, run[i : i + 2]) for i in range(max(len(run) - 1, 1)))
        else:
            yield match.start(), match.group().casefold().replace("’", "'").removesuffix("'s")


def _normed(weights: Mapping[str, float], most: int) -> tuple[Term, ...]:
    """Return the heaviest terms, heaviest first, with a sum of squares of one."""
    kept = sorted(weights.items(), key=lambda term: (-term[1], term[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return tuple((key, weight / length) for key, weight in kept)


def _facts(analysis: Analysis) -> Iterable[str]:
    """Yield the years that are named, the days, and what is counted and measured."""
    yield from (YEAR + year for year in _YEAR.findall(analysis.article.text.content[:READ]))
    for timex in analysis.timexes:
        if timex.value and timex.precision in ("day", "time"):
            yield timex.value[: len("2031-04-07")]
    for quantity in analysis.quantities:
        yield f"{quantity.value:g} {quantity.unit}".strip()
