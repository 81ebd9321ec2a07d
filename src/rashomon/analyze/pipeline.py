"""The order in which one article is read.

Steps are siblings that never call each other: each takes the analysis filled so far and returns its
own part. ``READING`` needs no model; names are found next, by the encoder's token states; ``TELLING``
builds on names and can be run again when an article's date becomes known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.analyze.claims.checkworthy import judged, mean_state
from rashomon.analyze.claims.find import find_claims
from rashomon.analyze.claims.quantities import find_quantities
from rashomon.analyze.names import mentions
from rashomon.analyze.names.entities import find_entities
from rashomon.analyze.page.language import detect
from rashomon.analyze.page.sentences import split
from rashomon.analyze.page.structure import read_structure
from rashomon.analyze.quotes.find import find_quotes
from rashomon.analyze.times.find import find_timexes
from rashomon.encoders.base import Encoded
from rashomon.lang.morphology import lemma
from rashomon.model.annotation import Analysis, Claim, Vectors
from rashomon.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One annotator: the field of ``Analysis`` that it gives, and its version."""

    gives: str
    version: str
    run: Callable[[Analysis], Any]


READING = (
    Step(gives="structure", version="12", run=lambda a: read_structure(a.article, a.language)),
    Step(gives="sentences", version="9", run=lambda a: split(a.article, a.language, a.structure)),
)
TELLING = (
    Step(gives="timexes", version="13", run=find_timexes),
    Step(gives="quantities", version="9", run=find_quantities),
    Step(gives="quotes", version="23", run=find_quotes),
    Step(gives="claims", version="12", run=find_claims),
)
NAMING_VERSION = "12"
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


def prepare(languages: Iterable[str]) -> None:
    """Load the models and dictionaries that the steps behind the encoder need for these languages."""
    for language in languages:
        mentions.prepare(language)
        lemma("a", language)


def annotate(analysis: Analysis, encoded: Sequence[Encoded]) -> Analysis:
    """Find names, dates, figures, quotations and claims.

    ``encoded`` holds one entry for each sentence, in order.
    """
    named = replace(analysis, entities=find_entities(analysis, encoded), sentence_vectors=_stack(encoded))
    return with_claim_vectors(tell(named), encoded)


def tell(analysis: Analysis) -> Analysis:
    """Run the steps that build on names."""
    return _run(TELLING, analysis)


def redate(analysis: Analysis) -> Analysis:
    """Resolve relative dates anew by a publication date that became known; spans and vectors stay."""
    told = tell(analysis)
    pairs = zip(told.claims, analysis.claims, strict=True)
    return replace(told, claims=tuple(replace(new, checkable=old.checkable) for new, old in pairs))


def with_claim_vectors(analysis: Analysis, encoded: Sequence[Encoded]) -> Analysis:
    """Add the tokens' states, the claims' vectors, pooled from their own tokens, and what these tell.

    The encoder has seen the whole sentence, so a clause keeps its context, and no second pass is needed
    ("late chunking", Günther et al. 2024). ``encoded`` holds one entry for each sentence, in order.
    """
    means = [_mean_state(analysis, claim, encoded[claim.sentence]) for claim in analysis.claims]
    pairs = zip(means, analysis.claims, strict=True)
    vectors = [_vector(mean, encoded[claim.sentence].vector) for mean, claim in pairs]
    empty = np.empty((0, analysis.sentence_vectors.shape[1]), np.float32)
    spans, states = _tokens(analysis, encoded)
    return replace(
        analysis,
        claims=judged(analysis.claims, means),
        claim_vectors=np.stack(vectors) if vectors else empty,
        token_spans=spans,
        token_states=states,
    )


def _tokens(
    analysis: Analysis, encoded: Sequence[Encoded]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float16]]:
    """Return the ranges in the article of all tokens, and their states in the lowest layer that is kept."""
    spans = [np.empty((0, 2), np.int32)]
    states = [np.empty((0, analysis.sentence_vectors.shape[1]), np.float16)]
    for sentence, one in zip(analysis.sentences, encoded, strict=True):
        spans.append(one.offsets + np.int32(sentence.span.start))
        states.append(one.states[:, : len(one.vector)].astype(np.float16))
    return np.concatenate(spans), np.concatenate(states)


def _mean_state(analysis: Analysis, claim: Claim, sentence: Encoded) -> npt.NDArray[np.float32]:
    begin = analysis.sentences[claim.sentence].span.start
    return mean_state(sentence, claim.span.start - begin, claim.span.end - begin)


def _vector(mean: npt.NDArray[np.float32], sentence: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    last_layer = mean[-len(sentence) :]
    # Every token also tells of its neighbours: what the whole sentence says is partly taken away again.
    own = last_layer / (_length(last_layer) or 1) - SENTENCE_SHARE * sentence
    return np.asarray(own / (_length(own) or 1), np.float32)


def _length(vector: npt.NDArray[np.float32]) -> np.float32:
    return np.sqrt(vector.dot(vector))  # type: ignore[no-any-return]


def _stack(encoded: Sequence[Encoded]) -> Vectors:
    return np.stack([e.vector for e in encoded]) if encoded else np.empty((0, 0), np.float32)


def _run(steps: tuple[Step, ...], analysis: Analysis) -> Analysis:
    for step in steps:
        analysis = replace(analysis, **{step.gives: step.run(analysis)})
    return analysis
