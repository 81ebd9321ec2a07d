"""Which words of one claim are answered in another, as far as they tell something."""

from collections.abc import Iterator
from itertools import product

from rashomon.compare.alignment import Link
from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts.coverage import covered
from rashomon.compare.ground import Ground, Rows

ALIKE = 0.4
"""Cosine from which two words of one language may mean one thing."""
TRANSLATED = 0.32
"""The same for two words of two languages."""
SURELY = 0.45
"""Cosine from which a word of a foreign claim surely answers one."""
FEWEST, FAINT = 3, 0.25
"""Words of a claim that a foreign one answers, with which this bond is enough."""
STEM = 4
"""Letters that two words of one language share where one is derived from the other ("serve", "service")."""


def answered(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims, each other's nearest, are one statement though their bond is weak."""
    return ground.bonds.mutual(*rows) and ground.bonds.of(*rows) >= FAINT and covered(ground, rows, FEWEST)


def telling(ground: Ground, i: int, j: int) -> Iterator[Link]:
    """Yield the links between words that say something and mean about the same."""
    a, b = ground.read[i].words, ground.read[j].words
    same = ground.one_language(i, j)
    least = ALIKE if same else TRANSLATED
    later = ground.aligner.left_over(i, j) if not same and answered(ground, (i, j)) else ()
    for link in (*ground.aligner.links(i, j), *later):
        x, y = a[link.a], b[link.b]
        derived = x.lemma != y.lemma and _derived(x.lemma, y.lemma, same=same)
        if x.content and y.content and not derived and (link.near >= least or link in later):
            yield link


def share_a_word(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether another word surely answers one, and no count of one claim is another in the other."""
    counts = [ground.claims[row].quantities for row in rows]
    pairs = ((x, y) for x, y in product(*counts) if ground.linked(rows, x.span, y.span))
    if any(not compatible(x, y) for x, y in pairs):
        return False
    return any(k.near >= SURELY and k != link for k in telling(ground, *rows))


def _derived(x: str, y: str, *, same: bool) -> bool:
    """Tell whether one of two words is made of the other: by a prefix, or in one language by an ending."""
    short, long = sorted((x, y), key=len)
    return (same and x[:STEM] == y[:STEM]) or (len(short) >= STEM and long.endswith(short))
