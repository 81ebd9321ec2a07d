"""A reading as it is kept: everything but its vectors, which are large and can be made again."""

from dataclasses import replace

import numpy as np

from rashomon.model.annotation import Analysis
from rashomon.model.article import Article
from rashomon.model.text import Text
from rashomon.store.codec import pack, unpack

_NONE = np.empty((0, 0), np.float32)


def packed_analysis(analysis: Analysis) -> bytes:
    """Write an analysis without vectors and without the text, which lies beside it."""
    bare = replace(
        analysis,
        article=replace(analysis.article, text=Text("")),
        sentence_vectors=_NONE,
        claim_vectors=_NONE,
        token_spans=np.empty((0, 2), np.int32),
        token_states=_NONE.astype(np.float16),
    )
    return pack(bare)


def analysis_of(packed: bytes, article: Article) -> Analysis:
    """Read an analysis of this article; its vectors are empty."""
    return replace(unpack(packed, Analysis), article=article)
