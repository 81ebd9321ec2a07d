"""What one speaker is quoted with in one article and in other words, or without marks, in another.

The claims inside two quotations tell: claims that say the same stand in one group, which a person may have
decided, and how surely two of them do is their bond, measured against the rest of both articles. One speaker
says less than a whole story does: of one speaker's words the bond is enough, or words and a lesser bond.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from rashomon.compare.ground import Ground
from rashomon.compare.said import Said, compatible, later_first, same_speaker
from rashomon.model.annotation import Claim
from rashomon.model.comparison import ClaimGroup
from rashomon.model.index import Index
from rashomon.model.text import Span

NEAR = 0.2
"""Cosine of two claims below which they are not looked at."""
SAME, UNKNOWN, COPIED = 0.45, 0.6, 0.85
"""Bond of two claims of one speaker, where a speaker is unknown, and where both stand in quotation marks.

People say the like of one thing on several occasions: quotations in marks are one where they share the words.
"""
WORDED, FEWEST, TOLD = 0.27, 3, 0.58
"""Bond of two claims of one speaker that share at least so many words, so much of what the shorter tells."""
WITHIN = 0.75
"""Share of a claim's characters that lie in the quotation whose claim it is."""
FRAMED = 0.6
"""The same where the claim is the quotation with the words that tell who says it."""
REPEATED = 8
"""Claims of one group that are looked at in one quotation: who says a thing again and again says it once."""


