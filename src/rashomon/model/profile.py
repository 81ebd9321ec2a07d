"""What an article is known by when its story is looked for: small, comparable across languages, kept."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Term = tuple[str, float]
"""A key and how much of the article it carries; the article's terms have a sum of squares of one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """An article as the stream of stories sees it; everything in it can be written down and read again.

    ``published`` and ``seen`` know their time zone. ``vector``: (d,) float32 of unit length, the mean of all
    sentences' vectors, zeros where nothing was encoded. ``sentences``: (k, d) int8, the first sentences'
    vectors, the headline's too, each row scaled so that its greatest component is 127.
    ``names`` are the parts of names by how they sound, so that they agree over scripts and case endings,
    under their kind ("PER ptn"); ``words`` are base forms, comparable within ``language``; ``facts``
    are years, days and amounts ("year 2031", "2031-04-07", "38 person"). ``signature`` is the text's MinHash
    (``cluster/copies.py``), by which copies are found.
    """

    article: str
    source: str
    language: str
    published: datetime | None = None
    seen: datetime
    vector: Vector
    sentences: npt.NDArray[np.int8]
    names: tuple[Term, ...] = ()
    words: tuple[Term, ...] = ()
    facts: tuple[str, ...] = ()
    signature: bytes = b""
