"""Find the words that name the source of a cue behind it, where the verb stands before its subject."""

from itertools import takewhile

from rashomon.analyze.quotes.sentence.clause_edges import OPENERS, next_mark, segment_start
from rashomon.analyze.quotes.sentence.cues import SAID, Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import (
    Name,
    Range,
    Scene,
    ends_name,
    governed,
    is_dash,
    is_unbound,
)
from rashomon.analyze.quotes.sentence.times import behind_times, date_at
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.agencies import names_medium
from rashomon.analyze.quotes.sources.appositions import with_apposition, with_second_role
from rashomon.analyze.quotes.sources.articles import may_act
from rashomon.analyze.quotes.sources.before import subject_phrase
from rashomon.analyze.quotes.sources.free_order import is_partitive, phrase_start, tells_where
from rashomon.analyze.quotes.sources.objects import begins_told, is_genitive, over_told, subject_person
from rashomon.analyze.quotes.sources.runs import LONGEST_SOURCE, joins_clause
from rashomon.lang.attribution import SMALL, is_nominative, noun_forms, nouns_of
from rashomon.lang.claims import is_verb
from rashomon.lang.morphology import are_people, is_oblique, lemma
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PERSONAL, PRONOUNS, SPEAKING
from rashomon.lang.wordforms import is_upright

NO_VERBS = (*SMALL, *SPEAKING, *OPENERS, "no_cue", "noun", "according", "object", "relative", "via")
"""Words that are no verbs before the name of who speaks."""
HEAD = 2
"""Words of an unknown subject among which its head stands."""
LONGEST_AGENCY = 4
"""Words of the agency or channel that was told, with the first one behind it."""
LONGEST_UNKNOWN = 3
"""Words of the longest name of which nothing is known."""
BEFORE_NAME = ("skip", "role", "leader", "determiner")
"""What may stand between a verb and the name of who speaks."""


def source_after(scene: Scene, cue: Cue) -> Range | None:
    """Return the noun phrase behind a cue that stands before its subject (", said X")."""
    first = cue.last
    while first < len(scene.tokens) and scene.tokens[first].has("skip") and not scene.tokens[first].capital:
        first += 1
    first = over_told(scene, first)
    run = behind_times(scene, Range(first, _run_end(scene, first)))
    if run.size > 1 and scene.grammar.names_decline and _is_pronoun(scene.tokens[run.first]):
        return Range(run.first, run.first + 1)  # "so summed up she the demands"
    first = run.first + _told_agency(scene, run)
    run = with_second_role(scene, cue, Range(first, run.last))
    person = subject_person(scene, run)
    if person is not None and not _is_outlet(scene, cue, person):
        return Range(phrase_start(scene, run, person), person.last)
    told = _closes(scene, cue)
    if told and (titled := _behind_object(scene, run)) is not None:
        return titled
    ends = (
        at
        for at in range(first + 1, run.last)
        if _ends_source(scene, at) or (told and is_unbound(scene, first, at))
    )
    last = next(ends, run.last)
    if _addresses(scene, cue, Range(first, last)):
        return None
    fits = first < last and _may_be_source(scene, cue, Range(first, last))
    phrase = subject_phrase(scene, Range(first, last)) if fits else _past_adverbials(scene, run)
    if phrase is None or _is_other_body(scene, cue, phrase):
        return None
    return with_apposition(scene, phrase)


def _is_other_body(scene: Scene, cue: Cue, phrase: Range) -> bool:
    """Tell whether a lone noun for a body is of another gender than a verb before it ("řekl … vlády")."""
    kind, noun = agreement(scene.tokens[cue.first]), scene.tokens[phrase.first]
    body = phrase.size == 1 and is_body(noun) and not noun.capital and not noun.has("role")
    if kind not in ONE_PERSON or not body or not scene.grammar.names_decline:
        return False
    forms = noun_forms(scene.language).labels(noun.text)
    turned = bool(forms) or lemma(noun.text, scene.language) != noun.text
    return turned and forms.isdisjoint(nouns_of(kind))


def _behind_object(scene: Scene, run: Range) -> Range | None:
    """Return the role with an unknown name in capitals that ends a run behind the verb's object.

    "…, commented the decision of the council [mayor X]".
    """
    first = run.last
    while first > run.first and scene.tokens[first - 1].capital:
        first -= 1
    closes = first < run.last and next_mark(scene, run.last) == run.last
    if not scene.grammar.free_order or not closes or first - run.first < HEAD:
        return None
    role, before = scene.tokens[first - 1], scene.tokens[first - 2]
    hangs = before.has_any(("preposition", "joins", "determiner")) or is_oblique(role.text, scene.language)
    hangs |= scene.tokens[run.first].has_any(PEOPLE)  # "the deputy of minister X"
    return Range(first - 1, run.last) if role.has("role") and not hangs else None


