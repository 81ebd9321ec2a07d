"""Find the words that name the source of a cue before it, where the verb follows its subject."""

from itertools import pairwise

from rashomon.analyze.quotes.sentence.clause_edges import dashes_before, goes_on_behind, segment_start
from rashomon.analyze.quotes.sentence.clauses import behind_clause, behind_contrast, opens_with_participle
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sentence.times import behind_times, only_time
from rashomon.analyze.quotes.sentence.units import STOPS, Token
from rashomon.analyze.quotes.sources.appositions import with_apposition
from rashomon.analyze.quotes.sources.demonstratives import latter_before
from rashomon.analyze.quotes.sources.free_order import agreeing_subject, is_partitive
from rashomon.analyze.quotes.sources.nominatives import behind_participle
from rashomon.analyze.quotes.sources.objects import is_unknown_name
from rashomon.analyze.quotes.sources.runs import LONGEST_SOURCE, run_start
from rashomon.analyze.quotes.sources.unnamed import noun_before
from rashomon.lang.attribution import AGREEMENT
from rashomon.lang.word_classes import PEOPLE, PERSONAL, PRONOUNS, SUBJECTS
from rashomon.lang.wordforms import is_adverb, is_upright

PAUSE = 3
"""Tokens up to which a pronoun and its verb are but a clause before the cue ("He paused, then added")."""
LONGEST_TERM = 16
"""Code points up to which words in marks are a term inside a clause, and nothing that was said."""


