"""Find the renderings of one utterance: the same words of the same speaker in several outlets and languages.

Within a language words are aligned (longest common subsequence); across languages the
sentences in which the quotations stand are compared, for a translation has no word in common.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from rashomon.compare.similarity import StoryVectors, blocks, sentence_vectors
from rashomon.compare.variants import variant
from rashomon.compare.wording import Word, read_words
from rashomon.model.annotation import Quote, Speaker
from rashomon.model.comparison import Entity, Utterance
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Span

FRAGMENT = 4
"""Words up to which a quotation is a fragment: it must stand whole in the other."""
KEPT, SPREAD = 0.66, 2.0
"""Share of the shorter quotation's words that the longer has in order, and how far they may spread."""
NEAR_SAME, NEAR_UNKNOWN = 0.28, 0.5
"""Cosine of their sentences for foreign quotations of one speaker, and where a speaker is unknown."""
FOREIGN = 64
"""Foreign quotations that are looked at for one."""
LONGEST = 2000
"""Characters of a quotation that are compared: an unclosed mark must not cost a page squared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation ready for comparison; ``rows`` are its sentences, ``speaker`` an entity's id."""

    article: int
    quote: Quote
    language: str
    words: tuple[Word, ...]
    held: frozenset[str]
    rows: tuple[int, ...]
    speaker: str | None
    name: str

    @property
    def forms(self) -> list[str]:
        """The words as they stand, case-folded."""
        return [word.form for word in self.words]

    @property
    def telling(self) -> int:
        """The number of words that say something."""
        return sum(word.content for word in self.words)


def find_utterances(story: Story, entities: Sequence[Entity]) -> tuple[Utterance, ...]:
    """Find what was said once and is rendered several times; single quotes are left out.

    The first variant of an utterance is its fullest rendering; edits lead from the fullest rendering in a
    variant's own language to the variant.
    """
    vectors = sentence_vectors(story)
    said = _gather(story, entities, vectors)
    groups = _groups(said, list(_pairs(said, vectors)))
    return tuple(_utterance(story, [said[at] for at in group]) for group in groups)


def _gather(story: Story, entities: Sequence[Entity], vectors: StoryVectors) -> list[Said]:
    home = {member: entity.id for entity in entities for member in entity.members}
    called = {
        name.casefold(): entity.id for entity in entities for name in (entity.name, *entity.names.values())
    }
    starts = np.searchsorted(vectors.article, np.arange(len(story.analyses)))
    result = []
    for at, analysis in enumerate(story.analyses):
        sentences = Index(enumerate(analysis.sentences), lambda pair: pair[1].span)
        for quote in analysis.quotes:
            if quote.kind == "indirect":
                continue
            rows = [i for i, _ in sentences.overlapping(quote.span)] if len(vectors) else []
            who = quote.speaker
            words = read_words(
                analysis, Span(quote.span.start, min(quote.span.end, quote.span.start + LONGEST))
            )
            said = Said(
                article=at,
                quote=quote,
                language=analysis.language,
                words=words,
                held=frozenset(word.form for word in words),
                rows=tuple(int(starts[at]) + row for row in rows),
                speaker=_speaker(who, analysis.article.id, home, called),
                name=who.name.casefold() if who else "",
            )
            result += [said] if said.telling else []
    return result


def _speaker(
    who: Speaker | None, article: str, home: Mapping[tuple[str, str], str], called: Mapping[str, str]
) -> str | None:
    """Return the entity that speaks: the one linked, else the one that bears the name."""
    if who is None:
        return None
    return home.get((article, who.entity or "")) or called.get(who.name.casefold())


