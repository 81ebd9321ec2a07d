"""How a language builds its clauses, as far as it matters for who says what.

A pack says what cannot be told from anything else; the rest follows from that, each trait under the name of
the reason for which it is asked.
"""

from rashomon.lang.pack import Section


class Traits(Section, frozen=True):
    """What a pack says of its language's clauses.

    ``free_order``: the subject may stand before its verb or behind it, whatever else stands there.
    ``verb_final``: the verb ends its clause, so that what is said stands between subject and verb, and
    ``according`` phrases behind their source. ``opens_with_subject``: the subject opens its clause, however
    far from its verb. ``nouns_capitalised``: all nouns have a capital letter, so that it shows no name.
    ``articles_relate``: articles are relative pronouns too ("der"). ``dash_dialogue``: speech may be set off
    by dashes. ``articles_end``: nouns have their article at their end; the first word of a phrase has it.

    Where order is free, something else shows what order shows elsewhere: the traits below that are no data.
    Each is taken to hold in all languages of free order and in no other. Not all do: Spanish names have no
    cases, German leaves a subject out only in a clause that goes on from another, Turkish phrases end with
    their heads, French verbs have endings too. A trait becomes data of its own when texts show what that
    costs a language.
    """

    free_order: bool = False
    verb_final: bool = False
    opens_with_subject: bool = False
    nouns_capitalised: bool = False
    articles_relate: bool = False
    dash_dialogue: bool = False
    articles_end: bool = False

    @property
    def subject_drops(self) -> bool:
        """Whether a clause may leave its subject out: who it is stands in another clause or sentence."""
        return self.free_order

    @property
    def names_decline(self) -> bool:
        """Whether forms of names and nouns show which is the subject and which hangs on something."""
        return self.free_order

    @property
    def heads_first(self) -> bool:
        """Whether what belongs to a noun stands behind it, so that the first noun of a phrase is its head."""
        return self.free_order

    @property
    def verbs_inflect(self) -> bool:
        """Whether a verb shows by its ending, so that a word that may be one surely is."""
        return self.free_order

    @property
    def commas_by_rule(self) -> bool:
        """Whether commas stand at the borders of clauses and insertions, and not where one pauses."""
        return self.free_order
