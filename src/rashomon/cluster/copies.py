"""Find articles that repeat the text of an earlier one: exactly, nearly, or reprinted by another outlet.

MinHash over word shingles (Broder 1997) estimates the Jaccard similarity of two texts; only members of the
same story are compared, so the cost stays with the story.
"""

import re
from collections.abc import Iterable

import numpy as np

from rashomon.lang.terms import UNSPACED
from rashomon.model.archive import Copy
from rashomon.model.profile import Profile

PERMUTATIONS, SEED = 64, 20310304
WORDS = 4
"""Words of a shingle: long enough that what two reports share by necessity does not make them alike."""
READ = 20_000
NEAR = 0.7
"""Estimated likeness from which one text is a copy of the other; the estimate's error is about .06."""
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def signature(text: str) -> bytes:
    """Return the MinHash of a text's shingles: ``PERMUTATIONS`` little-endian uint32."""
    from rensa import RMinHash  # noqa: PLC0415 - load only what is used

    words = _WORD.findall(text[:READ].casefold())
    shingles = [" ".join(words[i : i + WORDS]) for i in range(max(len(words) - WORDS + 1, 1))]
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    return np.asarray(sketch.digest(), "<u4").tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of equal minima, which estimates the Jaccard similarity; 0 for what has none."""
    if not one or len(one) != len(other):
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def copies(profile: Profile, earlier: Iterable[Profile]) -> tuple[Copy, ...]:
    """Return the link from an article to the earlier one that it repeats most, none if it repeats none."""
    others = (other for other in earlier if other.article != profile.article)
    best = max(((likeness(profile.signature, o.signature), o) for o in others), key=lambda p: p[0], default=None)
    if best is None or best[0] < NEAR:
        return ()
    score, of = best
    kind = "exact" if score == 1 else "near" if of.source == profile.source else "reprint"
    return (Copy(article=profile.article, of=of.article, kind=kind, score=score),)