def _pairs(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote) of what may be one utterance, the later quote first."""
    for i, j in sorted({(max(p), min(p)) for p in (*_sharing(said), *_foreign(said, vectors))}):
        a, b = said[i], said[j]
        if a.article == b.article:
            continue
        strength = _same_words(a, b) if a.language == b.language else _translated(a, b, vectors)
        if strength:
            yield strength, i, j


def _sharing(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the quotes of one language, in two articles, of which one may hold enough of the other's words.

    It must then hold one of the rarest of them (the prefix filter of Chaudhuri, Ganti and Kaushik 2006).
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        for form in quote.held:
            holders[quote.language, form].append(at)
    for at, quote in enumerate(said):
        rarest = sorted(quote.held, key=lambda form: (len(holders[quote.language, form]), form))
        for form in rarest[: len(rarest) - math.ceil(KEPT * len(rarest)) + 1]:
            near = holders[quote.language, form]
            yield from ((at, other) for other in near if said[other].article != quote.article)


def _foreign(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[int, int]]:
    """Yield the quotes of two languages whose sentences are near, for each the nearest ``FOREIGN`` ones."""
    placed = [at for at, quote in enumerate(said) if quote.rows]
    if len({said[at].language for at in placed}) < 2:
        return
    rows = np.concatenate([np.array(said[at].rows) for at in placed])
    starts = np.cumsum([0, *(len(said[at].rows) for at in placed)])[:-1]
    language = np.array([said[at].language for at in placed])
    for some in blocks(len(placed)):
        own = np.concatenate([np.array(said[placed[at]].rows) for at in some])
        near = np.maximum.reduceat(vectors.similarity(own, rows), starts, axis=1)
        near = np.maximum.reduceat(near, starts[some] - starts[some[0]], axis=0)
        near[language[some][:, None] == language[None]] = -1
        width = min(FOREIGN, len(placed))
        best = np.argpartition(-near, width - 1, axis=1)[:, :width]
        at, rank = np.nonzero(np.take_along_axis(near, best, axis=1) >= NEAR_SAME)
        yield from ((placed[x], placed[y]) for x, y in zip(some[at], best[at, rank], strict=True))


def _compatible(a: Said, b: Said) -> bool:
    return a.speaker is None or b.speaker is None or _same_speaker(a, b)


def _same_speaker(a: Said, b: Said) -> bool:
    if a.speaker is not None and a.speaker == b.speaker:
        return True
    return bool(a.name and b.name) and fuzz.token_set_ratio(a.name, b.name) >= 90


def _same_words(a: Said, b: Said) -> float:
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(short.held & long.held) < KEPT * len(short.held):
        return 0.0
    if len(short.words) <= FRAGMENT:
        needed = 1 if _same_speaker(a, b) and len(short.words) > 1 else 2
        return 1.0 if short.telling >= needed and _contained(short.forms, long.forms) else 0.0
    kept = _kept(short.forms, long.forms)
    return kept if kept >= KEPT and (_compatible(a, b) or kept > 0.9) else 0.0


def _kept(short: Sequence[str], long: Sequence[str]) -> float:
    """Return the share of the shorter quotation's words that the longer has in order, close together."""
    blocks = [block for block in LCSseq.opcodes(short, long).as_matching_blocks() if block.size]
    if not blocks:
        return 0.0
    reach = blocks[-1].b + blocks[-1].size - blocks[0].b
    return sum(block.size for block in blocks) / max(len(short), reach / SPREAD)


def _contained(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _translated(a: Said, b: Said, vectors: StoryVectors) -> float:
    if not a.rows or not b.rows or not _compatible(a, b):
        return 0.0
    near = float(vectors.similarity(np.array(a.rows), np.array(b.rows)).max())
    return near if near >= (NEAR_SAME if _same_speaker(a, b) else NEAR_UNKNOWN) else 0.0


def _groups(said: Sequence[Said], pairs: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Join pairs, strongest first; a fragment joins one whole quotation only, lest it tie two together."""
    home = {at: [at] for at in range(len(said))}
    tied = set[int]()
    for _, i, j in sorted(
        pairs, key=lambda p: (-p[0], -min(len(said[p[1]].words), len(said[p[2]].words)), p)
    ):
        small = {k for k in (i, j) if len(said[k].words) <= FRAGMENT}
        if small & tied and len(small) == 1:
            continue
        tied |= small if len(small) == 1 else set()
        less, more = sorted((home[i], home[j]), key=len)
        if less is not more:
            more += less
            home |= dict.fromkeys(less, more)
    groups = {id(members): members for members in home.values() if len(members) > 1}
    return sorted((sorted(members) for members in groups.values()), key=lambda members: members[0])


def _utterance(story: Story, members: list[Said]) -> Utterance:
    members = sorted(members, key=lambda said: (-len(said.quote.span), said.article, said.quote.span))
    fullest: dict[str, Said] = {}
    for said in members:
        fullest.setdefault(said.language, said)
    first = members[0]
    speakers = Counter(said.speaker for said in members if said.speaker)
    name = {at: analysis.article.id for at, analysis in enumerate(story.analyses)}
    return Utterance(
        id=f"utterance-{name[first.article]}-{first.quote.id}",
        speaker=speakers.most_common(1)[0][0] if speakers else None,
        variants=tuple(
            variant(
                (name[said.article], said.quote.id, said.words),
                (name[fullest[said.language].article], fullest[said.language].words),
                foreign=said.language != first.language,
            )
            for said in members
        ),
    )
