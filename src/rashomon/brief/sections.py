"""Which section of a brief a sentence belongs to: what happened, what it means, what comes next."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from rashomon.brief.candidates import Candidate
from rashomon.brief.scoring import OPENS, support
from rashomon.lang import terms
from rashomon.lang.brief import brief_words
from rashomon.lang.claims import claim_words
from rashomon.lang.dates import dates
from rashomon.model.annotation import Analysis, Claim
from rashomon.model.brief import SectionId
from rashomon.model.comparison import ClaimGroup
from rashomon.model.story import Story

Weights = dict[SectionId, float]
Headings = list[tuple[int, SectionId | None]]

HAPPENING = 0.6
"""What the other sections have to outweigh."""
REPORT = 0.4
"""Probability of being a report from which a sentence tells what happened."""
MARKER, PAST = 0.35, 0.3
STAKES = 0.8
"""What it counts that somebody demands or warns of something below the opening of an article.

There it is why the rest happens, or what may come of it; at the top it is the event.
"""
UNSAID = 0.3
"""What a plan counts that no word of the future shows."""
CUES: Weights = {"happening": 0.1, "importance": 0.4, "next": 0.4}
"""What a heading of an explainer adds to what suits its section anyway: much stands there of other kinds."""


def weigh(found: Sequence[Candidate], story: Story) -> dict[tuple[str, int], Weights]:
    """Return by its key how well every candidate suits each section; the greatest is its own."""
    claims = {(a.article.id, c.id): c for a in story.analyses for c in a.claims}
    cues = {a.article.id: _headings(a) for a in story.analyses}
    return {c.key: _weights(c, claims, cues, len(story.analyses)) for c in found}


def _weights(
    candidate: Candidate,
    claims: Mapping[tuple[str, str], Claim],
    cues: Mapping[str, Headings],
    articles: int,
) -> Weights:
    code = candidate.analysis.language
    language = brief_words(code)
    planned = _planned(candidate.groups, claims)
    ahead = any(terms.has(words, candidate.text) for words in (language.next, claim_words(code).future))
    marks = len(list(terms.find(language.importance, candidate.text)))
    reported = max(candidate.reported, REPORT * bool(candidate.voice))
    past = PAST * _long_past(candidate)
    stakes = STAKES * (candidate.row > OPENS and terms.has(language.stakes, candidate.text))
    happened = HAPPENING + 0.5 * support(candidate.groups, articles) * (1 - planned) - past
    weights: Weights = {
        "happening": happened if reported >= REPORT else 0.0,
        "importance": (MARKER * min(3, marks) + past + stakes) * min(1, reported / REPORT),
        "next": (0.6 * planned + 0.2 * _own_plans(candidate) + 0.2 * ahead) * _open(candidate, ahead=ahead),
    }
    cue = _cue(candidate, cues[candidate.analysis.article.id])
    if cue and weights[cue]:
        weights[cue] += CUES[cue]
    return weights


def _planned(groups: Sequence[ClaimGroup], claims: Mapping[tuple[str, str], Claim]) -> float:
    """Return the share of all tellings that speak of it as still to come: one outlet's tense is no proof."""
    told = [claims.get((m.reference.article, m.claim)) for g in groups for m in g.members]
    known = [c for c in told if c]
    return sum(c.modality == "planned" for c in known) / len(known) if known else 0.0


def _own_plans(candidate: Candidate) -> bool:
    return any(c.modality == "planned" for c in candidate.claims)


def _open(candidate: Candidate, *, ahead: bool) -> float:
    """Return 1 where words say that it is still to come, less where only a tense does.

    0 if it is past, or was planned once ("had been scheduled to").
    """
    published = candidate.analysis.structure.published.value or ""
    days = [t.value for t in candidate.timexes if t.value]
    later = any(d[:10] > published[: len(d)] for d in days) if published else False
    if later:
        return 1.0
    if terms.has(dates(candidate.analysis.language).past_plans, candidate.text):
        return 0.0
    if _long_past(candidate) or any(c.modality == "conditional" for c in candidate.claims):
        return 0.0
    return 1.0 if ahead else UNSAID


def _long_past(candidate: Candidate) -> bool:
    """Tell whether all its dates lie in months before the article's own."""
    published = candidate.analysis.structure.published.value
    days = [t.value for t in candidate.timexes if t.value]
    return bool(published and days) and all(d[:7] < (published or "")[:7] for d in days)


def _cue(candidate: Candidate, headings: Headings) -> SectionId | None:
    """Return the section that the last heading before a sentence names, if the article is an explainer."""
    at = bisect_right([start for start, _ in headings], candidate.span.start) - 1
    return headings[at][1] if at >= 0 else None


def _headings(analysis: Analysis) -> Headings:
    parts = [p.span for p in analysis.structure.non_body if p.kind == "heading"]
    return [(span.start, _named(analysis.text_of(span), analysis.language)) for span in sorted(parts)]


def _named(heading: str, code: str) -> SectionId | None:
    language = brief_words(code)
    cues: dict[SectionId, tuple[str, ...]] = {
        "next": language.cues_next,
        "importance": language.cues_importance,
        "happening": language.cues_happening,
    }
    return next((section for section, words in cues.items() if terms.has(words, heading)), None)
