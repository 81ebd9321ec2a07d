"""Conflicts of values: two numbers for one thing; days and times of day stand in ``conflict_dates``.

Which number of one claim answers which of another is settled word by word (``alignment``): the numbers or
what they count are linked.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts.dates import clocks, dates, one_time, times_differ
from rashomon.compare.conflicts.ground import Found, Ground
from rashomon.compare.conflicts.topics import opposed
from rashomon.compare.measures import MEASURES, in_unit
from rashomon.compare.namespots import one_name
from rashomon.model.annotation import Quantity
from rashomon.model.comparison import ClaimGroup
from rashomon.model.phrase import Phrase

ANCHORED, ABROAD, ALIKE, OPEN = 0.2, 0.3, 0.38, 0.5
"""Bond that numbers need: beside one that both give, in two languages, in one, of an unknown thing."""
RATIO = 5.0
"""How far two counts of one thing lie apart at most, unless a number that both give stands beside them."""
ASIDE = 0.15
"""Cosine of two claims that give one number in common."""
SURE = 0.6
"""Bond of two claims that need not be each other's nearest."""
ONE_NOUN = 0.35
"""Cosine from which two counted nouns of two languages are one."""
MEMBERS = 30
"""Members of one claim group that are compared."""
PLACED = 4
"""Words behind a number among which a place says where it counts."""
LISTED, ONE_THING = 3, 0.5
"""Numbers of a sentence from which on it lists what each is for; cosine of words that tell of one thing."""
DEGREES = "deg"
"""A unit that every country reads on a scale of its own."""
CLOSE = 0.1
"""How far two numbers lie apart, as a share, that are two tellings of one rather than of two times."""
PERIODS = ("month", "year")
"""Precisions of times over which something is summed up."""
BESIDE = 6
"""Characters between two numbers that belong together."""

Rows = tuple[int, int]


