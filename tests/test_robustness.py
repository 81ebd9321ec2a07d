"""Any Unicode text goes through the whole of it, in every language with a pack and in one without.

The articles are made of what a pack knows (reporting verbs, titles, numbers, months) and of what breaks
readers: mixed scripts, unbalanced marks, invisible characters, combining marks, any line ends.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import combinations
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon import engine
from rashomon.analyze import pipeline
from rashomon.brief.verify import verify
from rashomon.encoders.tiny import TinyEncoder
from rashomon.lang.attribution import attribution
from rashomon.lang.brief import brief_words
from rashomon.lang.claims import claim_words
from rashomon.lang.dates import dates
from rashomon.lang.language import language_of
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import codes, section
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span
from tests.articles import article_of
from tests.brief_story import HERALD, POST
from tests.test_golden_reading import FOLDER

LANGUAGES = (*codes(), "xx")
"""All packs, and a language that nobody knows."""
EXAMPLES, STORIES = 10, 6
MARKS = tuple("\"'“”„‟«»‹›「」『』‘’‚‛–—-−.,;:!?…。！？،؛؟()[]{}/|•*#%$€№°0123456789")
HOSTILE = (
    "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202b", "\u202e", "\u2060", "\u2066",
    "\ufeff", "\u0000", "\u0007", "\u001b", "\u0085", "\u2028", "\u2029", "\r\n", "\r", "\t", "\v", "\f",
    "\u00a0", "\u202f", "\u3000", "e\u0301", "\u0301", "\u0e33", "İ", "ı", "ß", "ﬁ", "ǅ", "\U0001d538",
    "\U0001f1fa\U0001f1e6", "\U0001f469\u200d\U0001f467", "\ufe0f", "\U0010ffff", "\ufffd", "한국어", "日本",
    "漢字", "ไทย", "العربية", "עברית", "हिन्दी", "Ελλάδα", "Ölüm", "ЩЪ", "<b>", "&amp;", "\\",
)  # fmt: skip
NAMES = (
    "Ana Orel",
    "Ана Орёл",
    "Marta",
    "Orel Bank",
    "ORB",
    "J. Orel",
    "艾娜·奥雷尔",
    "آنا أوريل",
    "Lomm",
    "Ломмск",
)
TOLD = (HERALD, POST, *(f.read_text(encoding="utf-8") for f in sorted(FOLDER.glob("*.txt"))))
"""Articles of our own invention."""
GAPS = (" ", " ", " ", "", "\n", "\n\n", ". ", ", ", ": ", "。")


def _known(language: str) -> tuple[str, ...]:
    """Return words by which a language is read, a few of each list."""
    said, told, time = attribution(language), claim_words(language), dates(language)
    lists = [
        *said.lists().values(),
        told.negations,
        told.openers,
        told.hedges,
        told.plans,
        brief_words(language).anaphora,
    ]
    lists += [tuple(section(language, "numbers", Numbers).words), language_of(language).titles]
    lists += [time.ago_after, time.cues, *time.months[:2], *(r.terms for r in time.relative[:4])]
    return tuple(term.replace("*", "") for terms in lists for term in terms[:4])


def pieces(language: str) -> st.SearchStrategy[str]:
    """Return words of a language, names, marks and hostile characters."""
    return st.one_of(
        st.sampled_from(_known(language) or NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(MARKS),
        st.sampled_from(HOSTILE),
        st.characters(codec="utf-8"),
    )


def texts(language: str) -> st.SearchStrategy[str]:
    """Return texts of such pieces with any gaps between them."""
    parts = st.lists(st.tuples(pieces(language), st.sampled_from(GAPS)), min_size=5, max_size=80)
    return parts.map(lambda told: "".join(piece + gap for piece, gap in told))


@st.composite
def disturbed(draw: st.DrawFn, language: str) -> str:
    """Return an article in which a few characters give way to such pieces."""
    text = draw(st.sampled_from(TOLD))
    for at in draw(st.lists(st.integers(0, len(text)), max_size=12)):
        text = text[:at] + draw(pieces(language)) + text[at + draw(st.integers(0, 3)) :]
    return text


def _article(number: int, text: str, language: str) -> Article:
    name = f"a{number}"
    return article_of(text, name, outlet=name, language=language)


def _held(value: Any, kind: type) -> Iterator[Any]:
    """Yield everything of a kind that is held anywhere in what was read or compared."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _held(item, kind)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _held(getattr(value, one.name), kind)


def _read(text: str, language: str) -> Analysis:
    analysis = Analysis(article=_article(0, text, language), language=language)
    for step in pipeline.READING:
        analysis = replace(analysis, **{step.gives: step.run(analysis)})
    encoded = TinyEncoder().encode(pipeline.sentence_texts(analysis))
    return pipeline.annotate(analysis, encoded)


def _assert_whole(analysis: Analysis) -> None:
    text = analysis.article.text.content
    assert all(0 <= span.start < span.end <= len(text) for span in _held(analysis, Span))
    covered = [at for s in analysis.sentences for at in range(s.span.start, s.span.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(covered)
    for a, b in combinations([q.span for q in analysis.quotes if q.kind == "direct"], 2):
        assert not a.overlap(b) or a.contains(b) or b.contains(a)
    for claim in analysis.claims:
        assert analysis.sentences[claim.sentence].span.contains(claim.span)
    assert len(analysis.claim_vectors) == len(analysis.claims)


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_text_is_read_with_every_span_in_its_place(language: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)
    @given(texts(language))
    def holds(text: str) -> None:
        _assert_whole(_read(text, language))

    holds()


def _assert_exact(told: engine.Report) -> None:
    found = (*_held(told.comparison, Reference), *_held(told.brief, Reference))
    assert all(told.story.analysis(one.article).text_of(one.span) for one in found)
    sentences = [s for part in told.brief.sections for s in part.sentences]
    assert all(verify(s, told.story).supported for s in sentences)
    document = engine.document(told)
    _assert_slices(json.loads(engine.render(document, "json")), told.story)
    assert all(engine.render(document, form) for form in ("html", "markdown"))


def _assert_slices(node: Any, story: Story) -> None:
    """Hold every citation of the public document against the characters at its offsets."""
    if isinstance(node, list):
        for item in node:
            _assert_slices(item, story)
    elif isinstance(node, dict):
        if node.keys() >= {"article", "start", "end", "exact"}:
            assert (
                story.analysis(node["article"]).article.text.content[node["start"] : node["end"]]
                == node["exact"]
            )
        for item in node.values():
            _assert_slices(item, story)


@settings(max_examples=STORIES, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_any_story_is_compared_and_every_citation_is_exact(data: st.DataObject) -> None:
    spoken = data.draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3))
    found = [
        _article(at, data.draw(texts(language) | disturbed(language)), language)
        for at, language in enumerate(spoken)
    ]
    found.append(_article(len(found), found[0].text.content + " " + found[-1].text.content, spoken[0]))
    with patch.object(pipeline, "detect", lambda article: article.language):
        _assert_exact(engine.report(found, encoder=TinyEncoder()))


@pytest.mark.parametrize("text", ["dice dice dice dice secondo ", "powiedzia powiedzia powiedzia według "])
def test_a_text_may_end_behind_a_phrase_that_names_no_source(text: str) -> None:
    _assert_whole(_read(text, "it" if "dice" in text else "pl"))
