"""Read what stands between the source of a phrase and what it told ("According to X, a baker, the …")."""

from rashomon.analyze.quotes.sentence.clause_edges import clause_start, next_mark
from rashomon.analyze.quotes.sentence.clauses import main_verb
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sources.appositions import with_apposition
from rashomon.lang.word_classes import OFFICES

LONGEST_APPOSITION = 16
"""Tokens of the longest apposition behind a source."""
OPENING = 4
"""Words of an apposition among which the role stands."""


def with_holder(scene: Scene, first: int, source: Range) -> Range:
    """Return the source of a phrase that begins at a token with the name of the role's holder behind it.

    The name is the subject of what is told where no clause of its own follows ("According to a guard, X,
    52, left").
    """
    if not any(scene.tokens[at].has_any(OFFICES) for at in range(*source)):
        return source
    named = with_apposition(scene, source)
    behind = _segment(scene, named.last + 1)
    told = clause_start(scene, first) < first - 1
    return named if told or main_verb(scene, behind) is not None else source


def over_insertions(scene: Scene, source: Range, at: int) -> int:
    """Return the comma that closes what tells who a source is, or its age, where a clause follows it."""
    at = _over_relative(scene, at)
    person = any(name.last == source.last and name.type == "PER" for name in scene.names_in(source))
    while scene.unit.is_mark(at, ","):
        inserted = _segment(scene, at + 1)
        end = inserted.last
        closed = scene.unit.is_mark(end, ",") and main_verb(scene, _segment(scene, end + 1)) is not None
        if not closed or not _describes(scene, inserted, person=person):
            break
        at = end
    return at


def over_role(scene: Scene, at: int) -> int:
    """Return the comma that closes what tells who the source is ("in the view of X, head of Y, …")."""
    role = scene.unit.is_mark(at, ",") and any(t.has("role") for t in scene.tokens[at + 1 : at + 3])
    if not role or not scene.grammar.commas_by_rule:
        return at
    within = range(at + 1, min(len(scene.tokens), at + LONGEST_APPOSITION))
    end = next((k for k in within if scene.tokens[k].kind != "word" or tells(scene, k)), at)
    if scene.tokens[end].kind == "quote" and scene.unit.is_mark(end + 1, ","):
        behind = _over_list(scene, end + 1)  # "firms «X», «Y» and «Z»"
        return behind if behind > end + 1 else at
    return _over_list(scene, end) if scene.unit.is_mark(end, ",") else at


def _over_list(scene: Scene, comma: int) -> int:
    """Return the comma behind the last one of several names that a comma parts ("firms X, Y and Z, …")."""
    at, joined = comma, False
    while scene.unit.is_mark(at, ",") and not joined:
        within = range(at + 1, min(len(scene.tokens), at + LONGEST_APPOSITION))
        end = next((k for k in within if _ends_words(scene, k)), at)
        named = (t.capital or t.kind == "quote" or t.has("joins") for t in scene.tokens[at + 1 : end])
        if end <= at + 1 or not all(named):
            return comma
        joined = any(token.has("joins") for token in scene.tokens[at + 1 : end])
        at = end
    return at if joined and scene.unit.is_mark(at, ",") else comma


def _ends_words(scene: Scene, at: int) -> bool:
    """Tell whether a mark or a verb ends words that only describe; names in marks are among these."""
    token = scene.tokens[at]
    return token.kind == "mark" or (token.kind == "word" and tells(scene, at))


def _over_relative(scene: Scene, at: int) -> int:
    """Return the comma that closes a relative clause before a verb, where that may open the main clause."""
    opens = scene.tokens[at + 1 : at + 2]
    if not scene.grammar.commas_by_rule or not any(token.has("relative") for token in opens):
        return at
    within = range(at + 1, min(len(scene.tokens) - 1, at + LONGEST_APPOSITION))
    commas = (k for k in within if scene.unit.is_mark(k, ","))
    return next((k for k in commas if tells(scene, k + 1) and not scene.tokens[k + 1].has("relative")), at)


def _describes(scene: Scene, inserted: Range, *, person: bool) -> bool:
    """Tell whether words between commas tell who a source is; a role does so behind a person's name."""
    if inserted.last == inserted.first:
        return False
    opens = scene.tokens[inserted.first]
    resumes = opens.has("relative") or (opens.has("determiner") and scene.grammar.articles_relate)
    if resumes and main_verb(scene, inserted) is None and tells(scene, inserted.last - 1):
        return True
    if opens.has("relative") and not scene.grammar.articles_relate:
        return True
    held = scene.tokens[inserted.first : min(inserted.last, inserted.first + OPENING)]
    role = opens.has_any(("determiner", *OFFICES)) and any(token.has_any(OFFICES) for token in held)
    return person and main_verb(scene, inserted) is None and (role or opens.text.isdigit())


def _segment(scene: Scene, first: int) -> Range:
    return Range(first, next_mark(scene, first))
