"""Conflicts of age: two accounts give one person another one ("Ada Holm, 47", "Ada Holm (49)").

Claims need not be alike for that: a person has one age, whatever is told of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.lang.dates import dates
from rashomon.lang.morphology import lemma
from rashomon.model.annotation import Analysis, Mention, Quantity
from rashomon.model.index import Index
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

YOUNGEST, OLDEST = 1, 115
"""Ages that a number beside a name may be."""
PART, BIRTHDAY = 365, 2
"""Days between two reports within which an age is one; years from which no birthday between them tells."""
HELD = 8
"""Passages that give a person one age which are held against those that give another."""
BESIDE = 60
"""Characters between a name and an age beside it, at most."""
_ASIDE = re.compile(r"\s?[(,]\s?\Z")
_CLOSED = re.compile(r"\s?[),.;]")
_DESCRIBED = re.compile(r"(?: [\w-]+){0,3} ")
"""Words between an age and the name that it describes ("47-year-old village teacher Ada Holm")."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age as it stands in an article, and the row of a claim of its sentence."""

    row: int
    quantity: Quantity
    span: Span


def ages(ground: Ground) -> Iterator[Found]:
    """Yield pairs of passages of two articles that give one person two ages."""
    for person, told in sorted(_told(ground).items()):
        for a, b in combinations(told, 2):
            if not ground.one_article(a.row, b.row) and _differ(ground, a, b):
                counts = tuple(ground.cited(x.row, x.quantity.span) for x in (a, b))
                yield Found(
                    kind="number",
                    rows=(a.row, b.row),
                    score=scores.AGE.of(),
                    why=Phrase(key="differ_count", words=counts),
                    about=f"age {person}",
                    spans=(a.span, b.span),
                )


def _differ(ground: Ground, a: Age, b: Age) -> bool:
    """Tell whether no birthday between two reports explains two ages."""
    apart = abs(a.quantity.value - b.quantity.value)
    days = ground.days_between(a.row, b.row)
    return apart >= 1 if days == 0 else apart >= BIRTHDAY and abs(days or 0) < PART


def _told(ground: Ground) -> dict[str, list[Age]]:
    """Map each person (``Entity.id``) to the ages given beside their full name."""
    found: dict[str, list[Age]] = defaultdict(list)
    rows = {(p.article, ground.claims[row].sentence): row for row, p in enumerate(ground.read)}
    for article, analysis in enumerate(ground.story.analyses):
        counted = Index(analysis.quantities, lambda q: q.span)
        for person, mention in _persons(ground, analysis):
            near = Span(max(0, mention.span.start - BESIDE), mention.span.end + BESIDE)
            age = next((q for q in counted.overlapping(near) if _is_age(analysis, mention.span, q)), None)
            if age is None:
                continue
            for sentence, whole in enumerate(analysis.sentences):
                if whole.span.contains(mention.span) and (article, sentence) in rows:
                    found[person].append(Age(rows[article, sentence], age, whole.span))
    return {person: list(_few(told)) for person, told in found.items()}


def _few(told: Sequence[Age]) -> Iterator[Age]:
    """Yield each age as the first ``HELD`` passages give it: pairs of all grow with the square."""
    count: Counter[float] = Counter()
    for age in told:
        count[age.quantity.value] += 1
        if count[age.quantity.value] <= HELD:
            yield age


def _persons(ground: Ground, analysis: Analysis) -> Iterator[tuple[str, Mention]]:
    """Yield each mention of whoever is somewhere named in full in an article."""
    for entity in analysis.entities:
        person = ground.home.get((analysis.article.id, entity.id))
        full = any(" " in analysis.text_of(mention.span) for mention in entity.mentions)
        for mention in entity.mentions if person and full else ():
            if person and mention.type == "PER":
                yield person, mention


def _is_age(analysis: Analysis, name: Span, quantity: Quantity) -> bool:
    """Tell whether a number stands beside a name as an age does."""
    text, span = analysis.article.text.content, quantity.span
    if quantity.approximation != "exact" or not YOUNGEST <= quantity.value <= OLDEST:
        return False
    if span.start >= name.end:
        aside = _ASIDE.fullmatch(text, name.end, span.start) and _CLOSED.match(text, span.end)
        return bool(aside) and quantity.unit in {"", *_years(analysis.language)}
    one_word = " " not in text[span.start : span.end] and quantity.unit in _years(analysis.language)
    return one_word and bool(_DESCRIBED.fullmatch(text, span.end, name.start))


@cache
def _years(language: str) -> frozenset[str]:
    """Return the base forms of a language's words for a year."""
    return frozenset(lemma(word, language) for word in dates(language).units.get("year", ()))
