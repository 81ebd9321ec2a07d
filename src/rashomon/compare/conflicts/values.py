"""Conflicts of values: two numbers for one thing; days and times of day stand in ``dates``.

Which number of one claim answers which of another is settled word by word (``alignment``): the numbers or
what they count are linked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import inf

from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.counted import grows, one_fate
from rashomon.compare.conflicts.counts import apart, right_behind
from rashomon.compare.conflicts.dates import clocks, dates, one_time, times_differ
from rashomon.compare.conflicts.exact import SHARE, one_exactly, one_share, self_told, slipped
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.opposites import opposed
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.measures import MANY, in_unit, is_noun, symbol
from rashomon.compare.namespots import one_name
from rashomon.lang.dates import time_units
from rashomon.model.annotation import Quantity
from rashomon.model.comparison import ClaimGroup
from rashomon.model.phrase import Phrase

EXACT, ANCHORED, ABROAD, ALIKE, OPEN = 0.12, 0.2, 0.3, 0.38, 0.5
"""Bond that numbers need: counted alike to the last digits, beside one that both give, in two languages, in
one, of an unknown thing."""
RATIO = 5.0
"""How far two counts of one thing lie apart at most, unless a number that both give stands beside them."""
ASIDE = 0.15
"""Cosine of two claims that give one number in common."""
SURE, MEASURED = 0.6, 0.35
"""Bond of two claims that need not be each other's nearest, and of such as give one currency or measure."""
ONE_NOUN = 0.35
"""Cosine from which two counted nouns of two languages are one."""
GROWN, ONE_FATE = 0.25, 0.5
"""Bond of two claims of two languages of which the later counts more, and cosine of another word in both."""
BARE = 6
"""Words of a claim that gives little but a day and a count."""
MEMBERS = 30
"""Members of one claim group that are compared."""
DEGREES = "deg"
"""A unit that every country reads on a scale of its own."""


