"""What can stand against what in a language: negation, opposites by topic, former and present, causes.

The lists follow the notation of ``rashomon.lang.terms``. The names of the topics are the same in every
language, so that what one language affirms can stand against what another denies.
"""

from functools import cache

import msgspec

from rashomon.lang.lexicon import Lexicon
from rashomon.lang.pack import Section, primary, section
from rashomon.lang.terms import compiled

Terms = tuple[str, ...]
PLUS, MINUS, ABOUT = "plus", "minus", "about"


class Opposites(Section, frozen=True):
    """Two opposite ways to speak of one topic.

    ``about`` are words of which one must stand near, on both sides, unless the list is empty. What is
    ``passing`` may be otherwise a day later.
    """

    plus: Terms = ()
    minus: Terms = ()
    about: Terms = ()
    passing: bool = False


class Contrast(Section, frozen=True):
    """One language's means of contradiction.

    ``function_words`` say nothing of a topic. ``negation`` turns what follows it into its opposite; of
    these words ``none`` stand before a noun and turn the verb, too, ``lacking`` ones ("without") turn no
    verb; ``existing`` words ("there is", "нет") say no more than that something is there or not;
    ``negative_prefix`` turns the verb that it is a part of; a word with a ``denying_prefix`` may say no by
    itself ("unpaid"). ``hardly`` marks a clause whose negation is open ("not only", "whether or not").
    ``asked`` words open one that leaves open whom it is about ("who must pay"). ``reversing`` words say no
    without a negation ("lack", "scarcely", "unwilling"). ``unproven`` phrases leave open what they are said
    of ("no evidence that", "unclear whether"). ``charges`` are nouns for what people say of others
    ("allegation"), ``this`` pronouns for it, ``untrue`` words call it false. ``former`` words tell that a
    role is over ("former", "ex-minister"), ``leaving`` tells that someone gives it up. ``superlatives``
    rank something first, behind ``seconds`` second. ``further`` stands beside a number that comes on top of
    another, ``by`` before one by which something rises or falls. ``whereas`` joins two accounts that
    differ. ``cause`` stands before a reason, ``death`` with it asks of what someone died.
    ``fates`` are what befalls those who are counted ("killed", "detained"), named alike in all packs.
    ``opposites`` maps a topic to its two sides.
    """

    function_words: Terms = ()
    negation: Terms = ()
    none: Terms = ()
    lacking: Terms = ()
    existing: Terms = ()
    negative_prefix: Terms = ()
    denying_prefix: Terms = ()
    hardly: Terms = ()
    asked: Terms = ()
    reversing: Terms = ()
    unproven: Terms = ()
    charges: Terms = ()
    untrue: Terms = ()
    this: Terms = ()
    former: Terms = ()
    leaving: Terms = ()
    roles: Terms = ()
    superlatives: Terms = ()
    seconds: Terms = ()
    further: Terms = ()
    by: Terms = ()
    whereas: Terms = ()
    cause: Terms = ()
    death: Terms = ()
    fates: dict[str, Terms] = msgspec.field(default_factory=dict)
    opposites: dict[str, Opposites] = msgspec.field(default_factory=dict)


def contrast(language: str) -> Contrast:
    """Return a language's means of contradiction, of ``und`` where the language has none."""
    return section(language, "contrast", Contrast)


def is_former(word: str, language: str) -> bool:
    """Tell whether a case-folded word says that an office is over ("former", "ex-minister")."""
    return compiled(contrast(language).former).fullmatch(word) is not None


@cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of a topic."""
    return frozenset(contrast(language).function_words)


@cache
def topic_words(language: str) -> Lexicon:
    """Return a look-up of the words of all topics; its lists are named "topic plus", "minus" or "about"."""
    lists: dict[str, Terms] = {}
    for topic, sides in contrast(primary(language)).opposites.items():
        lists |= {f"{topic} {PLUS}": sides.plus, f"{topic} {MINUS}": sides.minus}
        lists[f"{topic} {ABOUT}"] = sides.about
    return Lexicon(lists)


@cache
def fate_words(language: str) -> Lexicon:
    """Return a look-up of the words of all fates, its lists named as they are."""
    return Lexicon(contrast(primary(language)).fates)
