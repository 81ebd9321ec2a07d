"""What a language's names look like: roles before them, case endings, words that are no names."""

from msgspec import field

from rashomon.lang.pack import Section, section


class Entities(Section, frozen=True):
    """The file ``entities.toml``.

    ``ner`` is ``head`` (the classifier over the encoder's states) or ``slovnet``. Word lists are in the
    notation of ``lang.terms``: ``titles`` stand before a person's name and are not part of it,
    ``not_names`` are capitalised without naming anyone (inhabitants, feasts, "Internet"),
    ``organisation_words`` say that a longer name is an organisation's, ``generic`` words alone name
    nothing. ``adjective_endings`` end the adjectives that stand before an organisation's noun.
    ``particles`` belong to the surname after them. ``endings`` are the case endings of names,
    ``fleeting`` the vowels that come and go before a last consonant, ``feminine`` what women's surnames
    add, ``softened`` the last consonants that either changes into, with what they come from. ``suffixes``
    stand behind a surname and tell people of one name apart, by generation ("junior",
    "second"); "senior" is who had the name first. Forms with a full stop are written with one.

    ``territories`` maps a territory's code (ISO 3166, its parts, UN M49), a city's ("Continent/City") or a
    seat of power's (``gazetteer.SEATS``) to its names beside CLDR's and to case forms that are irregular.
    The other case forms of places' words come from ``place_endings``, which maps the end of a base form to
    what stands for it elsewhere (the longest end counts; the empty one is any word's), and
    ``place_beginnings`` does so for what is written in one with a word before it. ``bodies`` maps an
    international body's code, one in all packs, to its full and everyday names and acronyms; no word that
    may mean another body ("the Commission") is among them. ``nicknames`` maps a given name to its short
    forms.
    """

    ner: str = "head"
    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    organisation_words: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    fleeting: str = ""
    feminine: tuple[str, ...] = ()
    softened: dict[str, str] = field(default_factory=dict)
    suffixes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place_endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place_beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    territories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nicknames: dict[str, tuple[str, ...]] = field(default_factory=dict)


def load(language: str) -> Entities:
    """Return the section of a language, of ``und`` where it has none."""
    return section(language, "entities", Entities)