def _is_pronoun(token: Token) -> bool:
    """Tell whether a word is a pronoun that is a subject by its form, and the owner of no noun."""
    return token.has_any(PERSONAL) and not token.has_any(("object", "determiner", "first"))


def _closes(scene: Scene, cue: Cue) -> bool:
    """Tell whether a mark or quotation stands before a verb: what is told does, its subject stands behind."""
    at = scene.before_skipped(cue.first)
    return at >= 0 and scene.tokens[at].kind != "word"


def _told_agency(scene: Scene, run: Range) -> int:
    """Return how many tokens of the agency that was told open words behind a verb ("told AFP the guards").

    A body whose name stands right before the role of who speaks was told, whether a list knows it or not.
    """
    if run.size < 2 or not scene.grammar.free_order:
        return 0
    opens, behind = scene.tokens[run.first : run.first + 2]
    if opens.has("outlet"):
        near = range(run.first + 1, min(run.last, run.first + LONGEST_AGENCY))
        one = next((at for at in near if is_partitive(scene, at + 1)), run.first)
        if one > run.first and all(token.capital for token in scene.tokens[run.first + 1 : one]):
            return one - run.first  # "told the channel X one of the guards"
    agency = opens.capital and opens.has("outlet") and not opens.has("collective")
    if agency and not behind.capital and not behind.has_any(("preposition", "skip", "joins")):
        return 1
    name = next((n for n in scene.names if n.first == run.first and n.last < run.last), None)
    if name is None or name.type != "ORG" or not scene.grammar.names_decline:
        return 0
    speaker = scene.tokens[name.last]
    told = speaker.has("role") and not speaker.capital and is_upright(speaker.text, scene.language)
    told |= not speaker.capital and are_people(speaker.text, scene.language)
    told |= any(token.has("informant") for token in scene.tokens[name.last : name.last + HEAD])
    return name.last - name.first if told else 0


def _ends_source(scene: Scene, at: int) -> bool:
    token, behind = scene.tokens[at], scene.tokens[at + 1 : at + 2]
    dated = token.has("determiner") and date_at(scene, at) in scene.dated
    points = scene.unit.is_mark(at + 2, ",") and any(word.has("impersonal") for word in behind)
    leads = points or scene.tokens[at - 1].has_any(PERSONAL)  # "s tím, že", "she to the mayor"
    if is_partitive(scene, at, inside=True) or tells_where(scene, at):
        return False
    if begins_told(scene, at):
        return True
    if scene.grammar.free_order and token.has("no_cue") and ends_name(scene, at - 1) and not token.capital:
        return True  # a participle: "said X, [heading] the council", without the comma
    return token.has("source_end") or dated or (token.has("preposition") and leads)


def teller_behind(scene: Scene, quote: int) -> Range | None:
    """Return the person named behind a verb right behind a quotation that opens a sentence ("“…!” fumed X").

    The verb is none that tells of words, but a mark shows that the words before it were said.
    """
    at = quote + 1
    while scene.unit.is_mark(at, ",") or is_dash(scene.unit, at):
        at += 1
    if quote or (at == quote + 1 and scene.tokens[quote].text not in SAID):
        return None
    at = scene.behind_skipped(at)
    if at >= len(scene.tokens) or scene.tokens[at].capital or not _may_tell(scene, scene.tokens[at]):
        return None
    at += 1
    while at < len(scene.tokens) and not scene.tokens[at].capital and scene.tokens[at].has_any(BEFORE_NAME):
        at += 1
    name = next((n for n in scene.names if n.first == at), None)
    return name.range if name and name.type == "PER" and name.base else None


def _may_tell(scene: Scene, token: Token) -> bool:
    """Tell whether a word may be a verb: where the subject may follow any, each that no list makes another.

    Lists of endings hold any word.
    """
    unknown = scene.grammar.free_order and token.kind == "word" and not token.has_any(NO_VERBS)
    return unknown or is_verb(scene.language, token.text)


def _past_adverbials(scene: Scene, run: Range) -> Range | None:
    """Return the role or body with its article that follows a time or place ("said on Friday the mayor")."""
    if not scene.grammar.free_order:
        return None
    for at in range(run.first + 1, run.last):
        before = scene.tokens[at - 1]
        governed = at - 2 >= run.first and scene.tokens[at - 2].has("preposition")
        opens = before.has("determiner") and not governed and not before.has("preposition")
        if opens and scene.tokens[at].has_any(PEOPLE):
            return Range(at - 1, run.last)
    return None


def _is_outlet(scene: Scene, cue: Cue, name: Name) -> bool:
    """Tell whether a name behind "told" is the agency or paper that was told ("told the agency X")."""
    before, whole = scene.tokens[name.first - 1], name.base and name.last - name.first > 1
    return scene.tokens[cue.first].has("addressed") and before.has("outlet") and not whole


