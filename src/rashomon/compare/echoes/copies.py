"""Find sentences of one language that share their wording.

Two reports of one event share its names and its main fact; so only words count that are rare in this very
story, more so where they are neighbours on both sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.compare.echoes.links import Link
from rashomon.compare.similarity import StoryVectors, highest, reach
from rashomon.compare.wording import Passage, bags, weights
from rashomon.model.annotation import Vectors
from rashomon.model.comparison import EchoKind
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

RARE = 4.1
"""Weight that shared words and pairs of neighbouring words must reach: about three rare words in a row."""
USUAL, LEAN = 0.25, 5.0
"""Cosine that two sentences of one story may have by chance, and the weight of what goes beyond it."""
SHORT = 2.4
"""The same for two short sentences that have ``MOST`` of their words in common."""
SHARE, MOST = 0.3, 0.6
ORDER = 0.5
"""What a pair of neighbouring words adds to the two words themselves."""
WORDS, NAMES = 1.5, 3
"""Weight of shared words beside names, or number of rare names in a list, below which names are no echo."""
RARE_NAME = 0.6
"""Weight from which a name is rare."""
VERBATIM = 0.85
"""Share of words in the same order from which wording is the same."""
PER_SENTENCE = 20
"""Sentences of other articles looked at for one sentence."""
SKIP = 0.3
"""What an unshared word costs where the shared stretch of two sentences is marked out."""
PHRASE = 4
"""Words but one that a stretch must have to be shown without its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A sentence's base forms, one by one and in pairs of neighbours, those in names, and what they weigh."""

    passage: Passage
    single: frozenset[str]
    double: frozenset[tuple[str, str]]
    named: frozenset[str]
    total: float


def copies(story: Story, read: Sequence[Passage], vectors: StoryVectors) -> Iterator[Link]:
    """Yield pairs of sentences of one language that share rare words."""
    named = [
        Index((m.span for entity in a.entities for m in entity.mentions), lambda span: span)
        for a in story.analyses
    ]
    for language in sorted({p.language for p in read}):
        mine = (row for row, p in enumerate(read) if p.language == language and p.words)
        rows = [row for row in mine if _tells(story, read[row])]
        weight = weights([read[row] for row in rows])
        worded = [_worded(read[row], weight, named[read[row].article]) for row in rows]
        first: dict[str, int] = {}
        alike = [first.setdefault(x.passage.text, at) for at, x in enumerate(worded)]
        known: dict[tuple[int, int], Link | None] = {}
        for one, other in _proposals([read[row] for row in rows], bags([read[row] for row in rows], weight)):
            # What is copied word for word is compared once.
            pair = alike[one], alike[other]
            if pair not in known:
                near = _near(vectors, rows[pair[0]], rows[pair[1]])
                known[pair] = _copy(worded[pair[0]], worded[pair[1]], weight, near)
            if link := known[pair]:
                sides = [
                    (worded[old].passage, worded[new].passage)
                    for old, new in zip(pair, (one, other), strict=True)
                ]
                yield replace(link, a=_moved(link.a, *sides[0]), b=_moved(link.b, *sides[1]))


def _moved(part: Reference, old: Passage, new: Passage) -> Reference:
    """Return the part of a passage of the same text."""
    shift = new.reference.span.start - old.reference.span.start
    return Reference(new.reference.article, Span(part.span.start + shift, part.span.end + shift))


def _near(vectors: StoryVectors, one: int, other: int) -> float:
    return float(vectors.vectors[one] @ vectors.vectors[other]) if len(vectors) else USUAL


def _tells(story: Story, passage: Passage) -> bool:
    return story.analyses[passage.article].is_body(passage.reference.span)


def _worded(passage: Passage, weight: Mapping[str, float], named: Index[Span]) -> Worded:
    mentions = named.within(passage.reference.span)
    lemmas = passage.lemmas()
    return Worded(
        passage=passage,
        single=frozenset(lemmas),
        double=frozenset(pairwise(lemmas)),
        named=frozenset(w.lemma for w in passage.words if any(m.contains(w.span) for m in mentions)),
        total=sum(weight[w] for w in set(lemmas)),
    )


