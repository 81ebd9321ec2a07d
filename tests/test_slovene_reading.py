"""How Slovene shows who is told to have said what: auxiliaries, cases, possessives; all texts invented."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def told(text: str, language: str = "sl") -> list[tuple[str, str | None]]:
    """Return the words given as said, each with its speaker."""
    quotes = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in quotes]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Županja občine je opozorila, da rok teče.", "da rok teče", "Županja občine"),
        ("Rok teče, je sporočilo mestno sodišče.", "Rok teče", "mestno sodišče"),
        ("Sodišče je zagotovilo, da rok teče.", "da rok teče", "Sodišče"),
        ("Agencija je izdala opozorilo, da bo snežilo.", "da bo snežilo", "Agencija"),
        ("V dopisu so sindikati zapisali, da plač ni.", "da plač ni", "sindikati"),
        ("V državni komisiji so zapisali, da plač ni.", "da plač ni", "državni komisiji"),
        ("Iz mestnih železnic so sporočili, da vlak stoji.", "da vlak stoji", "mestnih železnic"),
        ("Cene so po oceni ekonomistov padle.", "Cene so po oceni ekonomistov padle", "ekonomistov"),
        ("Glede na navedbe tožilstva je šlo za naklep.", "je šlo za naklep", "tožilstva"),
        ("Po prvih ugotovitvah policistov je bil trezen.", "je bil trezen", "policistov"),
        ("Trener je odšel, češ da ga nihče ne posluša.", "da ga nihče ne posluša", "Trener"),
        ("Trener je odšel domov z besedami, da je utrujen.", "da je utrujen", "Trener"),
        ("Trener opaža, da igralci rastejo.", "da igralci rastejo", "Trener"),
        ("Trener je po poročanju agencije Zvon zanikal, da odhaja.", "da odhaja", "Trener"),
        ("Trener je izrazil prepričanje, da bodo zmagali.", "da bodo zmagali", "Trener"),
    ],
)  # fmt: skip
def test_words_have_their_speaker(text: str, words: str, speaker: str) -> None:
    found = told(text)
    assert (words, speaker) in [(said.rstrip("."), who) for said, who in found], found


@pytest.mark.parametrize(
    "text",
    [
        "To je opozorilo vsem voznikom.",
        "Sporočilo je bilo jasno.",
        "Odbor je potrdil novelo zakona o cestah.",
        "Predsednik je razglasil dan žalovanja.",
        "Policija je razkrila mrežo preprodajalcev.",
        "Po njegovem odhodu je vlada padla.",
        "Glede na vreme bodo tekmo prestavili.",
        "Zavezniki so odprli novo poveljstvo.",
        "Hudi boji na vzhodu se nadaljujejo.",
        "Prosilci za azil čakajo na odločitev.",
    ],
)
def test_what_only_looks_like_saying_is_nobodys_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("sl", "Tomas Orel in Karel Houba sta dejala, da gresta.", "da gresta", "Tomas Orel in Karel Houba"),
        (
            "sl",
            "Tomas Orel in nemški kancler Karel Houba sta povedala, da odhajata.",
            "da odhajata",
            "Tomas Orel in nemški kancler Karel Houba",
        ),
        (
            "cs",
            "Tomas Orel a německý kancléř Karel Houba řekli, že odcházejí.",
            "že odcházejí",
            "Tomas Orel a německý kancléř Karel Houba",
        ),
        ("sl", "Ana Breza je Karel Houba očitala, da laže.", "da laže", "Ana Breza"),
        ("sl", "Karel Houba (Zveza): »Most je zaprt.«", "Most je zaprt.", "Karel Houba"),
        ("sl", "Karel Houba, kmet iz doline: »Most je zaprt.«", "Most je zaprt.", "Karel Houba"),
        ("sl", "Karel Houba po seji vlade: »Most je zaprt.«", "Most je zaprt.", "Karel Houba"),
    ],
)  # fmt: skip
def test_people_beside_each_other_are_told_apart(language: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in [(said.removesuffix(","), who) for said, who in told(text, language)]


def test_one_of_the_men_is_not_their_commander() -> None:
    text = "Poveljnik gasilcev Karel Houba je povedal, da pomagajo. Gasilec je dejal, da opreme ni."
    assert told(text)[-1] == ("da opreme ni", "Gasilec")
