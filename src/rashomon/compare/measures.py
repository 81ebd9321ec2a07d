"""Measures of one kind in one unit: "385 miles" and "620 km" are no two distances.

Factors are pint's. Its registry takes a second to load: that is done where two outlets measure differently.
"""

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rashomon.model.annotation import Quantity

if TYPE_CHECKING:
    from pint import UnitRegistry

MEASURES = frozenset(
    ("mm", "cm", "m", "km", "inch", "ft", "yd", "mi", "m²", "km²", "mi²", "ft²", "ha", "acre", "m³", "l",
     "gal", "bbl", "g", "kg", "t", "oz", "lb", "km/h", "mph", "MW", "GW")
)  # fmt: skip
"""Symbols of the packs that pint knows by the same sign; the others are counts, currencies and shares."""
MANY = 20
"""A count from which two passages that both give it hardly do so by chance."""


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """Return a quantity in a unit of the same kind, as it is where there is no way from one to the other.

    Who converts rounds: an exact number becomes one that is about so much.
    """
    factor = _factor(quantity.unit, unit)
    if factor is None:
        return quantity
    nearness = "about" if quantity.approximation == "exact" else quantity.approximation
    return replace(quantity, value=quantity.value * factor, unit=unit, approximation=nearness)


def symbol(quantity: Quantity) -> str:
    """Return the sign of a measure, a share or a currency, none of a counted noun."""
    return "" if is_noun(quantity) else quantity.unit


def is_noun(quantity: Quantity) -> bool:
    """Tell whether a unit is a counted noun and no symbol, in scripts with and without capitals."""
    unit = quantity.unit
    return unit.isalpha() and unit == unit.lower() and unit not in MEASURES


@lru_cache(maxsize=1024)
def _factor(unit: str, other: str) -> float | None:
    if unit == other or not {unit, other} <= MEASURES:
        return None
    one, target = _registry().Quantity(1.0, unit), _registry().Unit(other)
    return float(one.to(target).magnitude) if one.is_compatible_with(target) else None


@cache
def _registry() -> "UnitRegistry[float]":
    from pint import UnitRegistry  # noqa: PLC0415 - takes a second

    return UnitRegistry(cache_folder=None)
