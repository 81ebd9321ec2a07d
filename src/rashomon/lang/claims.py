"""How a language joins clauses and shows that something is denied, doubted, planned or mere comment."""

from functools import cache, lru_cache

from rashomon.lang.lexicon import Lexicon
from rashomon.lang.morphology import has_infinitive
from rashomon.lang.morphology import is_verb as known_verb
from rashomon.lang.pack import Section, primary, section
from rashomon.lang.terms import Lists, compiled, has

Terms = tuple[str, ...]


class ClaimWords(Section, frozen=True):
    """One language's words that claims are read by, in the notation of ``rashomon.lang.terms``.

    ``coordinators`` join clauses of one rank and belong to neither, ``openers`` begin a subordinate or
    relative clause and belong to it, ``contents`` ("that", "how") begin what a verb of the clause before
    asks for, and of them the ``complementizers`` ("that") say nothing themselves. ``verbs`` are finite
    verbs and auxiliaries by form or ending (needed where no morphology knows them), ``adverbs`` may
    stand between a coordinator and its verb. ``comma_clauses`` is true where a comma between two verbs
    is by rule a border of clauses, ``verb_first`` where a clause that begins with its verb is a whole
    one, ``verbs_whole`` where nearly all sentences of news have a verb that is known. ``negations``,
    ``hedges``, ``plans`` (intention, promise), ``future`` verbs, which a brief takes for what comes next,
    and ``conditions`` tell how a claim is meant (``no_negations``, ``no_hedges`` and ``plan_nouns`` are
    phrases in which such a word does not: "no fewer than", "could not", "political will");
    ``opinions`` mark comment; ``pronouns`` open a clause that leans on the one before; ``sourcing`` words
    open a sentence that only names the source of those around it ("This was reported by").
    """

    coordinators: Terms = ()
    openers: Terms = ()
    contents: Terms = ()
    complementizers: Terms = ()
    verbs: Terms = ()
    adverbs: Terms = ()
    comma_clauses: bool = False
    verb_first: bool = False
    verbs_whole: bool = False
    negations: Terms = ()
    no_negations: Terms = ()
    hedges: Terms = ()
    no_hedges: Terms = ()
    plans: Terms = ()
    plan_nouns: Terms = ()
    future: Terms = ()
    conditions: Terms = ()
    opinions: Terms = ()
    pronouns: Terms = ()
    sourcing: Terms = ()


BUT = {"negations": "no_negations", "hedges": "no_hedges", "plans": "plan_nouns"}
"""Lists whose terms mean nothing in the phrases of another list."""


def claim_words(language: str) -> ClaimWords:
    """Return a language's words for claims, of ``und`` where the language has none."""
    return section(language, "claims", ClaimWords)


@cache
def claim_lists(language: str) -> Lists:
    """Return a look-up of which of these lists have a term in a claim: how it is meant."""
    words = claim_words(language)
    names = (*BUT, *BUT.values(), "future", "conditions", "opinions")
    return Lists({name: getattr(words, name) for name in names})


def has_any(name: str, text: str, language: str) -> bool:
    """Tell whether a term of a list (one of ``BUT``) stands in a text outside of the phrases that void it."""
    words = claim_words(language)
    return has(getattr(words, name), compiled(getattr(words, BUT[name])).sub(" ", text))


@cache
def _lexicon(language: str) -> Lexicon:
    words = claim_words(language)
    return Lexicon({"verb": words.verbs, "adverb": words.adverbs})


@lru_cache(maxsize=1 << 16)
def _labels(language: str, word: str) -> frozenset[str]:
    return _lexicon(language).labels(word)


@lru_cache(maxsize=1 << 16)
def is_verb(language: str, word: str) -> bool:
    """Tell whether a case-folded word may be the verb of a clause, by morphology or by its form."""
    known = known_verb(word, language)
    return "verb" in _labels(primary(language), word) if known is None else known


def is_any_verb(language: str, word: str) -> bool:
    """Tell whether a case-folded word may be a verb, also one that only its base form shows.

    Claims are not cut at these: a verb less leaves them whole.
    """
    return is_verb(language, word) or has_infinitive(word, language)


def is_adverb(language: str, word: str) -> bool:
    """Tell whether a case-folded word may stand between a coordinator and its verb."""
    return "adverb" in _labels(primary(language), word)
