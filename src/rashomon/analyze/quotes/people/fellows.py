"""Find those who tell something together with the last of them ("Chile, Peru and Bolivia said")."""

from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, governed, tells
from rashomon.analyze.quotes.sources.unnamed import are_counted, joins_sources
from rashomon.lang.word_classes import PEOPLE

TWO = 2
"""People whom a coordinator joins."""
LONGEST = 5
"""Words of the longest phrase for one of several."""


def several(scene: Scene, source: Range) -> Range | None:
    """Return all who tell something where a source is one or more of several, None where it is not."""
    begin = source.first - _is_described(scene, source)
    listed = begin > 1 and scene.unit.is_mark(begin - 1, ",") and _are_joined(scene, source)
    joined = begin > 1 and (listed or scene.tokens[begin - 1].has("joins"))
    first, further = source.first, _before(scene, begin - 1) if joined else None
    while further is not None:
        first = further
        listed = first > 1 and scene.unit.is_mark(first - 1, ",")
        further = _before(scene, first - 1) if listed else None
    last = source.last - scene.tokens[source.last - 1].has("joins")
    last += joins_sources(scene, last + 1)  # "[local] pilots"
    together = Range(first, _behind(scene, last))
    return together if together != source or _are_joined(scene, source) else None


def two_named(scene: Scene, source: Range) -> bool:
    """Tell whether a source ends with two joined names of people, where the verb shows no number."""
    people = [name for name in scene.names_in(source) if name.type == "PER"][-2:]
    pair = len(people) == TWO and people[1].last == source.last and people[0].last + 1 == people[1].first
    return pair and not scene.grammar.verbs_inflect and scene.tokens[people[0].last].has("joins")


def _is_described(scene: Scene, source: Range) -> bool:
    """Tell whether an adjective stands between a coordinator and an office ("X and German chancellor Y")."""
    if source.first < TWO or not scene.grammar.names_decline or not scene.tokens[source.first].has("role"):
        return False
    word, before = scene.tokens[source.first - 1], scene.tokens[source.first - TWO]
    plain = word.kind == "word" and not (word.capital or word.has_any(("preposition", "joins")))
    return plain and before.has("joins") and not tells(scene, source.first - 1)


def _behind(scene: Scene, at: int) -> int:
    """Return where a name or a noun for a body ends that a coordinator joins to what ends at a place."""
    if at + 1 >= len(scene.tokens) or not scene.tokens[at].has("joins"):
        return at
    name = next((name for name in scene.names if name.first == at + 1), None)
    nouns = (k for k in (at + 1, at + 2) if k < len(scene.tokens) and scene.tokens[k].has("collective"))
    noun = next((k for k in nouns if not tells(scene, k) and (k == at + 1 or joins_sources(scene, at))), None)
    return name.last if name is not None else at if noun is None else noun + 1


def names_all(scene: Scene, source: Range) -> bool:
    """Tell whether a source is a person and all of some people ("X and all seven members")."""
    return any(are_counted(scene, at) for at in range(source.first + 1, source.last - 1))


def _are_joined(scene: Scene, source: Range) -> bool:
    """Tell whether a source names several people or bodies whom a coordinator joins."""
    joins = [at for at in range(source.first + 1, source.last) if scene.tokens[at].has("joins")]
    if names_all(scene, source):
        return True
    names = scene.names_in(source)
    return any(any(n.last <= at for n in names) and any(n.first > at for n in names) for at in joins)


def _before(scene: Scene, end: int) -> int | None:
    """Return where a name or a noun of people or bodies begins that ends at a place, None if none does."""
    name = next((name for name in scene.names if name.last == end), None)
    if name is not None and name.base:
        return None if governed(scene, name) else name.first
    first = segment_start(scene, end)
    heads = first < end and (scene.tokens[first].has_any(PEOPLE) or name is not None)
    plain = not any(tells(scene, at) or scene.tokens[at].has("preposition") for at in range(first, end))
    return first if heads and plain and end - first <= LONGEST else None
