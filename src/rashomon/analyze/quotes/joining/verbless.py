"""Read who says something where no verb tells it: "X: we will not …", "X was blunt: “…”", headlines."""

from typing import NamedTuple

from rashomon.analyze.quotes.contents.beside import lone_quotation
from rashomon.analyze.quotes.sentence.clause_edges import REACH, segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, is_dash, tells
from rashomon.analyze.quotes.sources.before import source_before
from rashomon.lang.word_classes import OFFICES, ONE_PERSON, PEOPLE
from rashomon.lang.wordforms import is_adverb

LONGEST_BEFORE = 7
"""Tokens of the longest source before a colon."""
LONGEST_BEHIND = 5
"""Tokens of the longest source behind the dash that closes a headline."""
SPEAKERS = ("PER", "ORG")
"""Types of names that can speak."""
FEWEST_BEFORE = 2
"""Words without a capital that stand before a comma in what a headline tells, and in no list of names."""
FEWEST_TOLD = 3
"""Tokens from which words beside a colon or a dash can be told."""


class Told(NamedTuple):
    """What a mark as cue gives: whose words, and which."""

    cue: Cue
    source: Range
    content: Range
    direct: tuple[int, ...]


def told_without_verb(scene: Scene) -> list[Told]:
    """Return what a sentence without a reporting verb gives as someone's words: one thing at most."""
    colon = _colon(scene) or 0
    named = labelled(scene) if _is_quoted(scene, colon) else _titled(scene, colon)
    told = _by_colon(scene) or named or _by_dash(scene) or _by_acting(scene)
    return [] if told is None else [told]


def _is_quoted(scene: Scene, colon: int) -> bool:
    """Tell whether words in marks stand right behind a colon."""
    return any(token.kind == "quote" for token in scene.tokens[colon + 1 : colon + 2])


def labelled(scene: Scene) -> Told | None:
    """Read "X, the mayor: We told them that …", where words said open with a capital, whatever is in them.

    What someone tells in those words is told within them. Headlines, which have no stop, need no capital.
    What he is may stand in brackets ("X (Labour): …").
    """
    colon = _colon(scene) or 0
    closed = colon - (colon > 0 and scene.unit.is_mark(colon - 1, ")"))
    opening = "(" if closed < colon else ","
    comma = next((at for at in range(colon) if scene.unit.is_mark(at, opening)), colon)
    apposed = Range(comma + 1, closed)
    held = _is_plain(scene, apposed) or (_is_quoted(scene, colon) and _is_office(scene, apposed))
    described = held and colon - comma <= LONGEST_BEFORE
    name = next((n for n in scene.names if (n.first, n.last) == (0, comma) and n.type in SPEAKERS), None)
    opens = scene.tokens[colon + 1 : colon + 2]
    titled = colon == comma and name is not None and name.type == "PER" and _is_title(scene)
    starts = bool(opens) and (opens[0].capital or opens[0].kind == "quote" or titled)
    if name is None or not described or not starts:
        return _titled(scene, colon)
    return _told(scene, colon, Range(0, comma), Range(colon + 1, len(scene.tokens)))


def _is_office(scene: Scene, words: Range) -> bool:
    """Tell whether a few words begin with what somebody is, and only tell where ("a farmer from Orm")."""
    held = scene.held(words)
    office = any(token.has("role") for token in held[:2])
    return (
        office
        and all(token.kind == "word" for token in held)
        and not any(tells(scene, at) for at in range(*words))
    )


def _titled(scene: Scene, colon: int) -> Told | None:
    """Read "Bridge shut in Orm, X: We have decided", as headlines have it: what is told stands before X."""
    person = next((n for n in scene.names if n.last == colon and n.type == "PER" and n.base), None)
    if person is None or not _is_title(scene):
        return None
    first = segment_start(scene, colon)
    lead = scene.tokens[: first - 1]
    named = person.first == first or (person.first == first + 1 and scene.tokens[first].has("role"))
    plain = sum(token.kind == "word" and not token.capital for token in lead)
    listed = any(n.last == first - 1 and n.type == "PER" for n in scene.names)
    if listed or not (named and scene.unit.is_mark(first - 1, ",") and plain >= FEWEST_BEFORE):
        return None
    return _told(scene, colon, Range(first, colon), Range(colon + 1, len(scene.tokens)))


def _is_title(scene: Scene) -> bool:
    """Tell whether a sentence ends without a stop, as headlines do."""
    return scene.tokens[-1].end == scene.unit.end


def _colon(scene: Scene) -> int | None:
    """Return the first colon among the first words of a sentence, None if there is none."""
    words = scene.unit.words[:REACH]
    return words.index(":") if ":" in words else None


