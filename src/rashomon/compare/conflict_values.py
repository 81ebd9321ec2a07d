"""Conflicts of values: two numbers, dates, places or ranks for one thing, former or present office."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from rapidfuzz.distance import LCSseq, Levenshtein

from rashomon.compare.amounts import compatible
from rashomon.compare.conflict_ground import Found, Ground
from rashomon.compare.conflict_sides import clock
from rashomon.compare.wording import Word
from rashomon.lang.contrast import Contrast, contrast
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Quantity, Timex
from rashomon.model.comparison import ClaimGroup

NEAR = 0.22
"""Cosine from which two claims may give values of one thing."""
LIKELY = 0.35
"""The same if shared words speak for it, too."""
SURE = 0.55
"""Cosine from which they do even if no other word speaks for it."""
WORDS = 1.5
"""Weight of shared words that speaks for it."""
LIKE_NAMES = 3
"""Letters in which two names differ that one of the accounts may have mixed up."""
SLOT, ALMOST = 5, 0.8
"""Words beside a name, and share of them that agree, by which two names stand in one slot."""
LARGE, CLOSE, CLEAR = 100, 1.3, 0.42
"""Counts from which, and the ratio up to which, numbers alone speak for one thing at this cosine."""
WIDE = 2.0
"""Ratio up to which two numbers may count one thing where their units cannot tell."""
MEMBERS = 30
"""Members of one claim group that are compared."""
BESIDE = 6
"""Characters between two numbers that belong together."""
SIDE = 5
"""Words around a name in which a role is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The words that give a person (``Entity.id``) a role in one claim."""

    who: str
    row: int
    words: tuple[Word, ...]
    lemmas: frozenset[str]


def values(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[Found]:
    """Yield pairs of near claims that differ in a number, date or place; ``groups`` propose pairs, too."""
    for i, j in sorted({*ground.pairs(NEAR), *_grouped(ground, groups)}):
        if ground.read[i].article != ground.read[j].article and ground.comparable(i, j):
            yield from _dates(ground, i, j)
            if ground.one_time(i, j):
                yield from _numbers(ground, i, j)
                yield from _places(ground, i, j)
                yield from _clocks(ground, i, j)
    yield from _offices(ground)


def _grouped(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims of one group, of each group at most ``MEMBERS``."""
    rows = ground.rows()
    for group in groups:
        held = sorted(rows[m.reference.article, m.claim] for m in group.members[:MEMBERS])
        yield from combinations(held, 2)


def _alike(ground: Ground, i: int, j: int) -> bool:
    same = ground.read[i].language == ground.read[j].language
    near = ground.near(i, j)
    return near >= SURE or (near >= LIKELY and same and ground.shared(i, j) >= WORDS)


def _score(ground: Ground, i: int, j: int) -> float:
    return 0.4 + 0.45 * ground.near(i, j) + 0.05 * min(ground.shared(i, j), 3)


def _numbers(ground: Ground, i: int, j: int) -> Iterator[Found]:
    """Yield two claims that count one thing and come to different numbers.

    Two pairs of numbers that share one ("400 of 420", "400 of 2,400") count one thing.
    """
    a, b = ground.claims[i].quantities, ground.claims[j].quantities
    clash = [(x, y) for x, y in product(a, b) if x.value == y.value and not compatible(x, y)]
    left, right = _unmatched(a, b), _unmatched(b, a)
    left, right = (
        [x for x in left if not any(compatible(x, y) for y in right)],
        [y for y in right if not any(compatible(x, y) for x in left)],
    )
    for x, y in clash or zip(left, right, strict=False):
        anchored = bool(clash) or (_beside(x, a, b) and _beside(y, b, a))
        alone = len(left) == len(right) == 1 and _counted_alike(ground, (i, j), x, y)
        if (anchored or alone) and not _update(ground, (i, j), x, y):
            counts = f"{_text(ground, i, x)} and {_text(ground, j, y)}"
            why = f"The two passages count one thing differently: {counts}."
            score = min(_score(ground, i, j) + 0.15 * anchored, 1.0)
            yield Found(
                kind="number",
                rows=(i, j),
                score=score,
                why=why,
                about=f"{min(x.value, y.value)} {max(x.value, y.value)}",
            )


