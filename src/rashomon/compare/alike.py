"""Hold quotations against each other by their words, and what is copied word for word only once.

Large stories repeat a few statements hundreds of times. So wordings are proposed, by their rarest words, and
aligned, not quotations; and of very many copies not every one is brought together with every other.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from rashomon.compare.said import Said, fullness, later_first
from rashomon.compare.variants import KEPT

COPIES = 16
"""Fullest copies of a wording with which each copy of one like it is brought together."""

Rule = Callable[[Said, Said, bool], float]
"""How much two quotations are alike, 0 if they are not: the later, the earlier, whether of one article.

It looks at nothing but their words, whether these are retold, and who says them.
"""


def alike(said: Sequence[Said], rule: Rule) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote), the later first, of the quotes of one language that a rule finds alike.

    None is held against what shares its place: one of the two is told within the other.
    """
    wordings = _wordings(said)
    firsts = [said[copies[0]] for copies in wordings]
    home = {at: wording for wording, copies in enumerate(wordings) for at in copies}
    for one, other in _near(firsts):
        strengths = {
            (a, b, together): rule(firsts[a], firsts[b], together)
            for a, b in {(one, other), (other, one)}
            for together in (False, True)
        }
        if any(strengths.values()):
            for i, j in _met(wordings[one], wordings[other]):
                together = said[i].article == said[j].article
                strength = strengths[home[i], home[j], together]
                if strength and not (together and said[i].quote.span.overlap(said[j].quote.span)):
                    yield strength, i, j


def _wordings(said: Sequence[Said]) -> list[list[int]]:
    """Part the quotations by what a rule looks at: their places, each wording's fullest first."""
    copies: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in sorted(range(len(said)), key=lambda at: fullness(said[at])):
        one = said[at]
        forms = tuple(word.form for word in one.words)
        copies[one.language, forms, one.speaker, one.name, one.retold].append(at)
    return list(copies.values())


def _near(said: Sequence[Said]) -> set[tuple[int, int]]:
    """Return the quotes of one language of which one holds enough of the other's words, or both are one.

    It must then hold one of the rarest of them (the prefix filter of Chaudhuri, Ganti and Kaushik 2006).
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        for form in quote.held:
            holders[quote.language, form].append(at)
    near = set()
    for at, quote in enumerate(said):
        rarest = sorted(quote.held, key=lambda form: (len(holders[quote.language, form]), form))
        enough = math.ceil(KEPT * len(rarest))
        proposed = {o for form in rarest[: len(rarest) - enough + 1] for o in holders[quote.language, form]}
        near |= {later_first(at, o) for o in proposed if len(quote.held & said[o].held) >= enough}
    return near


def _met(copies: Sequence[int], others: Sequence[int]) -> set[tuple[int, int]]:
    """Return which copies of two wordings are brought together, the later one first."""
    pairs = (*product(copies, others[:COPIES]), *product(copies[:COPIES], others))
    return {later_first(*pair) for pair in pairs if pair[0] != pair[1]}
