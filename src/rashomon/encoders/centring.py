"""Take away from vectors what all of them share, so that what each says for itself can be compared.

All texts of one story are about one thing and an encoder finds them all alike; and every language adds the
same to each of its vectors, so that two texts of one language look nearer than the same text in two.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

TRUST = 6
"""A language's mean counts as much as the mean of all once the language has so many rows."""

Vectors = npt.NDArray[np.float32]


def centred(vectors: Vectors, languages: npt.NDArray[np.str_]) -> Vectors:
    """Take away from each vector what its language and the story have in common; unit length again.

    ``languages`` names one for each row. A language with few rows leans on the mean of all rows, lest its
    own content be taken away.
    """
    result = np.array(vectors, np.float32)
    if not len(result):
        return result
    overall = result.mean(axis=0)
    for language in np.unique(languages):
        mine = languages == language
        weight = mine.sum() / (mine.sum() + TRUST)
        result[mine] -= weight * vectors[mine].mean(axis=0) + (1 - weight) * overall
    result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-9)
    return result


def centred_parts(parts: Sequence[Vectors], languages: Sequence[str]) -> list[Vectors]:
    """Do the same to several articles' vectors together; each part is in one language, and may be empty."""
    filled = [p for p in parts if len(p)]
    if not filled:
        return list(parts)
    rows = np.repeat(np.array(languages), [len(p) for p in parts])
    moved = centred(np.concatenate(filled), rows)
    return np.split(moved, np.cumsum([len(p) for p in parts])[:-1])
