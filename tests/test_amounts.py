"""When two numbers can both hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.amounts import agree, bounds, compatible
from rashomon.compare.measures import MEASURES, in_unit
from rashomon.model.annotation import Approximation, Quantity
from rashomon.model.text import Span

SENSES: list[Approximation] = ["exact", "about", "at_least", "at_most", "over", "under", "magnitude"]


def amount(value: float, sense: Approximation = "exact", unit: str = "goat") -> Quantity:
    return Quantity(span=Span(0, 1), value=value, unit=unit, approximation=sense)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (amount(400, "about"), amount(398), True),
        (amount(38, "at_least"), amount(40), True),
        (amount(38), amount(40), False),
        (amount(42_000, "over"), amount(42_000, "under"), False),
        (amount(42_000, "over"), amount(42_000), True),
        (amount(400, "over"), amount(2400), False),
        (amount(2.56), amount(2.6), True),
        (amount(2_560_000), amount(2_600_000), True),
        (amount(1.8), amount(1.9), False),
        (amount(50), amount(51), False),
        (amount(385, unit="mi"), amount(620, unit="km"), True),
        (amount(385, unit="mi"), amount(360, unit="km"), False),
        (amount(10, "at_most", unit="inch"), amount(25.4, "at_most", unit="cm"), True),
        (amount(100, "magnitude"), amount(250), True),
        (amount(100, "magnitude"), amount(2400), False),
        (amount(12, unit="km"), amount(12, unit="t"), True),
    ],
)
def test_compatible(a: Quantity, b: Quantity, expected: bool) -> None:
    assert compatible(a, b) is expected


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.sampled_from(SENSES), st.sampled_from(SENSES))
def test_symmetric_and_bounded(x: float, y: float, s: Approximation, t: Approximation) -> None:
    a, b = amount(x, s), amount(y, t)
    assert compatible(a, b) == compatible(b, a)
    assert bounds(a)[0] <= bounds(a)[1]


def test_every_measure_has_a_way_into_itself_over_another() -> None:
    ways = {
        (unit, other)
        for unit in MEASURES
        for other in MEASURES - {unit}
        if in_unit(amount(1, unit=unit), other).unit == other
    }
    assert {unit for unit, _ in ways} == MEASURES
    for unit, other in ways:
        assert in_unit(in_unit(amount(3, unit=unit), other), unit).value == pytest.approx(3)
    assert in_unit(amount(3), "km") == amount(3)


@pytest.mark.parametrize(
    ("told", "other", "expected"),
    [
        ([amount(3.2, unit="EUR")], [amount(5.1, unit="EUR")], False),
        ([amount(3.2, unit="EUR")], [amount(4)], True),
        ([amount(3.2, unit="EUR"), amount(5.1, unit="EUR")], [amount(5.1, unit="EUR")], True),
        ([amount(40, "about"), amount(3.2, unit="EUR")], [amount(41), amount(5.1, unit="EUR")], False),
        ([], [amount(4)], True),
    ],
)
def test_two_passages_agree_where_all_that_both_count_can_be_the_same(
    told: list[Quantity], other: list[Quantity], expected: bool
) -> None:
    assert agree(told, other) is expected
    assert agree(other, told) is expected
