"""Build small stories by hand for the tests of comparison: sentences, names, quotations and vectors."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import (
    Analysis,
    Claim,
    LocalEntity,
    Mention,
    Published,
    Quote,
    Sentence,
    Speaker,
    Structure,
)
from rashomon.model.comparison import Entity
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.articles import article_of

WORDS = re.compile(r"\w+")
NUMBER, NAME = 4, 3
"""How much alike all numbers and all names are, in steps of one letter's share."""
MARKS = re.compile(r"[“\"«]([^”\"»]+)[”\"»]")


def analysis(
    name: str,
    sentences: Sequence[str],
    *,
    language: str = "en",
    published: str | None = None,
    people: Sequence[str] = (),
    places: Sequence[str] = (),
    speaker: str | None = None,
    meaning: Mapping[str, str] | None = None,
) -> Analysis:
    """One article: a sentence a paragraph, a claim a sentence, every text in marks a quote of the speaker.

    Words are alike for alignment by their letters, as all numbers are, and all names; ``meaning`` maps a
    word of another language to the English one.
    """
    text = "\n".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    vectors = np.stack([e.vector for e in TinyEncoder().encode(sentences)])
    entities = tuple(_entity(text, n, "PER") for n in people) + tuple(_entity(text, n, "LOC") for n in places)
    who = Speaker(name=speaker, entity=f"e-{speaker}") if speaker else None
    quotes = tuple(
        Quote(id=f"q{m.start(1)}", kind="direct", span=Span(*m.span(1)), speaker=who)
        for m in MARKS.finditer(text)
    )
    return Analysis(
        article=article_of(text, name, outlet=name),
        language=language,
        structure=Structure(published=Published(value=published, basis="stated" if published else "unknown")),
        sentences=tuple(Sentence(span=s, paragraph=i) for i, s in enumerate(spans)),
        entities=entities,
        quotes=quotes,
        claims=tuple(Claim(id=f"c{i}", span=s, sentence=i) for i, s in enumerate(spans)),
        sentence_vectors=vectors,
        claim_vectors=vectors,
        token_spans=np.array([m.span() for m in WORDS.finditer(text)], np.int32).reshape(-1, 2),
        token_states=_states(text, meaning or {}),
    )


def _states(text: str, meaning: Mapping[str, str]) -> npt.NDArray[np.float16]:
    """The states of the words of a text: their letters, and whether they are numbers or names."""
    words = [meaning.get(m.group(), m.group()) for m in WORDS.finditer(text)]
    rows = [e.states.sum(0) for e in TinyEncoder().encode(words)]
    states = np.array(rows, np.float32).reshape(-1, TinyEncoder.dimensions)
    states[:, 0] += [NUMBER * w.isdigit() for w in words]
    states[:, 1] += [NAME * w.istitle() for w in words]
    return np.asarray(states, np.float16)


def _entity(text: str, name: str, kind: str) -> LocalEntity:
    mentions = tuple(
        Mention(span=Span(*m.span()), type=kind, name=name)  # type: ignore[arg-type]
        for m in re.finditer(re.escape(name), text)
    )
    return LocalEntity(id=f"e-{name}", type=kind, name=name, mentions=mentions)  # type: ignore[arg-type]


def story(*analyses: Analysis) -> Story:
    """A story of the given articles."""
    return Story(id="s", title="s", analyses=analyses)


def with_vectors(one: Analysis, rows: Sequence[Sequence[float]]) -> Analysis:
    """The same article with vectors made by hand, for its sentences and claims alike."""
    vectors = np.array(rows, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return replace(one, sentence_vectors=vectors, claim_vectors=vectors)


def linked(given: Story) -> tuple[Entity, ...]:
    """The story's entities, linked by local id."""
    ids = sorted({e.id for a in given.analyses for e in a.entities})
    return tuple(_linked(given, one) for one in ids)


def _linked(given: Story, one: str) -> Entity:
    found = [(a, e) for a in given.analyses for e in a.entities if e.id == one]
    return Entity(
        id=one,
        type=found[0][1].type,
        name=found[0][1].name,
        names={a.language: e.name for a, e in found},
        members=tuple((a.article.id, one) for a, _ in found),
        mentions=tuple(Reference(a.article.id, m.span) for a, e in found for m in e.mentions),
    )


def text_at(given: Story, reference: Reference) -> str:
    """The characters of a reference."""
    return given.analysis(reference.article).text_of(reference.span)