class Paraphrases:
    """Which quotations of two articles tell one utterance by what is claimed in them."""

    def __init__(self, said: Sequence[Said], ground: Ground, groups: Sequence[ClaimGroup]) -> None:
        self._said, self._ground, self._groups = said, ground, groups
        self._group = {row: at for at, group in enumerate(groups) for row in ground.rows_of(group)}

    def pairs(self) -> Iterator[tuple[float, int, int]]:
        """Yield (strength, quote, quote), the later quote first, strength from 0 to 1."""
        for one, other in sorted(self._beside):
            strength = self.alike(one, other)
            if strength:
                yield strength, one, other

    def alike(self, one: int, other: int) -> float:
        """Return the bond of the claims in two quotations that say the same, 0 where none surely do."""
        return max((self._ground.bonds.of(i, j) for i, j in self._alike(one, other)), default=0.0)

    def meet(self, one: int, other: int, fullest: tuple[int, int]) -> bool:
        """Tell whether one claim in one of two quotations is said again in the ``fullest`` of both's groups.

        A rendering that tells two utterances has a claim for each, and so brings none together.
        """
        return any(
            set.intersection(*(self._told_in(at, full) for full in fullest if full != at))
            for at in (one, other)
            if {at, *fullest} != {*fullest}
        )

    def parted(self, one: int, other: int) -> bool:
        """Tell whether a person parted what is claimed in two quotations."""
        near = self._beside.get(later_first(one, other), ()) if self._apart else ()
        return any(self._parted(i, j) for i, j in near)

    def _told_in(self, one: int, other: int) -> set[int]:
        """Return the claims of a quotation that another one of the same speaker says as well."""
        if not same_speaker(self._said[one], self._said[other]):
            return set()
        return {row for pair in self._alike(one, other) for row in pair if self._owner[row] == one}

    def _alike(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """Yield the claims in two quotations of two articles, in any order, that say the same."""
        a, b = self._said[one], self._said[other]
        least = _least(a, b)
        if a.article == b.article or least is None:
            return
        yield from ((i, j) for i, j in self._grouped(one, other) if self._same(i, j, least))
        if least == SAME:
            near = self._beside.get(later_first(one, other), ())
            yield from ((i, j) for i, j in near if self._retold(i, j))

    def _grouped(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        mine, theirs = self._held.get(one, {}), self._held.get(other, {})
        for group in mine.keys() & theirs.keys():
            yield from product(mine[group], theirs[group])

    def _same(self, i: int, j: int, least: float) -> bool:
        """Tell whether two claims of one group surely say the same."""
        return self._agree(i, j, least) and self._ground.bonds.hold(i, j, least)

    def _retold(self, i: int, j: int) -> bool:
        """Tell whether two claims of one speaker, of whatever groups, say the same but in other words."""
        if not self._agree(i, j, UNKNOWN) or self._parted(i, j):
            return False
        return self._ground.bonds.hold(i, j, SAME) or (
            self._ground.bonds.hold(i, j, WORDED) and self._worded(i, j)
        )

    def _worded(self, i: int, j: int) -> bool:
        """Tell whether one of two claims has most of what the other's words tell, by several words."""
        a, b = self._ground.read[i].content(), self._ground.read[j].content()
        least = min(sum(map(self._ground.weight.__getitem__, words)) for words in (a, b))
        return len(a & b) >= FEWEST and self._ground.shared(i, j) >= TOLD * least

    def _parted(self, i: int, j: int) -> bool:
        """Tell whether a person parted the wording of one of two claims from the other."""
        return any(
            self._ground.read[other].reference.article in self._apart.get(self._group[row], ())
            for row, other in ((i, j), (j, i))
            if self._apart and row in self._group
        )

    @cached_property
    def _apart(self) -> dict[int, frozenset[str]]:
        """The articles from which a person parted the claims of a group, where there are any."""
        told = ({cell.article for cell in group.cells if cell.parted} for group in self._groups)
        return {at: frozenset(articles) for at, articles in enumerate(told) if articles}

    def _agree(self, i: int, j: int, least: float) -> bool:
        """Tell whether two claims of one group say the same of it, and not only one of them denies it.

        Where one speaker is known, another number or "did nothing" for "did not do anything" is a rendering.
        """
        a, b = self._ground.claims[i], self._ground.claims[j]
        if (a.stance == "denies") != (b.stance == "denies"):
            return False
        return least != UNKNOWN or (a.negated == b.negated and _numbers_agree(a, b))

    @cached_property
    def _beside(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """The near claims of two quotations, the later one first; their rows in any order."""
        result: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for i, j in self._ground.bonds.pairs(NEAR):
            a, b = self._owner.get(i), self._owner.get(j)
            if a is not None and b is not None and a != b:
                result[later_first(a, b)].append((i, j))
        return dict(result)

    @cached_property
    def _owner(self) -> dict[int, int]:
        """The innermost quotation in which each claim lies."""
        held: dict[int, list[int]] = defaultdict(list)
        for at, said in enumerate(self._said):
            held[said.article].append(at)
        places = {article: Index(some, self._span) for article, some in held.items()}
        result = {}
        for row, passage in enumerate(self._ground.read):
            span = passage.reference.span
            around = places[passage.article].overlapping(span) if passage.article in places else []
            whole = [at for at in around if self._span(at).overlap(span) >= WITHIN * len(span)]
            if whole := whole or [at for at in around if self._is_told_with(at, span)]:
                result[row] = min(whole, key=lambda at: len(self._span(at)))
        return result

    @cached_property
    def _held(self) -> dict[int, dict[int, list[int]]]:
        """The claims of each quotation that has any, by their groups."""
        result: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, at in self._owner.items():
            if row in self._group and len(rows := result[at][self._group[row]]) < REPEATED:
                rows.append(row)
        return dict(result)

    def _is_told_with(self, at: int, claim: Span) -> bool:
        """Tell whether a claim is a quotation, part of it in marks, with no more than who says it and how."""
        quote = self._said[at].quote
        framed = quote.cue is not None and claim.contains(quote.cue) and claim.contains(quote.span)
        framed = framed and quote.kind != "indirect"
        return framed and len(quote.span) >= FRAMED * len(claim)

    def _span(self, at: int) -> Span:
        return self._said[at].quote.span


def _numbers_agree(a: Claim, b: Claim) -> bool:
    """Tell whether one of two claims gives all numbers of the other."""
    one, other = ({quantity.value for quantity in claim.quantities} for claim in (a, b))
    return one <= other or other <= one


def _least(a: Said, b: Said) -> float | None:
    """Return the bond that two quotations need, None where two speakers are known."""
    if a.marked and b.marked:
        return COPIED if compatible(a, b) else None
    if (a.speaker or b.speaker) and same_speaker(a, b):
        return SAME
    return UNKNOWN if compatible(a, b) else None
