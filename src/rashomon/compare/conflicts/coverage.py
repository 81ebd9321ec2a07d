"""Whether one of two claims tells nearly all that the other does, however weak their bond is."""

from rashomon.compare.amounts import compatible
from rashomon.compare.ground import Ground, Rows

COVERED = 0.75
"""Share of the words of a claim that are answered in one that tells the same."""
FEWEST = 2
"""Words of such a claim that tell of a topic, at least."""


def covered(ground: Ground, rows: Rows, fewest: int = FEWEST) -> bool:
    """Tell whether nearly all that the shorter of two claims tells is answered in the other.

    What only one of them counts tells of another thing.
    """
    counts = [ground.claims[row].quantities for row in rows]
    if any(not any(compatible(x, y) for y in b) for a, b in (counts, counts[::-1]) for x in a):
        return False
    links = (*ground.aligner.links(*rows), *ground.aligner.left_over(*rows))
    told = [ground.aligner.telling(row) for row in rows]
    answered = {k.a for k in links} & told[0], {k.b for k in links} & told[1]
    known, said = min(zip(answered, told, strict=True), key=lambda side: len(side[1]))
    return len(said) >= fewest and len(known) >= COVERED * len(said)
