"""Find pairs of passages that cannot both hold as they stand, in any pair of languages.

Vectors do not see a changed number, name or negation, and find contradictions more alike than agreement;
they only say whether two claims speak of one thing. What differs is found by rule, one kind at a time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, product

from rapidfuzz.distance import LCSseq

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.ages import ages
from rashomon.compare.conflicts.causes import blame, causes
from rashomon.compare.conflicts.contraries import contraries
from rashomon.compare.conflicts.contrasts import contrasts
from rashomon.compare.conflicts.doubts import doubts
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.names import names
from rashomon.compare.conflicts.offices import offices
from rashomon.compare.conflicts.opposites import opposites
from rashomon.compare.conflicts.parties import parties
from rashomon.compare.conflicts.polarity import denials
from rashomon.compare.conflicts.ranks import ranks
from rashomon.compare.conflicts.rebuttals import rebuttals
from rashomon.compare.conflicts.retellings import mates, retellings
from rashomon.compare.conflicts.speakers import speakers
from rashomon.compare.conflicts.turns import turns
from rashomon.compare.conflicts.values import values
from rashomon.compare.ground import Ground
from rashomon.model.comparison import Claimant, ClaimGroup, Conflict
from rashomon.model.phrase import Phrase
from rashomon.model.text import Reference

MOST, AN_ARTICLE = 10, 2
"""Conflicts told of one story, since a reader weighs each, and of a longer one for each of its articles."""
RETOLD = 20
"""Other passages that tell the same, of all conflicts of a story."""
PER_MATTER = 6
"""Conflicts told that turn on the same words, no two between the same claims."""
ONCE, TOLD_ONCE = 1, frozenset({"number", "date", "attribution"})
"""The same for two numbers or dates, or two speakers: once told, they are known."""
PER_CLAIM = 3
"""Conflicts told in which one claim takes part."""
AGAIN = 4
"""Other passages told of one matter."""
SAME = 0.6
"""Cosine at which a denied and a stated member of one group speak of one thing."""
COPY = 0.6
"""Share of the shorter claim's words from which the other tells the same text."""
SHORT = 3
"""Words that say too little to be denied."""


def find_conflicts(ground: Ground, groups: Sequence[ClaimGroup]) -> tuple[Conflict, ...]:
    """Find what the accounts say against each other, strongest first.

    At most ``MOST`` matters are told, or ``AN_ARTICLE`` for each article where that is more. ``score`` tells
    how surely the two speak of one thing. ``why`` says what differs and takes no side. Members of one claim
    group of which some assert and some deny are conflicts, too.
    """
    if len(ground.read) < 2:
        return ()
    found = chain(
        parties(ground),
        contrasts(ground),
        values(ground, groups),
        ages(ground),
        ranks(ground),
        names(ground),
        offices(ground),
        denials(ground),
        opposites(ground),
        contraries(ground),
        doubts(ground),
        rebuttals(ground),
        causes(ground),
        blame(ground),
        speakers(ground),
        turns(ground),
        _denied(ground, groups),
    )
    chosen = _chosen(ground, found)
    told = [_conflict(ground, f) for f in chosen]
    again = islice(_again(ground, groups, chosen), RETOLD)
    return (*told, *(replace(_conflict(ground, f), same_as=told[at].id) for at, f in again))


def _again(
    ground: Ground, groups: Sequence[ClaimGroup], chosen: Sequence[Found]
) -> Iterator[tuple[int, Found]]:
    """Yield the place of a conflict and what tells it with another passage, few for each and none twice."""
    seen, grouped = {frozenset(found.rows) for found in chosen}, mates(ground, groups)
    for at, found in enumerate(chosen):
        fresh = (f for f in retellings(ground, grouped, found) if frozenset(f.rows) not in seen)
        for one in islice(fresh, AGAIN):
            seen.add(frozenset(one.rows))
            yield at, one


