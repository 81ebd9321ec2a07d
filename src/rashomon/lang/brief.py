"""What a brief has to know of a language: what may be cut, what must stay, what points elsewhere."""

from rashomon.lang.pack import Section, section


class BriefWords(Section, frozen=True):
    """The file ``brief.toml``; word lists in the notation of ``lang.terms``."""

    discourse: tuple[str, ...] = ()
    """Openings that only tie a sentence to the one before it and may be cut, with their comma."""
    conjunctions: tuple[str, ...] = ()
    """The same, where no comma follows."""
    guards: tuple[str, ...] = ()
    """Negations, hedges and conditions: a cut that holds one would change what is said."""
    anaphora: tuple[str, ...] = ()
    """Openings that point at the sentence before ("this", "the same day", a verb without subject)."""
    demonstratives: tuple[str, ...] = ()
    """Determiners before something named in an earlier sentence ("this issue")."""
    pronouns: tuple[str, ...] = ()
    """Words for someone named before; harmless only behind a name in the same sentence."""
    additive: tuple[str, ...] = ()
    """Words that add to what was said before ("also"); harmless only beside a name."""
    accusations: tuple[str, ...] = ()
    """What somebody denies who is accused of something ("the allegations", "it")."""
    importance: tuple[str, ...] = ()
    """Words of consequence, cause and background."""
    stakes: tuple[str, ...] = ()
    """Words by which the sides of a dispute tell what they want of each other, and what they warn of."""
    next: tuple[str, ...] = ()
    """Words of what is planned, promised or still going on."""
    instructions: tuple[str, ...] = ()
    """Openings that tell the reader (or a machine) to do something."""
    service: tuple[str, ...] = ()
    """Words by which a page speaks of itself: more reading, photos, subscriptions."""
    evaluative: tuple[str, ...] = ()
    """Praise, blame and verdicts: what nobody can check."""
    empty: tuple[str, ...] = ()
    """Words of meetings and speeches that tell nothing of what was said ("exchanged views")."""
    personal: tuple[str, ...] = ()
    """Words of the one who writes and the one who reads ("we", "your"): news has neither."""
    cues_happening: tuple[str, ...] = ()
    """Words in headings of explainers over what happened."""
    cues_importance: tuple[str, ...] = ()
    """Words in headings over what it means."""
    cues_next: tuple[str, ...] = ()
    """Words in headings over what comes next."""
    quotation_marks: tuple[str, str] = ("“", "”")
    """The marks that open and close a quotation."""


def brief_words(language: str) -> BriefWords:
    """Return what a brief has to know of a language."""
    return section(language, "brief", BriefWords)
