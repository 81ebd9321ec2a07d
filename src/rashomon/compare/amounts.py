"""Compare two quantities by rule, with the care that "about" and "at least" ask for."""

from collections.abc import Sequence
from itertools import product
from math import inf

from rashomon.compare.measures import in_unit
from rashomon.model.annotation import Quantity

ROUNDING = 0.05
"""How far "about" reaches, as a share of the number; small numbers twice as far."""
NEARLY = 0.02
"""How far a number and the same number rounded lie apart at most, as a share of it."""
COUNTED = 1000
"""Whole numbers below this are counts, which nobody rounds without saying so."""
OPEN_REACH = 2.0
"""How far "at least" and "over" reach: nobody calls 900 "more than 400"."""

DECADE = 10.0
"""How far "dozens" and "hundreds" reach, as a multiple of the one."""


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the lowest and highest value that the words allow."""
    value = quantity.value
    slack = abs(value) * (ROUNDING if abs(value) >= 100 else 2 * ROUNDING)
    match quantity.approximation:
        case "about":
            return value - slack, value + slack
        case "magnitude":
            return min(value, value * DECADE), max(value, value * DECADE)
        case "at_least" | "over":
            return value, value * OPEN_REACH if value > 0 else inf
        case "at_most" | "under":
            return (value / OPEN_REACH, value) if value > 0 else (-inf, value)
    return value, value


def compatible(a: Quantity, b: Quantity) -> bool:
    """Tell whether both can hold of one thing; of units only measures of one kind are looked at.

    "About 400" and 398 can, so can 2.56 and 2.6, of which one rounds the other; 38 and 40 can't; neither can
    "over 42,000" and "under 42,000".
    """
    b = in_unit(b, a.unit)
    if _rounded(a.value, b.value):
        return True
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    low, high = max(low_a, low_b), min(high_a, high_b)
    strict = {a.approximation, b.approximation} == {"over", "under"}
    return low < high if strict else low <= high


def agree(told: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Tell whether of whatever both passages count some number can be the same."""
    kinds = {q.unit for q in told} & {q.unit for q in other}
    return all(
        any(compatible(a, b) for a, b in product(told, other) if a.unit == b.unit == kind) for kind in kinds
    )


def _rounded(a: float, b: float) -> bool:
    """Tell whether of two numbers near to each other one is the other with fewer digits."""
    if a == b or abs(a - b) > NEARLY * max(abs(a), abs(b)):
        return False
    coarse, fine = sorted((a, b), key=_digits)
    if fine < COUNTED and fine == int(fine):
        return False
    return _digits(coarse) < _digits(fine) and float(f"{fine:.{_digits(coarse) - 1}e}") == coarse


def _digits(value: float) -> int:
    """Return the number of digits that a number is told by, without the zeros at its ends."""
    return len(f"{value:.12e}".partition("e")[0].replace(".", "").lstrip("-").rstrip("0")) or 1
