"""Find the renderings of one utterance: the same words of the same speaker in several outlets and languages.

In quotation marks or not: what one outlet quotes another may tell word for word without marks, or in its
own words.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence

from rashomon.compare.dating import earliest
from rashomon.compare.ground import Ground
from rashomon.compare.paraphrases import Paraphrases
from rashomon.compare.quotes import pairs
from rashomon.compare.retold import retold
from rashomon.compare.said import Said, fullness, gather, later_first
from rashomon.compare.variants import variant
from rashomon.model.comparison import ClaimGroup, Entity, Utterance
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Span

BORNE_OUT = 2
"""Renderings of an utterance that a quotation is alike, from which it is another, whatever the fullest is."""


def find_utterances(
    ground: Ground, claims: Sequence[ClaimGroup], entities: Sequence[Entity]
) -> tuple[Utterance, ...]:
    """Find what was said once and is rendered several times; single quotes are left out.

    The first variant of an utterance is its fullest rendering, one in quotation marks where there is any;
    edits lead from the fullest rendering in a variant's own language to the variant.
    """
    story, vectors = ground.story, ground.texts.sentence_vectors
    said = sorted(gather(story, entities, vectors), key=lambda one: one.retold)
    together = _Together(said)
    together.by_words(pairs(said, vectors))
    together.by_telling(retold(said, vectors), Paraphrases(said, ground, claims))
    groups = together.groups()
    grouped = {at for group in groups for at in group}
    alone = _Alone(one for at, one in enumerate(said) if at not in grouped)
    return tuple(_utterance(story, [said[at] for at in group], alone) for group in groups)


class _Alone:
    """Quotations that are no utterance with any other, by where they stand."""

    def __init__(self, said: Iterable[Said]) -> None:
        by_article: dict[int, list[Said]] = defaultdict(list)
        for one in said:
            by_article[one.article].append(one)
        self._there = {at: Index(own, lambda one: one.quote.span) for at, own in by_article.items()}

    def nested(self, members: Iterable[Said]) -> dict[tuple[int, Span], Said]:
        """Return those that stand within one of these quotations or, of its speaker, around it, by place."""
        return {
            (near.article, near.quote.span): near
            for one in members
            if one.article in self._there
            for near in self._there[one.article].overlapping(one.quote.span)
            if one.quote.span.contains(near.quote.span)
            or (near.quote.span.contains(one.quote.span) and one.speaker and one.speaker == near.speaker)
        }


class _Together:
    """Which quotations were found to be one utterance, strongest pairs first."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._home = {at: [at] for at in range(len(said))}
        """The group of each quotation, its fullest renderings first."""
        self._fullness = [fullness(one) for one in said]

    def by_words(self, found: Iterable[tuple[float, int, int]]) -> None:
        """Join pairs; a fragment joins one whole quotation only, lest it tie two together."""
        tied = set[int]()
        for _, i, j in sorted(found, key=lambda p: (-p[0], -min(self._length(p[1]), self._length(p[2])), p)):
            small = {at for at in (i, j) if self._said[at].fragment}
            if small & tied and len(small) == 1:
                continue
            tied |= small if len(small) == 1 else set()
            self._join(i, j)

    def by_telling(self, found: Iterable[tuple[float, int, int]], paraphrases: Paraphrases) -> None:
        """Join pairs whose fullest renderings say the same, lest a rendering of two tie them together.

        ``found`` are pairs in like words, to which those come that are found by their claims.
        """
        worded = {(i, j): strength for strength, i, j in found if not paraphrases.parted(i, j)}
        told = [*((strength, *pair) for pair, strength in worded.items()), *paraphrases.pairs()]
        for _, i, j in sorted(told, key=lambda p: (-p[0], p)):
            if self._home[i] is not self._home[j]:
                full = self._fullest(i, j)
                tops = {full, self._copies(i, j, full)}
                alike = any(later_first(*top) in worded or paraphrases.alike(*top) for top in tops)
                if alike or self._same(i, j) or paraphrases.meet(i, j, full) or self._borne_out(i, j, worded):
                    self._join(i, j)

    def _same(self, i: int, j: int) -> bool:
        return self._said[i].lemmas == self._said[j].lemmas

    def _borne_out(self, i: int, j: int, worded: Container[tuple[int, int]]) -> bool:
        """Tell whether one quotation by itself is told in like words by several of the other's utterance."""
        return any(
            len(self._home[one]) == 1
            and sum(later_first(one, k) in worded for k in self._home[other]) >= BORNE_OUT
            for one, other in ((i, j), (j, i))
        )

    def groups(self) -> list[list[int]]:
        """Return the groups of more than one, in the order of their first members."""
        groups = {id(members): members for members in self._home.values() if len(members) > 1}
        return sorted((sorted(members) for members in groups.values()), key=lambda members: members[0])

    def _fullest(self, i: int, j: int) -> tuple[int, int]:
        """Return the fullest renderings, in two articles, of what two quotations were found to belong to."""
        met = ((a, b) for a in self._home[i] for b in self._home[j])
        return next((a, b) for a, b in met if self._said[a].article != self._said[b].article)

    def _copies(self, i: int, j: int, full: tuple[int, int]) -> tuple[int, int]:
        """Return the fullest renderings, or two quotations themselves where they are word for word those."""
        one, other = (
            at if self._said[at].lemmas == self._said[top].lemmas else top
            for at, top in zip((i, j), full, strict=True)
        )
        return one, other

    def _length(self, at: int) -> int:
        return len(self._said[at].words)

    def _join(self, i: int, j: int) -> None:
        less, more = sorted((self._home[i], self._home[j]), key=len)
        if less is not more:
            for at in less:
                insort(more, at, key=self._fullness.__getitem__)
            self._home |= dict.fromkeys(less, more)


def _utterance(story: Story, members: list[Said], alone: _Alone) -> Utterance:
    members = sorted(members, key=fullness)
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
                retold=not said.marked,
            )
            for said in members
        ),
        earliest=earliest(story, [name[said.article] for said in members]),
        within=tuple((name[near.article], near.quote.id) for near in alone.nested(members).values()),
    )
