"""Whether two numbers of two near claims count one thing, or two things of one kind."""

from collections.abc import Sequence

from rashomon.compare.alignment import Link
from rashomon.compare.conflicts.counted import one_fate, other_fates, other_nations
from rashomon.compare.conflicts.exact import SHARE, one_exactly, one_share, slipped
from rashomon.compare.conflicts.moments import other_days, other_periods
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.measures import MANY, MEASURES, in_unit, is_noun
from rashomon.compare.namespots import one_name
from rashomon.lang.claims import is_verb
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled, has
from rashomon.model.annotation import Quantity
from rashomon.model.text import Span

PLACED = 4
"""Words behind a number among which a place says where it counts."""
LISTED, ONE_THING, ONE_THING_ABROAD = 3, 0.5, 0.45
"""Numbers of a sentence from which on it lists what each is for; cosine of words that tell of one thing,
within a language and across two."""
CLOSE = 0.1
"""How far two numbers lie apart, as a share, that are two tellings of one rather than of two times."""
BESIDE = 6
"""Characters between two numbers that belong together."""

FIRM = 0.38
"""Bond of two claims whose near numbers need no further sign."""
TREND = "trend"
"""The topic of what rises or falls."""
ACT, ACT_ABROAD = 0.4, 0.37
"""Cosine from which the verb beside a number answers something, within a language and across two."""
SURELY, SURE_WORDS = 0.7, 3
"""Cosine of foreign words that surely answer each other, and so many that no verb need be answered."""
STEM = 4
"""Letters that two words of one language share where one is made of the other."""


def apart(ground: Ground, rows: Rows, counts: tuple[Quantity, Quantity], *, tied: bool, sure: bool) -> bool:
    """Tell whether two linked numbers are of two things, times or places all the same.

    ``tied`` says that what stands right at each ties them, such as a number which both claims give; ``sure``
    that the claims surely speak of one thing.
    """
    x, y = counts
    ranged = _in_range(ground, rows[0], x, y) or _in_range(ground, rows[1], y, x)
    if not tied and (ranged or _unrelated(ground, rows)):
        return True
    if other_days(ground, rows) or (not sure and not _close(x, y) and other_periods(ground, rows)):
        return True
    things = (other_fates, other_nations, _added, _changed_by, _told_both, _partial, _listed_apart)
    if any(of_two(ground, rows, x, y) for of_two in things):
        return True
    if one_exactly(x, y) or slipped(x, y) or _firm(ground, rows, x, y):
        return False
    acts = not one_share(ground, rows, x, y) and _other_acts(ground, rows, x, y)
    return acts or _of_others(ground, rows, x, y)