def values(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[Found]:
    """Yield pairs of near claims that differ in a number or date; ``groups`` propose pairs, too."""
    tied = {*_grouped(ground, groups), *self_told(ground)}
    for rows in sorted({*ground.bonds.counterparts, *tied, *_anchored(ground)}):
        if _may_differ(ground, rows) and _about_one(ground, rows, tied=rows in tied):
            differing = list(_numbers(ground, rows)) if one_time(ground, rows) else []
            yield from differing
            if not _counts_differ(ground, rows) and ground.comparable(*rows) and not opposed(ground, rows):
                yield from dates(ground, rows)
                yield from clocks(ground, rows)


def _grouped(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[Rows]:
    """Yield the pairs of claims of one group, of each group at most ``MEMBERS``."""
    for group in groups:
        held = sorted(ground.row(member) for member in group.members[:MEMBERS])
        yield from combinations(held, 2)


def _share_number(ground: Ground, rows: Rows) -> bool:
    a, b = ({q.value for q in ground.claims[row].quantities} for row in rows)
    return len(a) > 1 and len(b) > 1 and bool(a & b)


def _anchored(ground: Ground) -> Iterator[Rows]:
    """Yield near claims that give one number in common and each another beside it."""
    for i, j in ground.bonds.pairs(ASIDE):
        if _share_number(ground, (i, j)):
            yield min(i, j), max(i, j)


def _may_differ(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims by two articles give any values that are not the same: most do not."""
    one, other = (ground.claims[row] for row in rows)
    if ground.one_article(*rows):
        return False
    counted = bool(one.quantities and other.quantities) and bool(_unlike(ground, rows))
    return counted or times_differ(ground, rows)


def _about_one(ground: Ground, rows: Rows, *, tied: bool) -> bool:
    """Tell whether two claims by two articles may give values of one thing."""
    i, j = rows
    if not (ground.told(i) and ground.told(j)):
        return False
    near = tied or ground.bonds.mutual(i, j) or _share_number(ground, rows) or ground.bonds.hold(i, j, SURE)
    near = near or (ground.bonds.hold(i, j, MEASURED) and _one_measure(ground, rows))
    return near and not ground.elsewhere(i, j) and not _crossed(ground, rows)


def _one_measure(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims give amounts of one currency or measure."""
    a, b = ({symbol(q) for q in ground.claims[row].quantities} - {"", SHARE} for row in rows)
    return bool(a & b)


def _crossed(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims of one language name the same two in turn: "A met B", "B met A".

    A place and a person change places in "a court in Orvel fined Holm", "Holm was fined in Orvel".
    """
    if not ground.one_language(*rows):
        return False
    a, b = (ground.names_at(row) for row in rows)
    ordered: dict[str, list[int]] = defaultdict(list)
    for k in ground.aligner.links(*rows):
        if k.a in a and k.b in b and one_name(a[k.a], b[k.b]):
            ordered[a[k.a].type].append(k.b)
    return any(places != sorted(places) for places in ordered.values())


def _numbers(ground: Ground, rows: Rows) -> Iterator[Found]:
    """Yield two claims that count one thing and come to different numbers.

    Two pairs of numbers that share one ("400 of 420", "400 of 2,400") count one thing.
    """
    unlike = _unlike(ground, rows)
    bond = ground.bonds.of(*rows) if unlike else 0.0
    for x, y in unlike:
        needed = _needed(ground, rows, x, y)
        if bond < needed or _update(ground, rows, x, y):
            continue
        tied = needed <= ANCHORED
        if not apart(ground, rows, (x, y), tied=tied, sure=bond >= SURE):
            counts = ground.cited(rows[0], x.span), ground.cited(rows[1], y.span)
            yield Found(
                kind="number",
                rows=rows,
                score=scores.VALUE.of(bond, anchored=tied, exact=needed == EXACT),
                why=Phrase(key="differ_count", words=counts),
                about=f"{min(x.value, y.value)} {max(x.value, y.value)}",
                at=(x.span, y.span),
            )


def _unlike(ground: Ground, rows: Rows) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs of numbers of two claims that cannot both hold and have no other partner."""
    a, b = (ground.claims[row].quantities for row in rows)
    if clash := [(x, y) for x, y in product(a, b) if x.value == y.value and not compatible(x, y)]:
        return clash
    told = [ground.sentence_values[row] for row in rows]
    left = [x for x in a if x.value not in told[1]]
    right = [y for y in b if y.value not in told[0]]
    return [
        (x, y)
        for x, y in product(left, right)
        if not any(compatible(x, o) for o in right) and not any(compatible(o, y) for o in left)
    ]


def _counts_differ(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims count otherwise: with another day, too, they tell of two events.

    So do two claims of which one is little but a day and a count ("17 on Tuesday", "on Wednesday 41").
    """
    if any(ground.linked(rows, x.span, y.span) for x, y in _unlike(ground, rows)):
        return True
    a, b = ({q.value for q in ground.claims[row].quantities} for row in rows)
    bare = any(len(ground.read[row].words) <= BARE for row in rows)
    return bare and bool(a and b) and not a & b


def one_count(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers of two near claims count one thing, whether they agree or not."""
    return ground.bonds.of(*rows) >= max(ALIKE, _needed(ground, rows, x, y))


def may_count_one(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers may count one thing, however near the claims are in which they stand.

    Two nouns of two languages have to be linked.
    """
    needed = _needed(ground, rows, x, y)
    return needed < OPEN or (needed == OPEN and not (x.unit and y.unit))


def grown(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether a later report gives a higher count of what is told in both, in other words."""
    if symbol(x) or symbol(y) or not _update(ground, rows, x, y):
        return False
    same = ground.one_language(*rows)
    a, b = (ground.read[row].words for row in rows)
    told = (
        a[k.a].content and b[k.b].content and k.near >= ONE_FATE
        for k in ground.aligner.links(*rows)
        if not (x.span.overlap(a[k.a].span) and y.span.overlap(b[k.b].span))
    )
    near = ground.bonds.mutual(*rows) and ground.bonds.of(*rows) >= (OPEN if same else GROWN)
    return near and ground.linked(rows, x.span, y.span) and any(told)


def _needed(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> float:
    """Return the bond that two numbers need to count one thing, infinite where they cannot."""
    a, b = (ground.claims[row].quantities for row in rows)
    one_kind = bool(x.unit) == bool(y.unit) and symbol(x) == symbol(in_unit(y, x.unit))
    linked = ground.linked(rows, x.span, y.span)
    if one_kind and ((right_behind(x, a, b) and right_behind(y, b, a)) or one_share(ground, rows, x, y)):
        return ANCHORED
    if linked and one_exactly(x, y) and _may_be_one(ground, rows, x, y):
        return EXACT
    if _aside(ground, rows[0], x) != _aside(ground, rows[1], y):
        return inf
    same = ground.one_language(*rows)
    y = in_unit(y, x.unit)
    low, high = sorted((abs(x.value), abs(y.value)))
    if not linked or (high > RATIO * low and not slipped(x, y)) or (not same and DEGREES in (x.unit, y.unit)):
        return inf
    return _by_units(ground, rows, x, y)


def _by_units(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> float:
    """Return the bond that two linked numbers need for what they count, infinite for two things."""
    same = ground.one_language(*rows)
    if x.unit and x.unit == y.unit:
        return ALIKE if same or is_noun(x) else ABROAD
    if all(q.unit in time_units(ground.read[row].language) for row, q in zip(rows, (x, y), strict=True)):
        return ALIKE
    if not same and _one_kind(ground, rows, x, y):
        return ABROAD
    bare = not (x.unit and y.unit) and not symbol(x) and not symbol(y)
    if bare and _behind_shared(ground, rows, x, y):
        return ALIKE if same else ABROAD
    open_ended = bare or (not same and is_noun(x) and is_noun(y))
    return OPEN if open_ended else inf


def _behind_shared(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two bare numbers follow a count that both claims give ("71 for, 46 against")."""
    before = (
        max((q for q in ground.claims[row].quantities if q.span < value.span), key=_place, default=None)
        for row, value in zip(rows, (x, y), strict=True)
    )
    one, other = before
    return one is not None and other is not None and one.value == other.value and one.value >= MANY


def _place(quantity: Quantity) -> int:
    return quantity.span.start


def _may_be_one(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two counts are of one noun, or of nouns of two languages, or one of them is bare."""
    foreign = not ground.one_language(*rows)
    return x.unit == y.unit or (not symbol(x) and not symbol(y) and (foreign or not (x.unit and y.unit)))


def _aside(ground: Ground, row: int, quantity: Quantity) -> bool:
    """Tell whether a bare number stands between commas, as an age does behind a name."""
    text = ground.analysis(row).article.text.content
    start, end = quantity.span.start, quantity.span.end
    return (
        not quantity.unit and text[max(0, start - 2) : start].strip() == "," and text[end : end + 1] in ",."
    )


def _one_kind(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers of two languages count linked nouns, or those whom the same befell."""
    told = not symbol(x) and not symbol(y) and one_fate(ground, rows, x, y)
    return told or _nouns_linked(ground, rows, x, y)


def _nouns_linked(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether what two numbers of two languages count is linked, as their last words."""
    if not (x.unit and y.unit and is_noun(x) and is_noun(y)):
        return False
    a, b = (ground.read[row].words for row in rows)
    ends = (x.span.end, y.span.end)
    return any(
        link.near >= ONE_NOUN and a[link.a].span.end == ends[0] and b[link.b].span.end == ends[1]
        for link in ground.aligner.links(*rows)
    )


def _update(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether the later of two reports gives the higher number: then it may be news, not conflict.

    So may a toll where it is not known which report is the later one. Two sources who name other amounts
    of what does not rise by itself contradict each other, whoever is reported first.
    """
    days = ground.days_between(*rows)
    if days is None:
        return grows(ground, rows, x, y)
    higher = days * (in_unit(y, x.unit).value - x.value) > 0
    return higher and (not _rivals(ground, rows) or grows(ground, rows, x, y))


def _rivals(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims are told by two sources; in two languages one source's names may not meet."""
    one, other = map(ground.voice, rows)
    return bool(one and other) and one != other and ground.one_language(*rows)
