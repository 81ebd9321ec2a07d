"""How a language gives someone's words: reporting verbs, sources, pronouns, as data.

The lists follow the notation of ``rashomon.lang.lexicon``. What a cue means (``CUE_CLASSES``) is settled by
the list that names it.
"""

from functools import cache, lru_cache

from rashomon.lang.lexicon import Lexicon, Terms
from rashomon.lang.pack import primary, section
from rashomon.lang.traits import Traits
from rashomon.lang.word_classes import SPEAKING

CUE_CLASSES = ("deny", "hedge", "promise", "ask", "warn", "label", "judge", "think", "express", "say")
"""What a reporting verb does; where a word is in several lists the first of these counts."""
CUES = frozenset({*CUE_CLASSES, "according", "noun"})
"""Lists whose words can be cues."""
AGREEMENT = frozenset({"masculine_verb", "feminine_verb", "neuter_verb", "plural_verb", "impersonal_verb"})
"""Lists of endings that any verb may have."""
SMALL = frozenset(
    {"preposition", "boundary", "determiner", "masculine", "feminine", "plural", "first", "contrast", "skip"}
)
"""Lists of small words, which have a capital letter only where a sentence begins."""
POINTERS = frozenset({"pointing", "pointed"})
"""Lists of words for what the sentence before has told."""
NOUNS = frozenset({"feminine_noun", "masculine_noun", "plural_noun", "neuter_noun", "no_noun"})
"""Lists of endings that nouns have as subjects."""
UPRIGHT = frozenset({"upright", "upright_name"})
"""Lists of endings that subjects have, and nothing that hangs on a noun."""
NOT_LISTS = POINTERS | NOUNS | UPRIGHT | {*Traits.__struct_fields__, "same_role", "aside"}
NOT_LISTS |= {"affairs", "affairs_of", "agreeing"}