def _denied(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterable[Found]:
    """Yield what the members of one claim group assert and deny."""
    for group in groups:
        yes = [ground.row(member) for member in group.members if member.stance == "asserts"]
        no = [ground.row(member) for member in group.members if member.stance == "denies"]
        for pair in product(yes, [row for row in no if ground.denied(row)]):
            near = ground.bonds.near(*pair)
            if near >= SAME and _two_parties(ground, *pair):
                why = Phrase(key="differ_denied")
                score = scores.GROUPED.of(near)
                yield Found(kind="negation", rows=pair, score=score, why=why, about=group.id)


def _two_parties(ground: Ground, yes: int, no: int) -> bool:
    """Tell whether an assertion and a denial come from two parties and are not one text told twice."""
    names = [
        set((who.name if who else "").casefold().split())
        for who in (ground.claims[yes].claimant, ground.claims[no].claimant)
    ]
    one = bool(names[0] and names[1]) and (names[0] <= names[1] or names[1] <= names[0])
    long = min(len(ground.read[row].words) for row in (yes, no)) > SHORT
    return long and not one and ground.comparable(yes, no) and not _one_text(ground, yes, no)


def _one_text(ground: Ground, i: int, j: int) -> bool:
    """Tell whether two claims are one text: most words of the shorter are in the other."""
    a, b = (ground.read[row].lemmas() for row in (i, j))
    return LCSseq.similarity(a, b) >= COPY * max(min(len(a), len(b)), 1)


def _chosen(ground: Ground, found: Iterable[Found]) -> list[Found]:
    """Keep the best, few for each matter and claim, and none twice.

    Of one matter each pair of articles is heard once before any is heard again.
    """
    ranked = sorted(found, key=lambda f: (_in_headlines(ground, f) * scores.HEADLINE - f.score, f.rows))
    heard = set[tuple[str, frozenset[int]]]()
    first, again = list[Found](), list[Found]()
    for one in ranked:
        pair = one.about, frozenset(ground.read[row].article for row in one.rows)
        (again if pair in heard else first).append(one)
        heard.add(pair)
    kept = _few(ground, (*first, *again))
    most = max(MOST, AN_ARTICLE * len({passage.article for passage in ground.read}))
    return sorted(kept, key=lambda f: (-f.score, f.rows))[:most]


def _in_headlines(ground: Ground, found: Found) -> int:
    """Return how many of two claims stand in a headline, which says less than the body of an article."""
    return sum(ground.in_headline(row) for row in found.rows)


def _few(ground: Ground, ranked: Iterable[Found]) -> list[Found]:
    """Keep those that come first as far as their matter and claims are not told of enough."""
    chosen: list[Found] = []
    matters, claims, seen = Counter[str](), Counter[int](), set[frozenset[str]]()
    used = set[tuple[str, int]]()
    for one in ranked:
        texts = frozenset(ground.read[row].text.casefold() for row in one.rows)
        if (
            one.score < scores.LEAST
            or texts in seen
            or matters[one.about] >= (ONCE if one.kind in TOLD_ONCE else PER_MATTER)
        ):
            continue
        if any(claims[row] >= PER_CLAIM for row in one.rows) or all(
            (one.about, row) in used for row in one.rows
        ):
            continue
        chosen.append(one)
        seen.add(texts)
        matters[one.about] += 1
        claims.update(one.rows)
        used.update((one.about, row) for row in one.rows)
    return chosen


def _conflict(ground: Ground, found: Found) -> Conflict:
    (first, a), (second, b) = sorted(zip(found.rows, _passages(ground, found), strict=True))
    return Conflict(
        id=f"conflict-{found.kind}-{_name(a)}-{_name(b)}",
        kind=found.kind,
        a=a,
        b=b,
        score=round(min(1.0, found.score), 3),
        why=found.why,
        a_by=_by(ground, first, a),
        b_by=_by(ground, second, b),
    )


def _passages(ground: Ground, found: Found) -> list[Reference]:
    references = [ground.read[row].reference for row in found.rows]
    if found.spans:
        return [Reference(r.article, span) for r, span in zip(references, found.spans, strict=True)]
    return references


def _name(reference: Reference) -> str:
    return f"{reference.article}-{reference.span.start}"


def _by(ground: Ground, row: int, passage: Reference) -> Claimant | None:
    """Name who says a passage, unless it is a part of a claim and its source stands in the other part."""
    who, whole = ground.claims[row].claimant, ground.read[row].reference.span
    part = not passage.span.contains(whole)
    if who is None or (part and who.span is not None and not passage.span.contains(who.span)):
        return None
    return Claimant(
        name=who.name, entity=ground.home.get((ground.read[row].reference.article, who.entity or ""))
    )