def _proposals(read: Sequence[Passage], bag: Vectors) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences of different articles with most words in common."""
    articles = np.array([p.article for p in read])
    extents = np.linalg.norm(bag, axis=1, keepdims=True)
    for rows, columns in reach(bag / np.maximum(extents, 1e-9)):
        shared = bag[rows] @ bag[columns].T
        shared[articles[rows][:, None] <= articles[columns][None]] = 0
        at, to, most = highest(shared, PER_SENTENCE)
        enough = most > SHORT / 2
        yield from zip(columns[to[enough]].tolist(), rows[at[enough]].tolist(), strict=True)


def _copy(a: Worded, b: Worded, weight: Mapping[str, float], near: float) -> Link | None:
    single = a.single & b.single
    common = sum(weight[w] for w in single)
    neighbours = sum(max(weight[x], weight[y]) for x, y in a.double & b.double)
    told = common + ORDER * neighbours + LEAN * (near - USUAL)
    share = common / max(min(a.total, b.total), 1e-9)
    if not (told >= RARE and share >= SHARE) and not (told >= SHORT and share >= MOST):
        return None
    if not _beyond_names(single, a.named | b.named, weight):
        return None
    stretch_a, stretch_b = _stretches(a.passage, b.passage, weight)
    alike = LCSseq.normalized_similarity(_forms(a.passage, stretch_a), _forms(b.passage, stretch_b))
    kind: EchoKind = "verbatim" if alike >= VERBATIM else "paraphrase"
    return Link(a=stretch_a, b=stretch_b, kind=kind, score=round(min(1.0, 0.5 * share + 0.05 * told), 3))


def _beyond_names(single: frozenset[str], named: frozenset[str], weight: Mapping[str, float]) -> bool:
    """Tell whether two sentences share more than names, or a list of names that the story does not impose."""
    others = sum(weight[w] for w in single - named)
    return others >= WORDS or (others > 0 and sum(weight[w] > RARE_NAME for w in single & named) >= NAMES)


def _forms(passage: Passage, stretch: Reference) -> list[str]:
    return [word.form for word in passage.words if stretch.span.contains(word.span)]


def _stretches(a: Passage, b: Passage, weight: Mapping[str, float]) -> tuple[Reference, Reference]:
    """Mark out where two sentences share their words; the whole sentence if that is most of it."""
    blocks = LCSseq.opcodes(a.lemmas(), b.lemmas())
    in_a, in_b = set[int](), set[int]()
    for block in blocks:
        if block.tag == "equal":
            in_a.update(range(block.src_start, block.src_end))
            in_b.update(range(block.dest_start, block.dest_end))
    found = _stretch(a, in_a, weight), _stretch(b, in_b, weight)
    return found if a.reference not in found and b.reference not in found else (a.reference, b.reference)


def _stretch(passage: Passage, shared: set[int], weight: Mapping[str, float]) -> Reference:
    """Return the part of a passage in which shared words outweigh the others (maximum subarray, Kadane)."""
    best, best_sum, start, running = (0, len(passage.words) - 1), 0.0, 0, 0.0
    for at, word in enumerate(passage.words):
        if running <= 0:
            start, running = at, 0.0
        running += weight[word.lemma] + 0.1 if at in shared else -SKIP
        if running > best_sum:
            best, best_sum = (start, at), running
    held = sum(weight[passage.words[at].lemma] for at in shared if best[0] <= at <= best[1])
    span = Span(passage.words[best[0]].span.start, passage.words[best[1]].span.end)
    short = best[1] - best[0] < PHRASE or 2 * len(span) > len(passage.reference.span)
    whole = short or held < MOST * sum(weight[passage.words[at].lemma] for at in shared)
    return passage.reference if whole else replace(passage.reference, span=span)
