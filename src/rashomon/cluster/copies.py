"""Find articles that repeat the text of an earlier one: exactly, nearly, or reprinted by another outlet.

MinHash over word shingles (Broder 1997) estimates the Jaccard similarity of two texts; only members of the
same story are compared, so the cost stays with the story.
"""

import re
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from rashomon.lang.terms import UNSPACED
from rashomon.model.archive import Copy, CopyKind
from rashomon.model.profile import Profile

PERMUTATIONS, SEED = 64, 20310304
WORDS = 4
"""Words of a shingle: long enough that what two reports share by necessity does not make them alike."""
READ = 20_000
ASKED = 200
"""Characters of a text that are looked at, and latest articles of a story that are asked."""
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


@dataclass(slots=True)
class Copies:
    """The latest articles of open stories, among which copies are looked for."""

    _known: dict[str, deque[Profile]] = field(default_factory=dict)

    def remember(self, profile: Profile, story: str) -> None:
        """Let later articles of a story be compared with this one."""
        self._known.setdefault(story, deque(maxlen=ASKED)).append(profile)

    def unite(self, kept: str, absorbed: str) -> None:
        """Look from now on in one story for what was looked for in two."""
        self._known.setdefault(kept, deque(maxlen=ASKED)).extend(self._known.pop(absorbed, ()))

    def of(self, profile: Profile, story: str) -> tuple[Copy, ...]:
        """Return the link from an article to the earlier one that it repeats most, if it repeats any."""
        others = (other for other in self._known.get(story, ()) if other.article != profile.article)
        scored = [(likeness(profile.signature, other.signature), other) for other in others]
        score, of = max(scored, key=lambda pair: pair[0], default=(0.0, profile))
        if score < NEAR:
            return ()
        kind: CopyKind = "exact" if score == 1 else "near" if of.source == profile.source else "reprint"
        return (Copy(article=profile.article, of=of.article, kind=kind, score=score),)
