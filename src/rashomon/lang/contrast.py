"""What can stand against what in a language: negation, opposites by topic, former and present, causes.

The lists follow the notation of ``rashomon.lang.terms``. The names of the topics are the same in every
language, so that what one language affirms can stand against what another denies.
"""

import msgspec

from rashomon.lang.pack import Section, section

Terms = tuple[str, ...]


class Opposites(Section, frozen=True):
    """Two opposite ways to speak of one topic.

    ``about`` are words of which one must stand near, on both sides, unless the list is empty.
    """

    plus: Terms = ()
    minus: Terms = ()
    about: Terms = ()


class Contrast(Section, frozen=True):
    """One language's means of contradiction.

    ``function_words`` say nothing of a topic. ``negation`` turns what follows it into its opposite.
    ``hardly`` marks a clause whose negation is open ("not only", "whether or not"). ``former`` stands
    before a role that is over. ``whereas`` joins two accounts
    that differ. ``cause`` stands before a reason, ``death`` with it asks of what someone died.
    ``opposites`` maps a topic to its two sides.
    """

    function_words: Terms = ()
    negation: Terms = ()
    hardly: Terms = ()
    former: Terms = ()
    roles: Terms = ()
    whereas: Terms = ()
    cause: Terms = ()
    death: Terms = ()
    opposites: dict[str, Opposites] = msgspec.field(default_factory=dict)


def contrast(language: str) -> Contrast:
    """Return a language's means of contradiction, of ``und`` where the language has none."""
    return section(language, "contrast", Contrast)
