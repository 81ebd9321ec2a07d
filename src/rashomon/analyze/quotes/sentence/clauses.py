"""Tell behind which clause, conjunction or participle the subject of a verb begins."""

from collections.abc import Sequence

from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.lang.word_classes import SPEAKING
from rashomon.lang.wordforms import is_participle

SHORTEST_CLAUSE = 2
"""Words before a verb at the end up to which a clause with an article is a main one ("die Brücke hält")."""
INSIDE = ("relative", "complement", "subordinate", "participle")
"""Words that open a clause which is part of another one."""


def behind_contrast(scene: Scene, segment: Range) -> Range:
    """Return a segment without the conjunction that opens its clause ("But on Monday X, who …, said")."""
    leads = segment.first == 0 or not scene.grammar.commas_by_rule
    opens = leads and scene.tokens[segment.first].has("contrast") and segment.size > 1
    return Range(segment.first + opens, segment.last)


def opens_with_participle(scene: Scene, at: int) -> bool:
    """Tell whether a segment opens with a participle, which is no name ("Speaking in X, the mayor said")."""
    opens = scene.tokens[at].has("participle") or describes_before(scene, at)
    return opens and not any(n.first <= at < n.last for n in scene.names)


def describes_before(scene: Scene, at: int) -> bool:
    """Tell whether a participle behind a comma only describes the noun before it ("guards, living in X,")."""
    behind = at > 1 and scene.unit.is_mark(at - 1, ",") and scene.tokens[at - 2].kind == "word"
    return behind and is_participle(scene.tokens[at].text, scene.language)


def behind_clause(scene: Scene, segments: Sequence[Range]) -> Sequence[Range]:
    """Return which of the segments before a comma and a verb may hold its subject.

    They stand behind what is told in a clause of its own ("The road is shut, X, a guard, said"): of these,
    the first that names somebody opens the subject. No subject stands there where the clause ends in the
    comma ("The road is shut, warned X").
    """
    told = [(k, verb) for k, s in enumerate(segments) if (verb := main_verb(scene, s)) is not None]
    if not told:
        return segments
    last, verb = told[-1]
    sure = scene.tokens[verb].has("skip")
    if last == len(segments) - 1:
        return [] if sure or last == 0 else segments
    behind = segments[last + 1 :]
    named = next((k for k, segment in enumerate(behind) if _names_somebody(scene, segment)), None)
    if named is None:
        return behind if sure else segments
    return behind[named:]


def main_verb(scene: Scene, segment: Range) -> int | None:
    """Return the verb that makes a clause of its own of a segment with a subject before it.

    Where articles are relative pronouns too, the verb at its end tells a relative clause ("die Brot backt").
    """
    if segment.first >= segment.last:
        return None
    opens = scene.tokens[segment.first]
    resumes = opens.has("determiner") and bool(opens.has("relative") or scene.grammar.articles_relate)
    inside = opens.has_any(INSIDE) and not resumes
    if inside or (opens.has("boundary") and not opens.has("contrast")):
        return None
    subject = False
    for at in range(*segment):
        token = scene.tokens[at]
        if subject and tells(scene, at) and not scene.tokens[at - 1].has("infinitive"):
            relative = resumes and at == segment.last - 1 and at - segment.first > SHORTEST_CLAUSE
            return None if relative else at
        if at > segment.first and token.has_any(("boundary", "relative", "complement")):
            return None
        subject |= not token.has_any(("joins", "skip", "contrast", "preposition", "determiner"))
    return None


def _names_somebody(scene: Scene, segment: Range) -> bool:
    opens = scene.tokens[segment.first]
    if opens.has_any((*INSIDE, "preposition")) and not opens.has("as_words"):
        return False
    return bool(scene.names_in(segment)) or any(scene.tokens[k].has_any(SPEAKING) for k in range(*segment))