class Attribution(Traits, frozen=True):
    """One language's ways of attribution, and the traits of its clauses.

    Verbs by class: ``say`` tells, ``deny``, ``hedge`` (claims, alleges: the outlet keeps its distance),
    ``promise`` (plans, vows), ``ask`` (demands, urges), ``warn``, ``label`` (calls, describes as), ``judge``
    (praises, accuses), ``think`` (believes, wants), ``express`` (offers: only with a quotation).

    Other cues: ``noun`` are reporting nouns, which ``delivers`` verbs bring ("issued a statement that"),
    ``according`` phrases before a source (of their words ``according_behind`` stand behind it, ``own_source``
    are the source or begin it, ``leaning`` name whom the source before leans on, ``edge`` stand only at the
    edge of a clause), ``as_words`` open a clause that only names the source. ``participle`` forms share the
    subject of what comes before.

    Of the verbs, ``nominal`` ones are nouns unless a clause follows ("figures"), ``quoting`` ones report
    quotations only ("continued"), ``personal`` ones have only subjects that speak, ``citing`` ones pass words
    on ("quoted X as saying"), ``no_cue`` forms tell of nobody's words ("is considered"); ``negating`` words
    right before a verb deny that anybody wants or says what follows; ``passive`` auxiliaries make the subject
    the one told of, ``agent`` words name who tells then, ``auxiliary`` words tell a verb from a noun.

    Content: ``complement`` words open it (of these ``purpose`` ones also tell what something is for),
    ``infinitive`` particles and ``bare_clause`` words begin it without one, ``addressed`` verbs have the one
    spoken to as their object.

    Clauses: ``skip`` words and ``aside`` phrases ("in its turn", "several times") may stand between subject
    and verb, ``boundary`` words open another clause, ``joins`` coordinate, ``relative`` pronouns resume a
    noun, ``source_end`` words end a source behind its verb. ``preposition`` and ``determiner`` stand before
    nouns, of these ``indefinite`` ones before whoever is new, ``several`` words are people by themselves
    ("some", "many"), ``among`` ones before those whom these are of. ``of`` ones join a noun to the one before
    it, ``affairs`` phrases tell what the body or office before them is for ("for … affairs"), which
    ``affairs_of`` words before a name may go on, ``accusative`` words behind objects, ``locative``
    prepositions before the place that speaks ("in X they insist") or shows something by one of the ``shown``
    verbs ("from the report follows that"), ``about`` ones before what is told of, ``shows`` are verbs by
    which only a ``document`` tells something ("the study shows that"), ``counts`` those that tell but a
    figure, ``unbound`` endings are of cases that no word has which hangs on the noun before it, ``owner``
    endings make an adjective of a name; ``contrast`` words open a clause with a subject of its own,
    ``subordinate`` ones a clause that a main clause follows behind a comma. ``genitive`` articles join a noun
    to the one before.

    Sources: pronouns (``object`` ones are never subjects; ``latter_masculine`` and ``latter_feminine`` ones
    stand by themselves for whom the sentence before named last and was not about: "the latter"), ``role``
    nouns of persons, ``leader`` words ("head") for whoever holds a ``leader_role`` ("president"),
    groups of nouns and phrases for the ``same_role`` ("attorney", "lawyer"; a title and its short form;
    "premier", "head of government"), ``elect`` words for whoever has yet to take an office, ``collective``
    nouns, ``document`` nouns of what is written, of all these ``named_behind`` those that the word behind
    them names ("ministry"), ``resumed`` nouns stand again for a body named before ("the company"),
    ``authority`` ones for an authority named last, of these ``ministry`` ones for a ministry, ``epithet``
    ones for whoever spoke last, whatever his office ("the official"), ``speaks_for`` ones for who speaks for
    a body; surname endings, given names (one named wholly before its ending) and titles that tell gender,
    verb endings that tell the gender or number of the subject (``neuter_verb``: no person;
    ``impersonal_verb``: nobody, also as part of a phrase that is a cue), and endings of nouns that can be its
    subject (``feminine_noun`` and so on; ``no_noun`` words and endings look like these). Where the source of
    a phrase ends is told by ``upright`` endings, which only a subject has (``upright_name`` where it is a
    name), and by ``agreeing`` pairs of endings, of a noun and of the adjective behind it. ``via`` phrases and
    ``outlet`` words stand before agencies and papers, ``introducer`` nouns before names in quotation marks.

    ``narrates`` phrases open a sentence of the reporter's, never of someone who speaks ("the day before",
    where a speaker says "yesterday"; "as reported"). ``pointing`` words stand, beside a verb of saying, for
    what the sentence before told ("of this"), ``pointed`` phrases hold their verb themselves ("such a
    statement made"). ``timespan`` nouns ("day", "evening") end a phrase that only tells when, by themselves
    or before an ``elapsed`` word ("later", "ago").
    """

    say: Terms = ()
    deny: Terms = ()
    hedge: Terms = ()
    promise: Terms = ()
    ask: Terms = ()
    warn: Terms = ()
    label: Terms = ()
    judge: Terms = ()
    think: Terms = ()
    express: Terms = ()
    noun: Terms = ()
    delivers: Terms = ()
    according: Terms = ()
    according_behind: Terms = ()
    own_source: Terms = ()
    leaning: Terms = ()
    edge: Terms = ()
    as_words: Terms = ()
    complement: Terms = ()
    purpose: Terms = ()
    infinitive: Terms = ()
    bare_clause: Terms = ()
    addressed: Terms = ()
    nominal: Terms = ()
    quoting: Terms = ()
    personal: Terms = ()
    citing: Terms = ()
    no_cue: Terms = ()
    negating: Terms = ()
    passive: Terms = ()
    auxiliary: Terms = ()
    agent: Terms = ()
    skip: Terms = ()
    aside: Terms = ()
    boundary: Terms = ()
    joins: Terms = ()
    contrast: Terms = ()
    subordinate: Terms = ()
    genitive: Terms = ()
    locative: Terms = ()
    shown: Terms = ()
    shows: Terms = ()
    counts: Terms = ()
    about: Terms = ()
    unbound: Terms = ()
    upright: Terms = ()
    upright_name: Terms = ()
    agreeing: Terms = ()
    owner: Terms = ()
    of: Terms = ()
    affairs: Terms = ()
    affairs_of: Terms = ()
    relative: Terms = ()
    preposition: Terms = ()
    source_end: Terms = ()
    determiner: Terms = ()
    accusative: Terms = ()
    indefinite: Terms = ()
    several: Terms = ()
    among: Terms = ()
    masculine: Terms = ()
    feminine: Terms = ()
    plural: Terms = ()
    first: Terms = ()
    impersonal: Terms = ()
    latter_masculine: Terms = ()
    latter_feminine: Terms = ()
    participle: Terms = ()
    object: Terms = ()
    role: Terms = ()
    leader: Terms = ()
    leader_role: Terms = ()
    same_role: tuple[Terms, ...] = ()
    elect: Terms = ()
    collective: Terms = ()
    document: Terms = ()
    named_behind: Terms = ()
    informant: Terms = ()
    resumed: Terms = ()
    authority: Terms = ()
    ministry: Terms = ()
    epithet: Terms = ()
    speaks_for: Terms = ()
    feminine_name: Terms = ()
    masculine_name: Terms = ()
    feminine_verb: Terms = ()
    masculine_verb: Terms = ()
    plural_verb: Terms = ()
    neuter_verb: Terms = ()
    impersonal_verb: Terms = ()
    feminine_noun: Terms = ()
    masculine_noun: Terms = ()
    plural_noun: Terms = ()
    neuter_noun: Terms = ()
    no_noun: Terms = ()
    feminine_given: Terms = ()
    masculine_given: Terms = ()
    feminine_title: Terms = ()
    masculine_title: Terms = ()
    via: Terms = ()
    introducer: Terms = ()
    outlet: Terms = ()
    narrates: Terms = ()
    pointing: Terms = ()
    pointed: Terms = ()
    timespan: Terms = ()
    elapsed: Terms = ()

    @property
    def articles_join(self) -> bool:
        """Whether an article may join a noun to the one before it."""
        return bool(self.genitive)

    def lists(self) -> dict[str, Terms]:
        """Return the term lists by name."""
        return {name: getattr(self, name) for name in self.__struct_fields__ if name not in NOT_LISTS}


