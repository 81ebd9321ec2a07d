"""Whom a number counts: what befell them and of which country they are; vectors find all of these alike."""

from rashomon.compare.ground import Ground, Rows
from rashomon.lang.attribution import attribution
from rashomon.lang.contrast import fate_words
from rashomon.lang.gazetteer import people_of, place
from rashomon.model.annotation import Quantity

TOLD_WITHIN = 40
"""Characters between a number and the word for what befell those whom it counts."""
NAMED = 3
"""Words from the number on among which a country is named ("seven citizens of …")."""
TOLLS = frozenset({"killed", "injured", "infected", "detained"})
"""What befalls more and more as time goes by."""


def one_fate(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether the same befell those whom two numbers count."""
    a, b = _both_fates(ground, rows, x, y)
    return bool(a & b)


def other_fates(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether something else befell those whom two numbers count ("14 were hurt", "58 detained")."""
    a, b = _both_fates(ground, rows, x, y)
    return bool(a and b) and not a & b


def grows(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers are tolls that mostly rise from report to report."""
    a, b = _both_fates(ground, rows, x, y)
    return bool(a & b & TOLLS)


def other_nations(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers count people of two countries or parties ("23 Ukrainians", "11 Poles")."""
    a, b = (_nation(ground, row, q) for row, q in zip(rows, (x, y), strict=True))
    return bool(a and b) and a != b


def _both_fates(
    ground: Ground, rows: Rows, x: Quantity, y: Quantity
) -> tuple[frozenset[str], frozenset[str]]:
    return _fates(ground, rows[0], x), _fates(ground, rows[1], y)


def _fates(ground: Ground, row: int, quantity: Quantity) -> frozenset[str]:
    """Return what is told by the word nearest to a number, before any other number; nothing if none tells."""
    passage, others = ground.read[row], ground.claims[row].quantities
    known, forms = fate_words(passage.language), [word.form for word in passage.words]
    near: tuple[int, frozenset[str]] = (TOLD_WITHIN + 1, frozenset())
    for at, word in enumerate(passage.words):
        phrase = known.phrase(forms, at)
        labels = frozenset({phrase[1]}) if phrase else known.labels(word.form)
        away = quantity.span.distance(word.span)
        if not labels or away >= near[0]:
            continue
        if not any(q.span.distance(word.span) < away for q in others if q != quantity):
            near = away, labels
    return near[1]


def _nation(ground: Ground, row: int, quantity: Quantity) -> str:
    """Return the code of the country named with or right behind what a number counts, "" if there is none.

    Where only names have capitals, a counted noun with one stands for itself ("34 Polaków").
    """
    passage, own = ground.read[row], ""
    for word in [word for word in passage.words if word.span.end > quantity.span.start][: NAMED + 1]:
        form = ground.cited(row, word.span)
        name = form[0].isupper() and not attribution(passage.language).nouns_capitalised
        code = place(form, passage.language) if form[0].isupper() else None
        if code := code or people_of(word.form, passage.language):
            return code
        if name and quantity.span.contains(word.span) and word.span.start > quantity.span.start:
            own = word.form
    return own
