"""Numbers that tell by themselves what they count: to the last digit, or as the share of a named thing.

Two counts that nearly agree in four digits, and two shares of one noun ("turnout of 61.9 per cent"), are of
one thing also where the claims around them have little in common.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rashomon.compare.ground import Ground, Rows
from rashomon.lang.claims import is_verb
from rashomon.model.annotation import Quantity

DIGITS, LARGE = 4, 1000
"""Digits that tell something, and the size, from which on a count is hardly another one by chance."""
NEARLY, NEAR_SHARE = 0.03, 0.1
"""How far two such counts of one thing lie apart at most, and two such shares, as a part of the greater."""
INTERCHANGED = 3
"""Digits from which two of them that have changed places hardly do so by chance."""
SLIPPED = 2
"""Digits in which two counts agree that differ in their zeros alone."""
HELD = 8
"""Claims that give counts near one, or shares of one noun, which are held against each other."""
REACH = 3
"""Words before a share among which stands what it is of."""
LINKED = 0.5
"""Cosine of two words of two languages that name one thing."""
SHARE = "%"
"""The unit of a part of a hundred."""


def self_told(ground: Ground) -> Iterator[Rows]:
    """Yield claims of two articles with numbers that may be of one thing whatever stands around them."""
    counts = sorted(
        (q.value, row) for row, claim in enumerate(ground.claims) for q in claim.quantities if _is_exact(q)
    )
    for at, (value, row) in enumerate(counts):
        last = bisect_right(counts, (value * (1 + NEARLY), len(ground.claims)))
        for _, other in counts[at + 1 : min(last, at + 1 + HELD)]:
            if not ground.one_article(row, other):
                yield min(row, other), max(row, other)
    shares: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row, claim in enumerate(ground.claims):
        for noun in (_noun(ground, row, q) for q in claim.quantities if q.unit == SHARE):
            if noun is not None:
                shares[ground.read[row].language, ground.read[row].words[noun].lemma].add(row)
    for rows in shares.values():
        yield from (pair for pair in combinations(sorted(rows)[:HELD], 2) if not ground.one_article(*pair))


def one_exactly(x: Quantity, y: Quantity) -> bool:
    """Tell whether two counts to the last digit nearly agree."""
    low, high = sorted((x.value, y.value))
    return _is_exact(x) and _is_exact(y) and high - low <= NEARLY * high


def slipped(x: Quantity, y: Quantity) -> bool:
    """Tell whether one count is the other with zeros lost (2,300, 23,000) or digits changed (187, 178)."""
    digits, other = (f"{q.value:f}".rstrip("0").rstrip(".").rstrip("0") for q in (x, y))
    if x.value == y.value:
        return False
    return (len(digits) >= SLIPPED and digits == other) or _interchanged(digits, other)


def _interchanged(digits: str, other: str) -> bool:
    """Tell whether two neighbours of at least so many digits have changed places, and nothing else."""
    if len(digits) != len(other) or len(digits) < INTERCHANGED:
        return False
    unlike = [at for at, (a, b) in enumerate(zip(digits, other, strict=True)) if a != b]
    first, last = (unlike[0], unlike[-1]) if unlike else (0, 0)
    return last == first + 1 and digits[first] == other[last] and digits[last] == other[first]


def one_share(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two shares are of what one noun names and do not lie far apart."""
    low, high = sorted((x.value, y.value))
    if x.unit != SHARE or y.unit != SHARE or high - low > NEAR_SHARE * high:
        return False
    a, b = (_noun(ground, row, q) for row, q in zip(rows, (x, y), strict=True))
    if a is None or b is None:
        return False
    if ground.one_language(*rows):
        return ground.read[rows[0]].words[a].lemma == ground.read[rows[1]].words[b].lemma
    return any((k.a, k.b) == (a, b) and k.near >= LINKED for k in ground.aligner.links(*rows))


def _is_exact(quantity: Quantity) -> bool:
    digits = f"{quantity.value:f}".rstrip("0").replace(".", "").rstrip("0")
    return quantity.approximation == "exact" and quantity.value >= LARGE and len(digits) >= DIGITS


def _noun(ground: Ground, row: int, quantity: Quantity) -> int | None:
    """Return the place of the word right before a share that names what it is of, None where there is none.

    A verb may stand between ("turnout reached 61.9 per cent"), but no name.
    """
    passage, names = ground.read[row], ground.names_at(row)
    before = [at for at, word in enumerate(passage.words) if word.span.end <= quantity.span.start][-REACH:]
    said = [at for at in before if passage.words[at].content]
    nouns = [at for at in said if not is_verb(passage.language, passage.words[at].form)]
    return nouns[-1] if nouns and not names.keys() & {*said} else None