@cache
def lexicon(language: str) -> Lexicon:
    """Return the look-up of a language's lists, of ``und`` where the language has none."""
    return Lexicon(attribution(language).lists(), CUES)


@cache
def pointers(language: str) -> Lexicon:
    """Return the look-up of a language's words and phrases that point at what was told before."""
    lists = attribution(primary(language))
    return Lexicon({name: getattr(lists, name) for name in POINTERS})


@cache
def noun_forms(language: str) -> Lexicon:
    """Return the look-up of a language's endings of nouns that can be subjects."""
    lists = attribution(primary(language))
    return Lexicon({name: getattr(lists, name) for name in NOUNS})


@cache
def upright_forms(language: str) -> Lexicon:
    """Return the look-up of a language's endings of nouns and names that can only be subjects."""
    lists = attribution(primary(language))
    return Lexicon({name: getattr(lists, name) for name in UPRIGHT})


def nouns_of(kind: str | None) -> frozenset[str]:
    """Return the lists of nouns that a verb of some gender and number may have; of one thing for none."""
    return frozenset({f"{kind}_noun"}) if kind else NOUNS - {"plural_noun", "no_noun"}


def is_nominative(language: str, word: str, kinds: frozenset[str] = NOUNS) -> bool:
    """Tell whether a case-folded word has an ending of a noun that is a subject, of some kinds of these."""
    forms = noun_forms(language).labels(word)
    return "no_noun" not in forms and not forms.isdisjoint(kinds)


def attribution(language: str) -> Attribution:
    """Return a language's ways of attribution, of ``und`` where the language has none."""
    return section(language, "attribution", Attribution)


@lru_cache(maxsize=1 << 16)
def word_labels(language: str, word: str) -> frozenset[str]:
    """Return the lists that hold a case-folded word; remembered, since few words make up most of a text."""
    labels = lexicon(primary(language)).labels(word)
    return labels - {name for name, whole in _held_whole(primary(language)) if word in whole}


@cache
def _held_whole(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return lists whose endings ("*ly") yield to the words that others hold whole ("family"), with these."""
    lists = attribution(language).lists()
    rivals = (("no_cue", CUE_CLASSES), ("skip", SPEAKING))
    return tuple(
        (name, frozenset(term for kind in kinds for term in lists[kind]) - frozenset(lists[name]))
        for name, kinds in rivals
    )


def listed(language: str, word: str) -> frozenset[str]:
    """Return the lists that hold a case-folded word itself, not only the ending that a verb agrees with."""
    return word_labels(language, word) - AGREEMENT


@cache
def first_class(labels: frozenset[str]) -> str | None:
    """Return the cue class among names of lists, None if there is none."""
    return next((name for name in CUE_CLASSES if name in labels), None)


def is_cue(language: str, word: str) -> bool:
    """Tell whether a case-folded word may say that somebody spoke: a list of ``CUE_CLASSES`` holds it."""
    return first_class(word_labels(language, word)) is not None


def cue_class(language: str, cue: str) -> str:
    """Return what a cue does: one of ``CUE_CLASSES``, "say" where nothing more is known of it."""
    words = cue.casefold().split()
    found: set[str] = set()
    for at, word in enumerate(words):
        phrase = lexicon(primary(language)).phrase(words, at)
        found |= {phrase[1]} if phrase else set()
        found |= word_labels(language, word.strip(".,:;()"))
    return first_class(frozenset(found)) or "say"
