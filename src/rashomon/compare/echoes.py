"""Find the same wording or talking point in several articles, copied, reworded or translated.

What any two reports of one event must share (its names, its main fact) is no echo. Within a language two
sentences must therefore share words that are rare in this very story; across languages they must be nearer
to each other than both are, on average, to the nearest sentences of the other articles (the margin of
Artetxe and Schwenk 2019, with the story's articles as the neighbourhood).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from rashomon.compare.similarity import Ints, StoryVectors, sentence_vectors
from rashomon.compare.wording import Passage, bags, passages, sentence_spans, weights
from rashomon.model.annotation import Vectors
from rashomon.model.comparison import Echo, EchoKind
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

RARE = 4.7
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
BLOCK = 512
"""Sentences whose words are compared with all others at a time: bounds memory."""
PER_SENTENCE = 20
"""Sentences of other articles looked at for one sentence."""
NEAR, ANCHORED = 0.71, 0.5
"""Cosine plus margin over the other articles at which a foreign sentence is a translation; the same where
shared figures or like words speak for it too."""
COGNATES = 0.3
"""Share of content words with a like word on the other side that speaks for a translation."""
BESIDE = 0.38
"""The same next to a translated sentence: wire copy is translated in a row."""
LENGTHS = 2.6
"""A translation is no more than so many times longer."""
SKIP = 0.3
"""What an unshared word costs where the shared stretch of two sentences is marked out."""
PHRASE = 4
"""Words but one that a stretch must have to be shown without its sentence."""
LONGEST = 550
"""Characters of a passage copied in one piece."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two passages with the same words."""

    a: Reference
    b: Reference
    kind: EchoKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A sentence's base forms, one by one and in pairs of neighbours, those in names, and what they weigh."""

    passage: Passage
    single: frozenset[str]
    double: frozenset[tuple[str, str]]
    named: frozenset[str]
    total: float


def find_echoes(story: Story) -> tuple[Echo, ...]:
    """Find groups of passages of different articles that share their wording, strongest first.

    ``score`` is 0 to 1. ``earliest`` is given only where the publication dates of all members are known
    and one is before the others.
    """
    read = passages(story, sentence_spans)
    if len(read) < 2:
        return ()
    vectors = sentence_vectors(story)
    links = [*_copies(story, read, vectors), *_translations(story, read, vectors)]
    groups = _joined(_runs(story, links))
    echoes = [_echo(story, group) for group in groups]
    return tuple(sorted(echoes, key=lambda e: (-len({m.article for m in e.members}), -e.score, e.id)))


def _copies(story: Story, read: Sequence[Passage], vectors: StoryVectors) -> Iterator[Link]:
    """Yield pairs of sentences of one language that share rare words."""
    for language in sorted({p.language for p in read}):
        rows = [row for row, p in enumerate(read) if p.language == language and _tells(story, p)]
        weight = weights([read[row] for row in rows])
        worded = [_worded(story, read[row], weight) for row in rows]
        for one, other in _proposals([read[row] for row in rows], bags([read[row] for row in rows], weight)):
            near = float(vectors.vectors[rows[one]] @ vectors.vectors[rows[other]]) if len(vectors) == len(read) else USUAL
            if link := _copy(worded[one], worded[other], weight, near):
                yield link


def _tells(story: Story, passage: Passage) -> bool:
    return story.analyses[passage.article].is_body(passage.reference.span)


def _worded(story: Story, passage: Passage, weight: Mapping[str, float]) -> Worded:
    mentions = [
        m.span
        for entity in story.analyses[passage.article].entities
        for m in entity.mentions
        if passage.reference.span.contains(m.span)
    ]
    lemmas = passage.lemmas()
    return Worded(
        passage=passage,
        single=frozenset(lemmas),
        double=frozenset(pairwise(lemmas)),
        named=frozenset(w.lemma for w in passage.words if any(m.contains(w.span) for m in mentions)),
        total=sum(weight[w] for w in set(lemmas)),
    )


