"""The order in which one article is read; each step says what it needs and what it gives.

Steps are siblings that never call each other: each takes the analysis filled so far and returns its
own part. ``reading`` steps need no model; ``naming`` steps look at the encoder's token states;
``telling`` steps build on names and can be run again when an article's date becomes known.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.analyze.claims import find_claims
from rashomon.analyze.dates import find_timexes
from rashomon.analyze.entities import find_entities
from rashomon.analyze.language import detect
from rashomon.analyze.quantities import find_quantities
from rashomon.analyze.quotes import find_quotes
from rashomon.analyze.sentences import split
from rashomon.analyze.structure import read_structure
from rashomon.encoders.base import Encoded
from rashomon.model.annotation import Analysis, Claim, Vectors
from rashomon.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One annotator: the field of ``Analysis`` it gives, the fields it needs, and its version."""

    gives: str
    needs: tuple[str, ...]
    version: str
    run: Callable[[Analysis], Any]


READING = (
    Step(
        gives="structure",
        needs=("language",),
        version="1",
        run=lambda a: read_structure(a.article, a.language),
    ),
    Step(
        gives="sentences",
        needs=("language", "structure"),
        version="1",
        run=lambda a: split(a.article, a.language, a.structure),
    ),
)
TELLING = (
    Step(gives="timexes", needs=("sentences", "structure"), version="1", run=find_timexes),
    Step(gives="quantities", needs=("sentences", "timexes"), version="1", run=find_quantities),
    Step(gives="quotes", needs=("sentences", "entities"), version="1", run=find_quotes),
    Step(gives="claims", needs=("sentences", "entities", "quotes", "timexes"), version="1", run=find_claims),
)
NAMING_VERSION = "1"
SENTENCE_SHARE = 0.3
"""Part of the sentence's vector that is taken from each of its clauses' vectors."""


def annotators() -> dict[str, str]:
    """Return every annotator with its version, as exports name them."""
    return {"entities": NAMING_VERSION} | {step.gives: step.version for step in READING + TELLING}


def read_article(article: Article) -> Analysis:
    """Read what needs no model: language, structure and sentences."""
    return _run(READING, Analysis(article=article, language=detect(article)))


def sentence_texts(analysis: Analysis) -> list[str]:
    """Return the texts to encode, one for each sentence."""
    return [analysis.text_of(s.span) for s in analysis.sentences]


def annotate(analysis: Analysis, encoded: Sequence[Encoded]) -> Analysis:
    """Find names, dates, figures, quotations and claims.

    ``encoded`` holds one entry for each sentence, in order.
    """
    named = replace(analysis, entities=find_entities(analysis, encoded), sentence_vectors=_stack(encoded))
    return tell(named)


def tell(analysis: Analysis) -> Analysis:
    """Run the steps that build on names and on the publication date (again)."""
    return _run(TELLING, analysis)


def with_claim_vectors(analysis: Analysis, encoded: Sequence[Encoded]) -> Analysis:
    """Add the claims' vectors, pooled from the states of their own tokens within their sentence.

    The encoder has seen the whole sentence, so a clause keeps its context, and no second pass is needed
    ("late chunking", Günther et al. 2024). ``encoded`` holds one entry for each sentence, in order.
    """
    vectors = [_pooled(analysis, claim, encoded[claim.sentence]) for claim in analysis.claims]
    empty = np.empty((0, analysis.sentence_vectors.shape[1]), np.float32)
    return replace(analysis, claim_vectors=np.stack(vectors) if vectors else empty)


def _pooled(analysis: Analysis, claim: Claim, sentence: Encoded) -> npt.NDArray[np.float32]:
    begin = analysis.sentences[claim.sentence].span.start
    starts, ends = sentence.offsets.T
    inside = (starts >= claim.span.start - begin) & (ends <= claim.span.end - begin)
    last_layer = sentence.states[inside, -len(sentence.vector) :]
    mean = last_layer.mean(0) if len(last_layer) else sentence.vector
    # Every token also tells of its neighbours: what the whole sentence says is partly taken away again.
    own = mean / (np.linalg.norm(mean) or 1) - SENTENCE_SHARE * sentence.vector
    return np.asarray(own / (np.linalg.norm(own) or 1), np.float32)


def _stack(encoded: Sequence[Encoded]) -> Vectors:
    return np.stack([e.vector for e in encoded]) if encoded else np.empty((0, 0), np.float32)


def _run(steps: tuple[Step, ...], analysis: Analysis) -> Analysis:
    for step in steps:
        analysis = replace(analysis, **{step.gives: step.run(analysis)})
    return analysis