def _addresses(scene: Scene, cue: Cue, run: Range) -> bool:
    """Tell whether what stands behind a cue is only the agency or paper that was spoken to."""
    if not scene.grammar.free_order or not scene.tokens[cue.first].has("addressed"):
        return False
    held = scene.held(run)
    known = any(t.has_any(("role", *PERSONAL)) or is_body(t) for t in held)
    known |= run.size > 1 and is_partitive(scene, run.first + 1)
    return not known and not (run.size and _closes_sentence(scene, cue, run))


def is_body(token: Token) -> bool:
    """Tell whether a word is for a body, and for none that passes words on."""
    return token.has("collective") and not token.has("outlet")


def _run_end(scene: Scene, first: int) -> int:
    last = first
    while last < min(len(scene.tokens), first + LONGEST_SOURCE):
        token = scene.tokens[last]
        opens = token.has("boundary") or (token.has("complement") and not token.has("preposition"))
        if (
            token.kind != "word"
            or opens
            or scene.is_verb(last)
            or (last > first and (joins_clause(scene, last) or names_medium(scene, last)))
        ):
            break
        if (
            not scene.grammar.free_order
            and token.has("source_end")
            and not (last == first and token.has("determiner"))
        ):
            break
        last += 1
    return last


def _may_be_source(scene: Scene, cue: Cue, run: Range) -> bool:
    held = scene.held(run)
    owned = any(token.has("role") for token in held[1:2])  # "its makers"
    if (held[0].has("object") and not owned) or _disagrees(scene, cue, held[0]):
        return False
    if scene.grammar.free_order and not _opens_as_subject(scene, run):
        return _closes_sentence(scene, cue, run) or _is_named_by_as(scene, cue, run)
    known = any(t.has_any((*PEOPLE, "noun", *PRONOUNS)) for t in held) or is_partitive(scene, run.first + 1)
    thing = held[0].has("indefinite") and not known  # "…, yelled a slogan"
    if (held[0].has("determiner") and not thing) or held[0].capital or scene.names_in(run):
        return True
    return known or _closes_sentence(scene, cue, run)


def _is_named_by_as(scene: Scene, cue: Cue, run: Range) -> bool:
    """Tell whether an unknown name is all that follows the verb of an insertion ("as Y says,")."""
    opens = segment_start(scene, cue.first)
    inserted = scene.tokens[opens].has("as_words") and scene.before_skipped(cue.first) == opens
    named = all(token.capital or token.has("outlet") for token in scene.held(run))
    ends = run.last >= len(scene.tokens) or scene.tokens[run.last].kind == "mark"
    return inserted and named and ends and run.size <= LONGEST_UNKNOWN


def _closes_sentence(scene: Scene, cue: Cue, run: Range) -> bool:
    """Tell whether an unknown noun that agrees with a verb closes the sentence with it (", told the senate").

    The verb is one that only people and bodies have as a subject, so that the noun is no object.
    """
    kinds = nouns_of(agreement(scene.tokens[cue.first]))
    first = scene.tokens[run.first : min(run.last, run.first + HEAD)]
    opens = [*takewhile(lambda token: not token.has("preposition"), first)]
    acts = may_act(scene, cue, run) if _closes(scene, cue) else None
    if acts is not None:
        return acts
    known = any(token.capital or token.has_any(("document", "outlet")) for token in opens)
    words = " ".join(token.text for token in opens)
    alone = run.size == 1 and bool(scene.quotes)  # "“…,” added the deputy": he may have spoken before
    agrees = any(is_nominative(scene.language, token.text, kinds) for token in opens)
    agrees = not known and (agrees or (not alone and are_people(words, scene.language)))
    told = cue.kind in ("say", "hedge") and scene.tokens[cue.first].has("personal") and _closes(scene, cue)
    last = next_mark(scene, run.first) == len(scene.tokens)
    return told and agrees and last and scene.grammar.names_decline


def _disagrees(scene: Scene, cue: Cue, noun: Token) -> bool:
    """Tell whether a reporting noun is the verb's object by its form ("commented the words of X")."""
    kind = agreement(scene.tokens[cue.first])
    if kind not in ONE_PERSON or not noun.has("noun") or noun.has("role"):
        return False
    return not is_nominative(scene.language, noun.text, nouns_of(kind))


def _opens_as_subject(scene: Scene, run: Range) -> bool:
    """Where word order is free only a name in base form, a role or a pronoun is a subject."""
    names = [n for n in scene.names_in(run) if n.base and not governed(scene, n)]
    names = [n for n in names if not is_genitive(scene, n)]
    reach = 5 if scene.tokens[run.first].has("preposition") else 3  # behind the one who was told
    first = scene.tokens[run.first : run.first + reach]
    one = is_partitive(scene, run.first + 1)  # "one of them"
    return bool(names) or one or any(t.has_any((*PEOPLE, *PRONOUNS)) for t in first)