def _proposals(read: Sequence[Passage], bag: Vectors) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences of different articles with most words in common, a block of rows at a time."""
    articles = np.array([p.article for p in read])
    for start in range(0, len(read), BLOCK):
        shared = bag[start : start + BLOCK] @ bag.T
        shared[articles[start : start + BLOCK, None] <= articles[None, :]] = 0
        most = min(PER_SENTENCE, len(read))
        best = np.argpartition(-shared, most - 1, axis=1)[:, :most]
        for row, others in enumerate(best):
            yield from ((int(other), start + row) for other in others if shared[row, other] > SHORT / 2)


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


def _translations(story: Story, read: Sequence[Passage], vectors: StoryVectors) -> list[Link]:
    """Pair sentences of different languages that are each other's best and stand out of their articles."""
    if len({a.language for a in story.analyses}) < 2 or len(vectors) != len(read):
        return []
    best, partner = _nearest(vectors, len(story.analyses))
    usual = np.nanmean(np.where(best > -1, best, np.nan), axis=1)
    pairs = [p for p in _mutual(read, best, partner) if _alike_in_length(read[p[0]], read[p[1]])]
    near = {p: 2 * float(best[p[0], read[p[1]].article]) - float(usual[p[0]] + usual[p[1]]) / 2 for p in pairs}
    sure = {p for p in pairs if near[p] >= NEAR or (near[p] >= ANCHORED and _anchored(story, read, p))}
    beside = {(i + x, j + y) for i, j in sure for x in (-1, 1) for y in (-1, 1)}
    more = {p for p in beside & set(pairs) if near[p] >= BESIDE}
    return [
        Link(a=read[p[0]].reference, b=read[p[1]].reference, kind="translation", score=round(min(1.0, 0.3 + 0.5 * near[p]), 3))
        for p in sorted(sure | more)
    ]


def _anchored(story: Story, read: Sequence[Passage], pair: tuple[int, int]) -> bool:
    """Tell whether two sentences give the same two figures or more, or are full of like words."""
    a, b = (read[row] for row in pair)
    return len(_figures(story, a) & _figures(story, b)) >= 2 or _cognates(a, b) >= COGNATES


def _figures(story: Story, passage: Passage) -> set[float]:
    quantities = story.analyses[passage.article].quantities
    return {q.value for q in quantities if passage.reference.span.contains(q.span)}


def _cognates(a: Passage, b: Passage) -> float:
    short, long = sorted((sorted(a.content()), sorted(b.content())), key=len)
    like = [w for w in short if len(w) > 3 and process.extractOne(w, long, scorer=fuzz.ratio, score_cutoff=75)]
    return len(like) / max(len(short), 1)


def _alike_in_length(a: Passage, b: Passage) -> bool:
    short, long = sorted((len(a.reference.span), len(b.reference.span)))
    return long <= LENGTHS * short and short >= 25


def _nearest(vectors: StoryVectors, articles: int) -> tuple[Vectors, Ints]:
    """Return (n, articles) cosines to, and rows of, the nearest sentence of each other article."""
    best = np.full((len(vectors), articles), -2, np.float32)
    partner = np.full((len(vectors), articles), -1, np.int64)
    columns = [vectors.rows_of(at) for at in range(articles)]
    for rows, cosines in vectors.blocks():
        for at, mine in enumerate(columns):
            if len(mine):
                found = cosines[:, mine].argmax(axis=1)
                best[rows, at], partner[rows, at] = cosines[np.arange(len(rows)), mine[found]], mine[found]
    best[np.arange(len(vectors)), vectors.article] = -2
    return best, partner


def _mutual(read: Sequence[Passage], best: Vectors, partner: Ints) -> Iterator[tuple[int, int]]:
    for row, passage in enumerate(read):
        for at in range(passage.article + 1, best.shape[1]):
            other = int(partner[row, at])
            if other >= 0 and partner[other, passage.article] == row and read[other].language != passage.language:
                yield row, other


def _runs(story: Story, links: Iterable[Link]) -> list[Link]:
    """Join links whose two sides follow each other, so that a copied passage is one echo."""
    result: list[Link] = []
    for link in sorted(links, key=lambda x: (x.a.article, x.b.article, x.a.span, x.b.span)):
        last = result[-1] if result else None
        if last and _follows(story, last.a, link.a) and _follows(story, last.b, link.b) and last.kind == link.kind == "verbatim":
            result[-1] = replace(last, a=_over(last.a, link.a), b=_over(last.b, link.b), score=max(last.score, link.score))
        else:
            result.append(link)
    return result