def _firm(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two near numbers stand in foreign claims that are each other's nearest."""
    if ground.one_language(*rows) or not _close(x, y):
        return False
    return ground.bonds.mutual(*rows) and ground.bonds.of(*rows) >= FIRM


def _changed_by(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether one number is by how much something rose or fell, and the other is not."""
    return _is_change(ground, rows[0], x) != _is_change(ground, rows[1], y)


def _is_change(ground: Ground, row: int, quantity: Quantity) -> bool:
    passage = ground.read[row]
    before = [word.form for word in passage.words if word.span.end <= quantity.span.start][-1:]
    by = compiled(contrast(passage.language).by)
    return TREND in ground.sides[row] and any(by.fullmatch(form) for form in before)


def _other_acts(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether what the verbs beside two counts tell is known and answers nothing in the other claim."""
    same = ground.one_language(*rows)
    measured = any(not is_noun(q) and (same or q.unit not in MEASURES) and q.unit != SHARE for q in (x, y))
    if measured or one_fate(ground, rows, x, y):
        return False
    a, b = _act(ground, rows[0], x.span), _act(ground, rows[1], y.span)
    if a is None or b is None:
        return False
    links = [k for k in ground.aligner.links(*rows) if k.near >= (ACT if same else ACT_ABROAD)]
    if any(k.a == a or k.b == b for k in links) or (not same and _all_but_acts(ground, rows, links)):
        return False
    return not (same and (_told(ground, rows[0], a, rows[1]) or _told(ground, rows[1], b, rows[0])))


def _all_but_acts(ground: Ground, rows: Rows, links: Sequence[Link]) -> bool:
    """Tell whether so much else is surely answered that verbs which are not tell no more ("were")."""
    one, other = (ground.read[row].words for row in rows)
    words = (k for k in links if one[k.a].content and other[k.b].content and not one[k.a].form.isdigit())
    return sum(k.near >= SURELY for k in words) >= SURE_WORDS


def _act(ground: Ground, row: int, span: Span) -> int | None:
    """Return the place of the verb nearest to a number that tells what happened; None if none is known."""
    passage = ground.read[row]
    verbs = [n for n, w in enumerate(passage.words) if w.content and is_verb(passage.language, w.form)]
    return min(verbs, key=lambda n: abs(passage.words[n].span.start - span.start), default=None)


def _told(ground: Ground, row: int, at: int, other: int) -> bool:
    """Tell whether another claim has a word of the same stem ("cancelled", "cancellation")."""
    stem = ground.read[row].words[at].form[:STEM]
    return len(stem) == STEM and any(word.form.startswith(stem) for word in ground.read[other].words)


def _added(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether one number comes on top of one that its sentence does not give ("another 30 flights").

    "Three people died, another 30 were hurt" gives it: there 30 is all.
    """
    return _is_added(ground, rows[0], x) != _is_added(ground, rows[1], y)


def _is_added(ground: Ground, row: int, quantity: Quantity) -> bool:
    passage, start = ground.read[row], ground.sentence(row).start
    quantities = ground.analysis(row).quantities
    earlier = [q for q in quantities if start <= q.span.start < quantity.span.start]
    if any(q.unit == quantity.unit or not (q.unit and quantity.unit) for q in earlier):
        return False
    before = [w.span.start for w in passage.words if w.span.end <= quantity.span.start]
    words = ground.cited(row, Span((before or [quantity.span.start])[-1], quantity.span.end))
    return has(contrast(passage.language).further, words)


def _of_others(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether two shares are of two groups: the nouns right behind them do not answer each other."""
    if x.unit != SHARE or y.unit != SHARE:
        return False
    a, b = (_right_after(ground, row, q) for row, q in zip(rows, (x, y), strict=True))
    linked = any((k.a, k.b) == (a, b) and k.near >= ONE_THING for k in ground.aligner.links(*rows))
    return a is not None and b is not None and not linked


def _right_after(ground: Ground, row: int, quantity: Quantity) -> int | None:
    """Return the place of the noun right behind a number, None where something else stands there."""
    passage = ground.read[row]
    at = next((k for k, w in enumerate(passage.words) if w.span.start >= quantity.span.end), None)
    if at is None or passage.words[at].span.start - quantity.span.end > 1:
        return None
    word = passage.words[at]
    return at if word.content and not is_verb(passage.language, word.form) else None


def _told_both(ground: Ground, rows: Rows, x: Quantity, y: Quantity) -> bool:
    """Tell whether one of the articles gives both numbers, so that they count two things to it."""
    return x.value != y.value and (_gives(ground, rows[0], y) or _gives(ground, rows[1], x))


def _gives(ground: Ground, row: int, quantity: Quantity) -> bool:
    analysis = ground.analysis(row)
    return any(q.value == quantity.value and q.unit == quantity.unit for q in analysis.quantities)


def _in_range(ground: Ground, row: int, end: Quantity, value: Quantity) -> bool:
    """Tell whether a value lies between a number and the bare one right before it ("20 to 30 wolves")."""
    before = [q for q in ground.claims[row].quantities if 0 < end.span.start - q.span.end <= BESIDE]
    return any(q.value <= value.value <= end.value for q in before)


def _unrelated(ground: Ground, rows: Rows) -> bool:
    """Tell whether what two claims count besides, whom they name or all other words are not the same."""
    return _other_counts(ground, rows) or _strangers(ground, rows) or _only_counts(ground, rows)


def _strangers(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims each name somebody or something, and none in common.

    In two languages these are two persons or two places: bodies have translated names, which may not have
    been known again.
    """
    if ground.one_language(*rows):
        pairs = [tuple(ground.named[row] for row in rows)]
    else:
        pairs = [tuple(_named(ground, row, kind) for row in rows) for kind in ("PER", "LOC")]
    return any(a and b and not a & b for a, b in pairs)


def _named(ground: Ground, row: int, kind: str) -> frozenset[str]:
    """Return whom or what of one kind a claim names, of what other articles name, too (``Entity.id``)."""
    names = ground.names_at(row).values()
    return ground.named[row] & {name.entity for name in names if name.type == kind}


def _only_counts(ground: Ground, rows: Rows) -> bool:
    """Tell whether no words of two claims of one language are linked but numbers and what they count.

    A count of many that both give ties them, too ("$340 million to 212 farms", "about 300 to 212 farms").
    """
    given = ({(q.value, q.unit) for q in ground.claims[row].quantities if q.value >= MANY} for row in rows)
    if set.intersection(*given):
        return False
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


def _close(x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers lie so near that they are hardly those of two months."""
    low, high = sorted((abs(x.value), abs(in_unit(y, x.unit).value)))
    return high - low <= CLOSE * high


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
    if x.unit != y.unit or is_noun(x) or max(len(ground.sentence_values[row]) for row in rows) < LISTED:
        return False
    a, b = (_content_behind(ground, row, q) for row, q in zip(rows, (x, y), strict=True))
    least = ONE_THING if ground.one_language(*rows) else ONE_THING_ABROAD
    links = (k for k in ground.aligner.links(*rows) if k.near >= least)
    return bool(a and b) and not any(k.a in a and k.b in b for k in links)


def _content_behind(ground: Ground, row: int, quantity: Quantity) -> list[int]:
    """Return the places of the next words behind a number that tell of a topic."""
    words = enumerate(ground.read[row].words)
    return [k for k, word in words if word.content and word.span.start >= quantity.span.end][:PLACED]


def right_behind(one: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Tell whether a number that both give, of things or bare, stands right before this one."""
    shared = [q for q in own if any(q.value == o.value and bool(q.unit) == bool(o.unit) for o in others)]
    return any(0 < one.span.start - q.span.end <= BESIDE for q in shared)