def values(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[Found]:
    """Yield pairs of near claims that differ in a number or date; ``groups`` propose pairs, too."""
    grouped = set(_grouped(ground, groups))
    for rows in sorted({*ground.counterparts, *grouped, *_anchored(ground)}):
        if _may_differ(ground, rows) and _about_one(ground, rows, grouped=rows in grouped):
            differing = list(_numbers(ground, rows)) if one_time(ground, rows) else []
            yield from differing
            if not _counts_differ(ground, rows) and ground.comparable(*rows) and not opposed(ground, rows):
                yield from dates(ground, rows)
                yield from clocks(ground, rows)


def _grouped(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[Rows]:
    """Yield the pairs of claims of one group, of each group at most ``MEMBERS``."""
    rows = ground.rows()
    for group in groups:
        held = sorted(rows[m.reference.article, m.claim] for m in group.members[:MEMBERS])
        yield from combinations(held, 2)


def _share_number(ground: Ground, rows: Rows) -> bool:
    a, b = ({q.value for q in ground.claims[row].quantities} for row in rows)
    return len(a) > 1 and len(b) > 1 and bool(a & b)


def _anchored(ground: Ground) -> Iterator[Rows]:
    """Yield near claims that give one number in common and each another beside it."""
    for i, j in ground.pairs(ASIDE):
        if _share_number(ground, (i, j)):
            yield min(i, j), max(i, j)


def _may_differ(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims by two articles give any values that are not the same: most do not."""
    one, other = (ground.claims[row] for row in rows)
    if ground.read[rows[0]].article == ground.read[rows[1]].article:
        return False
    counted = bool(one.quantities and other.quantities) and bool(_unlike(ground, rows))
    return counted or times_differ(ground, rows)


def _about_one(ground: Ground, rows: Rows, *, grouped: bool) -> bool:
    """Tell whether two claims by two articles may give values of one thing."""
    i, j = rows
    if not (ground.told(i) and ground.told(j)):
        return False
    near = grouped or ground.mutual(i, j) or _share_number(ground, rows) or ground.bonded(i, j, SURE)
    return near and not ground.elsewhere(i, j) and not ground.crossed(i, j)


def _numbers(ground: Ground, rows: Rows) -> Iterator[Found]:
    """Yield two claims that count one thing and come to different numbers.

    Two pairs of numbers that share one ("400 of 420", "400 of 2,400") count one thing.
    """
    unlike = _unlike(ground, rows)
    bond = ground.bond(*rows) if unlike else 0.0
    for x, y in unlike:
        needed = _needed(ground, rows, x, y)
        ranged = _in_range(ground, rows[0], x, y) or _in_range(ground, rows[1], y, x)
        if ranged and needed != ANCHORED:
            continue
        if needed != ANCHORED and _unrelated(ground, rows):
            continue
        if bond < SURE and not _close(x, y) and _of_other_times(ground, rows):
            continue
        apart = _partial(ground, rows, x, y) or _listed_apart(ground, rows, x, y)
        if bond >= needed and not apart and not _update(ground, rows, x, y):
            counts = ground.cited(rows[0], x.span), ground.cited(rows[1], y.span)
            yield Found(
                kind="number",
                rows=rows,
                score=ground.sureness(rows, 0.15 * (needed == ANCHORED)),
                why=Phrase(key="differ_count", words=counts),
                about=f"{min(x.value, y.value)} {max(x.value, y.value)}",
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


def _in_range(ground: Ground, row: int, end: Quantity, value: Quantity) -> bool:
    """Tell whether a value lies between a number and the bare one right before it ("20 to 30 wolves")."""
    before = [q for q in ground.claims[row].quantities if 0 < end.span.start - q.span.end <= BESIDE]
    return any(q.value <= value.value <= end.value for q in before)


def _unrelated(ground: Ground, rows: Rows) -> bool:
    """Tell whether what two claims count besides, whom they name or all other words are not the same."""
    return _other_counts(ground, rows) or ground.strangers(*rows) or _only_counts(ground, rows)


def _only_counts(ground: Ground, rows: Rows) -> bool:
    """Tell whether no words of two claims of one language are linked but numbers and what they count."""
    one, other = (ground.read[row] for row in rows)
    counted = [[q.span for q in ground.claims[row].quantities] for row in rows]
    free = (
        [word.content and not any(span.overlap(word.span) for span in spans) for word in passage.words]
        for passage, spans in zip((one, other), counted, strict=True)
    )
    here, there = free
    return one.language == other.language and not any(
        here[k.a] and there[k.b] for k in ground.aligner.links(*rows)
    )


def _other_counts(ground: Ground, rows: Rows) -> bool:
    """Tell whether both clauses depend on others of their sentences that count, and nothing alike."""
    beside = [ground.sentence_values[row] - {q.value for q in ground.claims[row].quantities} for row in rows]
    return all(beside) and not beside[0] & beside[1]


def _counts_differ(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims count otherwise: with another day, too, they tell of two events."""
    return any(ground.linked(rows, x.span, y.span) for x, y in _unlike(ground, rows))


def one_count(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers of two near claims count one thing, whether they agree or not."""
    return ground.bond(*rows) >= max(ALIKE, _needed(ground, rows, x, y))


def _needed(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> float:
    """Return the bond that two numbers need to count one thing, more than any where they cannot."""
    a, b = (ground.claims[row].quantities for row in rows)
    if _beside(x, a, b) and _beside(y, b, a) and _symbol(x) == _symbol(in_unit(y, x.unit)):
        return ANCHORED
    linked = ground.linked(rows, x.span, y.span)
    if _aside(ground, rows[0], x) != _aside(ground, rows[1], y):
        return 2.0
    same = ground.read[rows[0]].language == ground.read[rows[1]].language
    y = in_unit(y, x.unit)
    low, high = sorted((abs(x.value), abs(y.value)))
    if not linked or high > RATIO * low or (not same and DEGREES in (x.unit, y.unit)):
        return 2.0
    if x.unit and x.unit == y.unit:
        return ALIKE if same or _word(x) else ABROAD
    if x.unit and y.unit and _nouns_linked(ground, rows, x, y, same=same):
        return ABROAD
    open_ended = not x.unit or not y.unit or (not same and _word(x) and _word(y))
    return OPEN if open_ended else 2.0


def _aside(ground: Ground, row: int, quantity: Quantity) -> bool:
    """Tell whether a bare number stands between commas, as an age does behind a name."""
    text = ground.story.analyses[ground.read[row].article].article.text.content
    start, end = quantity.span.start, quantity.span.end
    return (
        not quantity.unit and text[max(0, start - 2) : start].strip() == "," and text[end : end + 1] in ",."
    )


def _nouns_linked(ground: Ground, rows: Rows, x: Quantity, y: Quantity, *, same: bool) -> bool:
    """Tell whether what two numbers of two languages count is linked, as their last words."""
    if same or not (_word(x) and _word(y)):
        return False
    a, b = (ground.read[row].words for row in rows)
    ends = (x.span.end, y.span.end)
    return any(
        link.near >= ONE_NOUN and a[link.a].span.end == ends[0] and b[link.b].span.end == ends[1]
        for link in ground.aligner.links(*rows)
    )


def _close(x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers lie so near that they are hardly those of two months."""
    low, high = sorted((abs(x.value), abs(in_unit(y, x.unit).value)))
    return high - low <= CLOSE * high


def _of_other_times(ground: Ground, rows: Rows) -> bool:
    """Tell whether one claim counts over a month or year in which the other's event need not lie."""
    return any(_of_period(ground, row, other) for row, other in (rows, rows[::-1]))


def _of_period(ground: Ground, row: int, other: int) -> bool:
    analysis = ground.story.analyses[ground.read[other].article]
    periods = [t for t in ground.claims[row].timexes if t.precision in PERIODS]
    own = [ground.cited(row, t.span).casefold() for t in periods]
    told = ground.sentence_text(other).casefold()
    day = analysis.structure.published.value or ""
    here = [t.value for t in ground.claims[other].timexes if t.value] or [day]
    return bool(periods) and not any(
        words in told or (t.value and any(value.startswith(t.value) for value in here))
        for t, words in zip(periods, own, strict=True)
    )


def _partial(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether one number is of a place and the other claim speaks of another place than this."""
    return _of_place(ground, rows, x) or _of_place(ground, rows[::-1], y)


def _of_place(ground: Ground, rows: tuple[int, ...], quantity: Quantity) -> bool:
    own, other = (ground.names_at(row) for row in rows)
    words = ground.read[rows[0]].words
    behind = [k for k, word in enumerate(words) if word.span.start >= quantity.span.end][:PLACED]
    here = [own[k] for k in behind if k in own and own[k].type == "LOC"]
    placed = any(n.type == "LOC" for n in other.values())
    return bool(here and placed) and not any(one_name(x, y) for x in here for y in other.values())


def _listed_apart(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether an amount of a list is for another thing: no words behind the two are linked."""
    if x.unit != y.unit or _word(x) or max(len(ground.sentence_values[row]) for row in rows) < LISTED:
        return False
    a, b = (_content_behind(ground, row, q) for row, q in zip(rows, (x, y), strict=True))
    links = (k for k in ground.aligner.links(*rows) if k.near >= ONE_THING)
    return bool(a and b) and not any(k.a in a and k.b in b for k in links)


def _content_behind(ground: Ground, row: int, quantity: Quantity) -> list[int]:
    """Return the places of the next words behind a number that tell of a topic."""
    words = enumerate(ground.read[row].words)
    return [k for k, word in words if word.content and word.span.start >= quantity.span.end][:PLACED]


def _symbol(quantity: Quantity) -> str:
    """Return the sign of a measure, a share or a currency, none of a counted noun."""
    return "" if _word(quantity) else quantity.unit


def _word(quantity: Quantity) -> bool:
    """Tell whether a unit is a counted noun and no symbol, in scripts with and without capitals."""
    unit = quantity.unit
    return unit.isalpha() and unit == unit.lower() and unit not in MEASURES


def _beside(one: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Tell whether a number that both give stands right before this one."""
    shared = [q for q in own if any(q.value == o.value for o in others)]
    return any(0 < one.span.start - q.span.end <= BESIDE for q in shared)


def _update(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether the later of two reports gives the higher number: then it may be news, not conflict."""
    days = ground.days_between(*rows) or 0
    return days * (in_unit(y, x.unit).value - x.value) > 0
