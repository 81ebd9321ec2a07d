"""Conflicts of rank: one account calls an office former that another gives as present."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.compare.wording import Word
from rashomon.lang.contrast import Contrast, contrast, is_former
from rashomon.lang.terms import compiled, has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

SIDE = 5
"""Words around a name in which a role is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The words that give a person (``Entity.id``) a role in one claim."""

    who: str
    row: int
    words: tuple[Word, ...]
    lemmas: frozenset[str]


def offices(ground: Ground) -> Iterator[Found]:
    """Yield a person with a former role in one claim and a present one in another, if these share a word."""
    former: list[Role] = []
    present: dict[str, list[Role]] = defaultdict(list)
    for row in range(len(ground.read)):
        for role, over in _roles(ground, row):
            (former if over else present[role.who]).append(role)
    leaving = _leaving(ground)
    left = {(old.who, ground.read[old.row].article) for old in former}
    for old in former:
        held_too = {ground.read[new.row].article for new in present[old.who]}
        if old.who in leaving or ground.read[old.row].article in held_too:
            continue  # the story tells how the office changed hands: both are right
        for new in present[old.who]:
            if (old.who, ground.read[new.row].article) not in left and old.lemmas & new.lemmas:
                gone, held = _words(ground, old), _words(ground, new)
                why = Phrase(key="differ_office", words=(gone, held))
                rows, score = (old.row, new.row), scores.OFFICE.of()
                yield Found(kind="status", rows=rows, score=score, why=why, about=f"office {old.who}")


def _leaving(ground: Ground) -> set[str]:
    """Return the persons of whom any account tells that an office is left."""
    told = (row for row, p in enumerate(ground.read) if has(contrast(p.language).leaving, p.text))
    return {who for row in told for who in ground.named[row]}


def _roles(ground: Ground, row: int) -> Iterator[tuple[Role, bool]]:
    """Yield the role given to each person of a claim, and whether it is over."""
    passage = ground.read[row]
    analysis, grammar = ground.analysis(row), contrast(passage.language)
    named = ground.places(row).named(passage.reference.span)
    for entity, mentions in groupby((pair for pair in named if pair[0].type == "PER"), key=itemgetter(0)):
        spans = [mention.span for _, mention in mentions]
        who = ground.home.get((analysis.article.id, entity.id), entity.id)
        before = [w for w in passage.words if w.span.end <= spans[0].start][-2 * SIDE :]
        after = [w for w in passage.words if w.span.start >= spans[0].end][: 2 * SIDE]
        over = [w for w in (*before, *after) if is_former(w.form, passage.language)]
        # A title before a name is often kept by courtesy; what stands behind it says what someone is.
        words = [w for w in before if w.span.start > over[-1].span.start] if over else after[:SIDE]
        if len(words) <= SIDE or not over:
            yield from ((found, bool(over)) for found in _role(row, who, words, grammar))


def _role(row: int, who: str, words: Sequence[Word], grammar: Contrast) -> Iterator[Role]:
    """Yield the role that the words give, if one of them names a role."""
    if any(compiled(grammar.roles).fullmatch(w.form) for w in words):
        yield Role(
            who=who, row=row, words=tuple(words), lemmas=frozenset(w.lemma for w in words if w.content)
        )


def _words(ground: Ground, role: Role) -> str:
    return ground.cited(role.row, Span(role.words[0].span.start, role.words[-1].span.end))
