"""Compare two quantities by rule, with the care that "about" and "at least" ask for."""

from math import inf

from rashomon.model.annotation import Quantity

ROUNDING = 0.05
"""How far "about" reaches, as a share of the number; small numbers twice as far."""
REACH = 2.0
"""How far "at least" and "over" reach: nobody calls 900 "more than 400"."""


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return the lowest and highest value that the words allow."""
    value = quantity.value
    slack = abs(value) * (ROUNDING if abs(value) >= 100 else 2 * ROUNDING)
    match quantity.approximation:
        case "about":
            return value - slack, value + slack
        case "at_least" | "over":
            return value, value * REACH if value > 0 else inf
        case "at_most" | "under":
            return (value / REACH, value) if value > 0 else (-inf, value)
    return value, value


def compatible(a: Quantity, b: Quantity) -> bool:
    """Tell whether both can hold of one thing; units are not looked at.

    "About 400" and 398 can, 38 and 40 can't; neither can "over 42,000" and "under 42,000".
    """
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    low, high = max(low_a, low_b), min(high_a, high_b)
    strict = {a.approximation, b.approximation} == {"over", "under"}
    return low < high if strict else low <= high


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Tell whether both count or measure the same by their units' names."""
    return a.unit == b.unit