def _follows(story: Story, first: Reference, second: Reference) -> bool:
    if first.article != second.article or not first.span.end <= second.span.start:
        return False
    between = story.analysis(first.article).article.text.content[first.span.end : second.span.start]
    return not any(c.isalnum() or c == "\n" for c in between) and second.span.end - first.span.start <= LONGEST


def _over(a: Reference, b: Reference) -> Reference:
    return Reference(a.article, Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end)))


def _joined(links: Iterable[Link]) -> list[list[Link]]:
    """Join links that share a passage, strongest first, but let no group hold two passages of one article.

    Without that a weak link would tie two talking points of the same articles into one.
    """
    groups: dict[int, list[Link]] = {}
    home: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for at, link in enumerate(sorted(links, key=lambda x: (-x.score, x.a, x.b))):
        near = [{group for span, group in home[side.article] if _same(span, side.span)} for side in (link.a, link.b)]
        if near[0] & near[1]:
            continue
        members = [link, *(old for group in near[0] | near[1] for old in groups[group])]
        if _crowded(members):
            continue
        for group in near[0] | near[1]:
            del groups[group]
        groups[at] = members
        _move(home, near[0] | near[1], at)
        for side in (link.a, link.b):
            home[side.article].append((side.span, at))
    return list(groups.values())


def _move(home: dict[str, list[tuple[Span, int]]], old: set[int], new: int) -> None:
    for article, spans in home.items() if old else ():
        home[article] = [(span, new if group in old else group) for span, group in spans]


def _crowded(links: Sequence[Link]) -> bool:
    members = _members([side for link in links for side in (link.a, link.b)])
    return len({m.article for m in members}) < len(members)


def _same(a: Span, b: Span) -> bool:
    """Tell whether two spans of one article are one passage: they share half of the shorter one."""
    return 2 * a.overlap(b) >= min(len(a), len(b))


def _echo(story: Story, links: Sequence[Link]) -> Echo:
    members = _members([side for link in links for side in (link.a, link.b)])
    kinds: set[EchoKind] = {link.kind for link in links}
    kind: EchoKind = "translation" if "translation" in kinds else "paraphrase" if "paraphrase" in kinds else "verbatim"
    first = members[0]
    return Echo(
        id=f"echo-{first.article}-{first.span.start}-{first.span.end}",
        kind=kind,
        members=members,
        score=round(sum(link.score for link in links) / len(links), 3),
        earliest=_earliest(story, members),
        wire=_wire(story, members),
    )


def _members(sides: Iterable[Reference]) -> tuple[Reference, ...]:
    """Keep one reference of those that overlap: the union, unless it grows too long."""
    result: list[Reference] = []
    for side in sorted(set(sides)):
        last = result[-1] if result else None
        if last and last.article == side.article and _same(last.span, side.span):
            over = _over(last, side)
            result[-1] = over if len(over.span) <= LONGEST else max(last, side, key=lambda r: len(r.span))
        else:
            result.append(side)
    return tuple(result)


def _earliest(story: Story, members: Sequence[Reference]) -> str | None:
    dates = {m.article: story.analysis(m.article).structure.published.value for m in members}
    known = sorted((value[:10], article) for article, value in dates.items() if value and len(value) >= 10)
    if len(known) < len(dates) or len(known) < 2 or known[0][0] == known[1][0]:
        return None
    return known[0][1]


def _wire(story: Story, members: Sequence[Reference]) -> bool:
    """Tell whether two of the articles credit the same agency, or all members stand inside agency text."""
    credited = [{c.casefold() for c in story.analysis(a).structure.credits} for a in {m.article for m in members}]
    together = any(a & b for at, a in enumerate(credited) for b in credited[:at])
    return together or all(_via(story, member) for member in members)


def _via(story: Story, member: Reference) -> bool:
    quotes = story.analysis(member.article).quotes
    return any(q.via and _same(q.span, member.span) for q in quotes)