def _by_colon(scene: Scene) -> Told | None:
    """Read "X: we will not …" and "X on the strike: …", as headlines and interviews have it.

    Before words in marks it may also tell when or where they were said ("X after the talks: “…”").
    """
    colon = _colon(scene)
    if colon is None:
        return None
    quoted = _is_quoted(scene, colon)
    matter = next((at for at in range(1, colon) if _opens_matter(scene, at, quoted=quoted)), colon)
    source = Range(0, matter)
    if not _may_speak(scene, source, LONGEST_BEFORE) or any(tells(scene, at) for at in range(matter, colon)):
        return None
    return _told(scene, colon, source, Range(colon + 1, len(scene.tokens)))


def _opens_matter(scene: Scene, at: int, *, quoted: bool) -> bool:
    """Tell whether behind who speaks stands of what or to whom ("X on the strike: …").

    Where names have no cases any preposition behind a person's name does ("Радев пред посланиците: …"), and
    where they have, any one before what is ``quoted`` ("X after the talks: “…”").
    """
    person = any(n.range == (0, at) and n.type == "PER" for n in scene.names)
    led = person and scene.grammar.articles_end and scene.tokens[at].has("preposition")
    led |= quoted and scene.grammar.names_decline and scene.tokens[at].has("preposition")
    return scene.tokens[at].has("about") or led


def _by_dash(scene: Scene) -> Told | None:
    """Read "We will not … — X", as headlines have it where the subject may stand last; they have no stop."""
    last = len(scene.tokens)
    if not scene.grammar.free_order or not last or not _is_title(scene):
        return None
    dash = next(
        (at for at in range(last - 2, max(0, last - 2 - LONGEST_BEHIND), -1) if is_dash(scene.unit, at)), 0
    )
    source = Range(dash + 1, last)
    if not dash or not _may_speak(scene, source, LONGEST_BEHIND):
        return None
    named = any(name.first == source.first and name.base for name in scene.names_in(source))
    heads = scene.tokens[source.first].has_any(PEOPLE)
    return _told(scene, dash, source, Range(0, dash)) if named or heads else None


def _by_acting(scene: Scene) -> Told | None:
    """Read "X was blunt: “…”" and "X shrugged: “…”": the words are those of whom the clause tells something.

    What he held or saw could bear the words, so nothing may stand between a verb that is no "be" and them.
    """
    colon = _colon(scene) or 0
    verb = next((at for at in range(1, colon) if tells(scene, at)), None)
    announced = any(cue.first < colon for cue in scene.cues)
    if verb is None or announced or not (_is_quoted(scene, colon) and _leads_up(scene, Range(verb, colon))):
        return None
    closes = colon + 2 >= len(scene.tokens) or scene.tokens[colon + 2].kind == "mark"
    source = source_before(scene, Cue(verb, verb + 1, "say")) if closes else None
    spoken = source is not None and _is_one(scene, source)
    return _told(scene, colon, source, Range(colon + 1, colon + 2)) if source and spoken else None


def _leads_up(scene: Scene, words: Range) -> bool:
    """Tell whether a verb and the words up to a colon tell how somebody is, or that he sighs and the like."""
    verb, *behind = scene.held(words)
    described = verb.has("skip") and len(behind) < LONGEST_BEFORE
    alone = all(is_adverb(token.text, scene.language) for token in behind)
    plain = all(token.kind == "word" for token in behind) and not scene.names_in(words)
    return plain and (described or alone)


def _is_one(scene: Scene, source: Range) -> bool:
    """Tell whether a source is surely a person, by name, office or pronoun."""
    named = any(name.type == "PER" for name in scene.names_in(source))
    return named or any(token.has_any((*OFFICES, *ONE_PERSON)) for token in scene.held(source))


def _may_speak(scene: Scene, source: Range, longest: int) -> bool:
    """Tell whether a few words beside a mark are nothing but someone who can speak."""
    if source.size > longest or not _is_plain(scene, source):
        return False
    held, names = scene.held(source), [n for n in scene.names_in(source) if n.type in SPEAKERS]
    office = any(token.has_any(PEOPLE) for token in held)
    if not names:
        return office
    # "X Scandal: …" and "The strike at X: …" only tell of what is to be read.
    body = names[-1].type == "ORG" and held[-1].has_any(PEOPLE)  # "Senate Republicans"
    given = int(names[0].type == "PER" and held[0].capital)  # what may stand before a surname
    begins = office or names[0].first - source.first <= given
    return begins and (body or names[-1].last == source.last)


def _is_plain(scene: Scene, words: Range) -> bool:
    """Tell whether a few words hold no verb, preposition, mark or figure."""
    held = scene.held(words)
    office = scene.grammar.articles_end and any(token.has_any(OFFICES) for token in held[:1])
    bound = [t for t in held if t.has("preposition") and not (office and t.has("of"))]  # "the head of X"
    plain = not bound and all(t.kind == "word" and not t.text.isdigit() for t in held)
    return plain and not any(tells(scene, at) for at in range(*words))


def _told(scene: Scene, mark: int, source: Range, words: Range) -> Told | None:
    content = trimmed(scene, words)
    if content is None:
        return None
    if content.size < FEWEST_TOLD and scene.tokens[content.first].kind != "quote":
        return None
    return Told(Cue(mark, mark + 1, "say"), source, content, lone_quotation(scene, content))