def source_before(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject before a cue, None where the clause has none there."""
    return latter_before(scene, cue) or _before(scene, cue)


def _before(scene: Scene, cue: Cue) -> Range | None:
    """Return the name, noun or other pronoun before a cue that is its subject."""
    at = over_skipped(scene, cue.first - 1)
    if at < 0 or scene.tokens[at].kind == "quote":
        return None
    at = over_dashes(scene, over_brackets(scene, at))
    if scene.unit.is_mark(at, ",") or scene.unit.is_mark(at, ")") or scene.tokens[at].has("accusative"):
        return _before_parenthesis(scene, at)
    if scene.tokens[at].has("relative") and at > 0:
        return Range(at, at + 1)
    if scene.tokens[at].kind == "mark" or scene.tokens[at].has_any(("joins", "boundary")):
        return _resumed_document(scene, cue, at)
    if scene.tokens[at].has_any(PERSONAL) and not scene.tokens[at].has("object"):
        return Range(at, at + 1)
    return _nearest_subject(scene, cue, at)


def _resumed_document(scene: Scene, cue: Cue, that: int) -> Range | None:
    """Return what is written before "that" where it says what stands behind ("the code that says: “…”")."""
    opens = scene.tokens[that].has("complement") and not scene.grammar.commas_by_rule
    quoted = any(token.kind == "quote" for token in scene.tokens[cue.last : cue.last + 2])
    if not opens or not quoted or that == 0 or not scene.tokens[that - 1].has("document"):
        return None
    first = run_start(scene, that - 1)
    nouns = (at for at in range(that - 1, first, -1) if scene.tokens[at].has("determiner"))
    return Range(next(nouns, that - 1), that)


def _nearest_subject(scene: Scene, cue: Cue, at: int) -> Range | None:
    """Return the subject in the words that end at a token, or at the start of the clause."""
    if (noun := _before_relative(scene, at)) is not None:
        return noun
    phrase = subject_phrase(scene, behind_times(scene, Range(run_start(scene, at), at + 1)))
    if phrase is not None and scene.grammar.free_order:
        unknown = phrase if _is_determined(scene, phrase, cue) or is_unknown_name(scene, phrase) else None
        phrase = agreeing_subject(scene, cue, phrase) or unknown
    if phrase is None and scene.grammar.opens_with_subject:
        return _before_parenthesis(scene, at + 1)
    if phrase is None and scene.grammar.free_order and (closed := _behind_brackets(scene, at)) is not None:
        return _nearest_subject(scene, cue, closed)
    if phrase is None and scene.grammar.commas_by_rule:
        run = Range(run_start(scene, at), at + 1)
        over = over_brackets(scene, run.first - 1)
        opens = scene.behind_skipped(run.first)
        led = over < run.first - 1 and scene.tokens[opens].has("preposition")
        return _nearest_subject(scene, cue, over) if led else _before_comma(scene, run)
    return phrase


def _before_relative(scene: Scene, last: int) -> Range | None:
    """Return a noun with its clause that no comma parts from it ("But groups that ask for X accused")."""
    if scene.grammar.commas_by_rule:
        return None
    opens = segment_start(scene, last)
    that = next((k for k in range(opens, last) if scene.tokens[k].has("complement")), opens)
    if noun_before(scene, that) is None or any(scene.is_verb(k) for k in range(opens, that)):
        return None
    acts = any(scene.tokens[k].has("skip") or tells(scene, k) for k in range(that + 1, last + 1))
    noun = subject_phrase(scene, Range(opens, that)) if acts else None
    return None if noun is None else Range(noun.first, last + 1)


def _before_comma(scene: Scene, run: Range) -> Range | None:
    """Return the subject before a comma behind which only an adverbial or a relative clause stands.

    "X, who …, in a letter told …"; "members, who live there told …" where no comma closes the clause. The
    only verb of a relative clause has its pronoun as its subject ("women, who later told").
    """
    if not scene.unit.is_mark(run.first - 1, ","):
        return None
    start = next((at for at in range(*run) if not scene.tokens[at].has("skip")), run.first)
    if scene.tokens[start].has("preposition"):
        return _before_parenthesis(scene, start)
    if not scene.tokens[start].has("relative"):
        return None
    segment = Range(segment_start(scene, run.first - 1), run.first - 1)
    closed = run.size <= PAUSE and not any(tells(scene, at) for at in range(start + 1, run.last))
    if closed or any(tells(scene, at) for at in range(*segment)):
        return Range(start, start + 1)
    phrase = subject_phrase(scene, segment)
    return phrase if phrase is not None and _can_be_subject(scene, phrase) else None


def _is_determined(scene: Scene, phrase: Range, cue: Cue) -> bool:
    """Tell whether a noun that no list knows is the subject of a verb that only people can have."""
    first = scene.tokens[phrase.first]
    points = first.has_any(("object", "impersonal"))
    stated = first.has("determiner") and not points and phrase.size > 1
    return stated and scene.tokens[cue.first].has("personal")


def over_brackets(scene: Scene, at: int) -> int:
    """Return the word before a short insertion in brackets ("the mayor (52) said")."""
    if not scene.unit.is_mark(at, ")"):
        return at
    opening = (k for k in range(at - 1, max(0, at - LONGEST_SOURCE), -1) if scene.unit.is_mark(k, "("))
    return next((k - 1 for k in opening if scene.tokens[k - 1].kind == "word"), at)


def _behind_brackets(scene: Scene, last: int) -> int | None:
    """Return the word before brackets before an object and its verb ("X (Y) it praised")."""
    at = run_start(scene, last) - 1
    word = over_brackets(scene, at)
    return word if word < at else None


def over_dashes(scene: Scene, at: int) -> int:
    """Return the word before an insertion between dashes ("X – who leads the council – said")."""
    if scene.grammar.free_order or scene.grammar.dash_dialogue:
        return at
    near = (k for k in dashes_before(scene, at) if at - k < LONGEST_SOURCE)
    return next((k - 1 for k in near if scene.tokens[k - 1].kind == "word"), at)


def over_skipped(scene: Scene, last: int) -> int:
    """Return the last token up to a place that may not stand between a subject and its verb."""
    at = last
    while at >= 0 and _may_part(scene, at) and not (at and _capitals(scene, at)):
        at -= 1
    governs = at >= 0 and at < last and scene.tokens[at].has("preposition")
    return at - 1 if governs and scene.tokens[at + 1].capital else at


def _may_part(scene: Scene, at: int) -> bool:
    """Tell whether a word may stand between a subject and its verb: a listed one, or an adverb."""
    token = scene.tokens[at]
    plain = token.kind == "word" and token.labels <= AGREEMENT and at not in scene.dated
    return token.has("skip") or (plain and not token.capital and is_adverb(token.text, scene.language))


def _capitals(scene: Scene, at: int) -> bool:
    return scene.tokens[at].capital and scene.tokens[at - 1].capital


def _before_parenthesis(scene: Scene, at: int) -> Range | None:
    """Return the clause's first noun phrase, which an insertion follows ("X, who …, said")."""
    first = at
    while first > 0 and at - first < 2 * LONGEST_SOURCE:
        before = scene.tokens[first - 1]
        said = before.kind == "quote" and before.end - before.start > LONGEST_TERM
        if said or (before.kind == "mark" and before.text[0] in STOPS):
            break
        first -= 1
    segments = _segments(scene, Range(first, at))
    if segments and goes_on_behind(scene, segments[0].first):
        segments = segments[1:]
    paused = bool(segments) and _pauses(scene, segments[-1])
    if not scene.grammar.free_order and not paused:
        segments = list(behind_clause(scene, segments))
    segments = [s for s in segments if not only_time(scene, s)]
    segments = [behind_times(scene, behind_contrast(scene, segment)) for segment in segments]
    for segment in sorted(segments, key=lambda s: scene.tokens[s.first].has("preposition")):
        opening = scene.tokens[segment.first]
        if opens_with_participle(scene, segment.first):
            continue
        told = any(scene.is_verb(k) or _is_clause(scene, k) for k in range(*segment))
        asked = opening.has("complement") and scene.grammar.commas_by_rule
        if told or asked or opening.has("relative") or opening.has("boundary"):
            continue
        acts = scene.grammar.opens_with_subject or _pauses(scene, segment)
        if opening.has_any(PERSONAL) and acts:
            return Range(segment.first, segment.first + 1)
        phrase = subject_phrase(scene, segment)
        if phrase is not None and _can_be_subject(scene, phrase):
            return with_apposition(scene, _without_adverbials(scene, phrase))
    return None


def _pauses(scene: Scene, segment: Range) -> bool:
    """Tell whether a pronoun and its verb only lead up to what is said ("He paused, then added")."""
    opening = scene.tokens[segment.first]
    short = segment.size <= PAUSE and not opening.has_any(("determiner", "object"))
    return short and opening.has_any(PERSONAL)


def _is_clause(scene: Scene, at: int) -> bool:
    """Tell whether a verb makes a clause of the words around it ("[La route est fermée], a dit X")."""
    return scene.grammar.verbs_inflect and tells(scene, at)


def _without_adverbials(scene: Scene, phrase: Range) -> Range:
    """Return a phrase up to the auxiliary behind its name ("In the firm X have they today, …, denied")."""
    name = next((n for n in scene.names_in(phrase) if n.first == phrase.first), None)
    cut = scene.grammar.free_order and name is not None and name.last < phrase.last
    return Range(*name[:2]) if name is not None and cut and scene.tokens[name.last].has("skip") else phrase


def _segments(scene: Scene, within: Range) -> list[Range]:
    borders = [at for at in range(*within) if _parts(scene.tokens[at])]
    edges = [within.first - 1, *borders, within.last]
    return [Range(a + 1, b) for a, b in pairwise(edges) if b - a > 1]


def _parts(token: Token) -> bool:
    """Tell whether a token is a mark, or a name in marks that a comma ends ("on “This Week,” X said")."""
    return token.kind == "mark" or (token.kind == "quote" and token.text == ",")


def _can_be_subject(scene: Scene, phrase: Range) -> bool:
    first = scene.tokens[phrase.first]
    if first.has("preposition") or first.has("boundary") or first.text.isdigit():
        return False
    held = scene.held(phrase)
    named = bool(scene.names_in(phrase)) or any(t.has_any(PEOPLE) for t in held)
    named |= is_unknown_name(scene, phrase) or is_partitive(scene, phrase.first + 1)
    return named or first.has("determiner") or first.has_any(PRONOUNS) or _is_described(scene, phrase)


def _is_described(scene: Scene, phrase: Range) -> bool:
    """Tell whether unknown words in capitals are described behind a comma ("Second Wave, a group")."""
    behind = scene.tokens[phrase.last + 1 : phrase.last + 2]
    described = scene.unit.is_mark(phrase.last, ",") and any(token.has("indefinite") for token in behind)
    return described and phrase.size > 1 and all(token.capital for token in scene.held(phrase))


def subject_phrase(scene: Scene, run: Range) -> Range | None:
    """Trim a run of words to the noun phrase that can be a subject."""
    first, last = run
    opening = ("joins", "skip", "as_words", "boundary")
    while first < last and scene.tokens[first].has_any(opening):
        first += 1
    if first == last:
        return None
    if not scene.tokens[first].has("preposition") or scene.tokens[first].has("indefinite"):
        return Range(behind_participle(scene, first, last), last)
    return _after_preposition(scene, Range(first, last))


def _after_preposition(scene: Scene, run: Range) -> Range | None:
    """Return the last part of a run that is governed by no preposition ("In a statement the mayor")."""
    starts = [name.first for name in scene.names_in(run)]
    starts += [at for at in range(*run) if scene.tokens[at].has_any(SUBJECTS)]
    starts += [at for at in range(run.first + 2, run.last) if _opens_anew(scene, at)]
    for at in sorted(starts):
        begin = at
        ends = {name.last for name in scene.names_in(run)}
        while begin > run.first and begin not in ends and _belongs(scene, begin - 1):
            begin -= 1
        governed = begin > run.first and scene.tokens[begin - 1].has("preposition")
        if not governed and begin > run.first and not _is_genitive(scene, run, begin, at):
            return Range(begin, run.last)
    return None


def _opens_anew(scene: Scene, at: int) -> bool:
    """Tell whether a determiner opens a noun phrase behind one that a preposition governs."""
    before = scene.tokens[at - 1]
    bound = before.has_any(("preposition", "determiner", "skip", "joins")) and at - 1 not in scene.dated
    opens = scene.tokens[at].has_any(("determiner", "bare_clause"))
    return opens and not bound and not scene.grammar.free_order


def _is_genitive(scene: Scene, run: Range, begin: int, at: int) -> bool:
    """Tell whether a body behind its verb hangs on a noun behind a preposition ("dejal po seji vlade")."""
    token, before = scene.tokens[at], scene.tokens[begin - 1]
    body = token.has("collective") and not token.has("role")
    plain = before.kind == "word" and not before.labels and not before.capital
    behind = run.first > 0 and scene.tokens[run.first].has("preposition") and scene.is_verb(run.first - 1)
    return scene.grammar.names_decline and body and plain and behind


def _belongs(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    named = token.capital and not token.has("preposition") and at not in scene.dated
    plain = token.labels <= {"several"} and is_upright(token.text, scene.language)
    return named or plain or token.has_any(("determiner", "role"))