def _counted_alike(ground: Ground, rows: tuple[int, int], x: Quantity, y: Quantity) -> bool:
    """Tell whether two numbers count one thing: large ones that lie close need less to speak for it."""
    low, high = sorted((x.value, y.value))
    close = low >= LARGE and high <= CLOSE * low and ground.near(*rows) >= CLEAR
    return (close or _alike(ground, *rows)) and _one_unit(ground, rows, x, y)


def _unmatched(own: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    return [q for q in own if not any(q.value == o.value for o in others)]


def _beside(one: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Tell whether a number that both give stands right before this one."""
    shared = [q for q in own if any(q.value == o.value for o in others)]
    return any(0 < one.span.start - q.span.end <= BESIDE for q in shared)


def _one_unit(ground: Ground, rows: tuple[int, int], a: Quantity, b: Quantity) -> bool:
    """Tell whether two numbers count the same: by unit within a language, by nearness across languages.

    Units of measure are symbols ("EUR", "%") in all languages, counted things are words of one.
    """
    if ground.read[rows[0]].language == ground.read[rows[1]].language and a.unit and b.unit:
        return a.unit == b.unit
    words = all(not q.unit or q.unit.islower() for q in (a, b))
    low, high = sorted((a.value, b.value))
    large = low >= LARGE
    named = large or bool(a.unit) == bool(b.unit)
    return words and named and high <= WIDE * low and ground.near(*rows) >= (LIKELY if large else SURE)


def _update(ground: Ground, rows: tuple[int, int], x: Quantity, y: Quantity) -> bool:
    """Tell whether the later of two reports gives the higher number: then it may be news, not conflict."""
    days = [
        (ground.story.analyses[ground.read[row].article].structure.published.value or "")[:10] for row in rows
    ]
    return "" not in days and days[0] != days[1] and (days[0] < days[1]) == (x.value < y.value)


def _dates(ground: Ground, i: int, j: int) -> Iterator[Found]:
    a, b = (_days(ground, row) for row in (i, j))
    if len(a) != 1 or len(b) != 1 or not _alike(ground, i, j) or ground.near(i, j) < SURE:
        return
    if a[0].value != b[0].value:
        why = "The two passages date one thing differently: "
        why += f"{_text(ground, i, a[0])} ({a[0].value}) and {_text(ground, j, b[0])} ({b[0].value})."
        yield Found(
            kind="date", rows=(i, j), score=_score(ground, i, j), why=why, about=f"{a[0].value} {b[0].value}"
        )


def _days(ground: Ground, row: int) -> list[Timex]:
    return [t for t in ground.claims[row].timexes if t.value and t.precision == "day"]


def _text(ground: Ground, row: int, part: Quantity | Timex) -> str:
    return f"“{ground.story.analyses[ground.read[row].article].text_of(part.span)}”"


def _clocks(ground: Ground, i: int, j: int) -> Iterator[Found]:
    """Yield two claims that give another time of day for one thing."""
    a, b = (_times(ground, row) for row in (i, j))
    if len(a) == len(b) == 1 and a[0][0] != b[0][0] and _alike(ground, i, j):
        why = "The two passages give another time of day: "
        why += f"{_text(ground, i, a[0][1])} and {_text(ground, j, b[0][1])}."
        score = _score(ground, i, j)
        yield Found(kind="date", rows=(i, j), score=score, why=why, about=f"{a[0][0]} {b[0][0]}")


def _times(ground: Ground, row: int) -> list[tuple[int, Timex]]:
    analysis = ground.story.analyses[ground.read[row].article]
    read = ((clock(analysis, t), t) for t in ground.claims[row].timexes)
    return [(minutes, t) for minutes, t in read if minutes is not None]


def _places(ground: Ground, i: int, j: int) -> Iterator[Found]:
    """Yield two claims alike but for one place, in the same slot or with names that are easily mixed up."""
    if ground.near(i, j) < LIKELY or ground.read[i].language != ground.read[j].language:
        return
    a, b = _place_names(ground, i), _place_names(ground, j)
    slot = len(a - b) == len(b - a) == 1 and _one_slot(ground, (i, j), a ^ b)
    for x, y in product(sorted(a - b), sorted(b - a)):
        if slot or _mixed_up(x, y):
            why = f"The two passages set one thing in different places: “{x}” and “{y}”."
            score = _score(ground, i, j) + 0.15
            yield Found(kind="place", rows=(i, j), score=score, why=why, about=" ".join(sorted((x, y))))


def _mixed_up(x: str, y: str) -> bool:
    apart = Levenshtein.distance(x, y)
    return x[0] == y[0] and x[:-1] not in y and 1 < apart <= LIKE_NAMES < min(len(x), len(y))


def _one_slot(ground: Ground, rows: tuple[int, int], names: set[str]) -> bool:
    """Tell whether two claims have the same words, but for the two names."""
    parts = {part.casefold() for name in names for part in name.split()}
    a, b = ([w.lemma for w in ground.read[row].words if w.form not in parts] for row in rows)
    return min(len(a), len(b)) >= SLOT and LCSseq.normalized_similarity(a, b) >= ALMOST


def _place_names(ground: Ground, row: int) -> set[str]:
    """Return the names of places in a claim."""
    analysis = ground.story.analyses[ground.read[row].article]
    mentions = [m for e in analysis.entities if e.type == "LOC" for m in e.mentions]
    return {m.name for m in mentions if ground.read[row].reference.span.contains(m.span)}


def _offices(ground: Ground) -> Iterator[Found]:
    """Yield a person with a former role in one claim and a present one in another, if these share a word."""
    former: list[Role] = []
    present: dict[str, list[Role]] = defaultdict(list)
    for row in range(len(ground.read)):
        for role, over in _roles(ground, row):
            (former if over else present[role.who]).append(role)
    for old in former:
        for new in present[old.who]:
            if ground.read[old.row].article != ground.read[new.row].article and old.lemmas & new.lemmas:
                gone, held = _words(ground, old), _words(ground, new)
                why = f"One passage gives a role as former, the other as present: “{gone}” and “{held}”."
                rows = (old.row, new.row)
                yield Found(kind="status", rows=rows, score=0.6, why=why, about=f"office {old.who}")


def _roles(ground: Ground, row: int) -> Iterator[tuple[Role, bool]]:
    """Yield the role given to each person of a claim, and whether it is over."""
    passage = ground.read[row]
    analysis, grammar = ground.story.analyses[passage.article], contrast(passage.language)
    for entity in analysis.entities:
        spans = [m.span for m in entity.mentions if passage.reference.span.contains(m.span)]
        if entity.type != "PER" or not spans:
            continue
        who = ground.home.get((analysis.article.id, entity.id), entity.id)
        before = [w for w in passage.words if w.span.end <= spans[0].start][-2 * SIDE :]
        after = [w for w in passage.words if w.span.start >= spans[0].end][: 2 * SIDE]
        over = [w for w in (*before, *after) if compiled(grammar.former).fullmatch(w.form)]
        words = (
            [w for w in before if w.span.start > over[-1].span.start]
            if over
            else before[-SIDE:] + after[:SIDE]
        )
        if len(words) <= SIDE or not over:
            yield from ((found, bool(over)) for found in _role(row, who, words, grammar))


def _role(row: int, who: str, words: Sequence[Word], grammar: Contrast) -> Iterator[Role]:
    """Yield the role that the words give, if one of them names a role."""
    if any(compiled(grammar.roles).fullmatch(w.form) for w in words):
        yield Role(
            who=who, row=row, words=tuple(words), lemmas=frozenset(w.lemma for w in words if w.content)
        )


def _words(ground: Ground, role: Role) -> str:
    analysis = ground.story.analyses[ground.read[role.row].article]
    return analysis.article.text.content[role.words[0].span.start : role.words[-1].span.end]
