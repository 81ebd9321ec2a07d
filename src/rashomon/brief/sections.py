"""Which section of a brief a sentence belongs to: what happened, what it means, what comes next."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from rashomon.brief.candidates import Candidate
from rashomon.brief.scoring import support
from rashomon.lang import terms
from rashomon.lang.brief import brief_words
from rashomon.model.annotation import Analysis, Claim
from rashomon.model.brief import SectionId
from rashomon.model.comparison import ClaimGroup
from rashomon.model.story import Story

HAPPENING = 0.6
"""What the other sections have to outweigh."""
MARKER, PAST = 0.35, 0.3


def assign(found: Sequence[Candidate], story: Story) -> dict[tuple[str, int], SectionId]:
    """Return the section of every candidate by its key."""
    claims = {(a.article.id, c.id): c for a in story.analyses for c in a.claims}
    return {c.key: _section(c, claims, len(story.analyses)) for c in found}


def _section(
    candidate: Candidate, claims: Mapping[tuple[str, str], Claim], articles: int
) -> SectionId:
    cue = _cue(candidate)
    language = brief_words(candidate.analysis.language)
    ahead = terms.has(language.next, candidate.text)
    marks = len(list(terms.find(language.importance, candidate.text)))
    weights: dict[SectionId, float] = {
        "happening": HAPPENING + 0.5 * support(candidate.groups, articles),
        "importance": MARKER * min(3, marks) + PAST * _long_past(candidate),
        "next": 0.6 * _planned(candidate.groups, claims) + 0.2 * _own_plans(candidate) + 0.2 * ahead,
    }
    if cue:
        weights[cue] += 1
    return max(weights, key=lambda section: weights[section])


def _planned(groups: Sequence[ClaimGroup], claims: Mapping[tuple[str, str], Claim]) -> float:
    """Return the share of all tellings that speak of it as still to come: one outlet's tense is no proof."""
    told = [claims.get((m.reference.article, m.claim)) for g in groups for m in g.members]
    known = [c for c in told if c]
    return sum(c.modality == "planned" for c in known) / len(known) if known else 0.0


def _own_plans(candidate: Candidate) -> bool:
    return any(c.modality == "planned" for c in candidate.claims)


def _long_past(candidate: Candidate) -> bool:
    """Tell whether all its dates lie in months before the article's own."""
    published = candidate.analysis.structure.published.value
    dates = [t.value for t in candidate.analysis.timexes if t.value and candidate.span.contains(t.span)]
    return bool(published and dates) and all(d[:7] < (published or "")[:7] for d in dates)


def _cue(candidate: Candidate) -> SectionId | None:
    """Return the section that the last heading before a sentence names, if the article is an explainer."""
    headings = _headings(candidate.analysis)
    at = bisect_right([start for start, _ in headings], candidate.span.start) - 1
    return headings[at][1] if at >= 0 else None


def _headings(analysis: Analysis) -> list[tuple[int, SectionId | None]]:
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
