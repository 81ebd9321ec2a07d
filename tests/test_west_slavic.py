"""Whose words Polish and Czech pages give: unnamed people, bodies, participles, verbs that no list has."""

import pytest

from rashomon.lang.claims import is_any_verb
from tests.test_slavic_speech import told

SPOKESMAN = "rzecznik straży portowej"
DOUBTS = "że most jest słaby"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "pl",
            "- Most jest słaby - przyznał jeden z urzędników. Jeden z dyplomatów dodał, że czeka.",
            [("Most jest słaby", "jeden z urzędników"), ("że czeka", "Jeden z dyplomatów")],
        ),
        (
            "cs",
            "„Most je slabý,“ řekl jeden z úředníků.",
            [("Most je slabý,", "jeden z úředníků")],
        ),
        (
            "pl",
            f"Jak podał {SPOKESMAN}, most stoi. Ratusz dodał, że zbada filary. Rzecznik przyznał, {DOUBTS}.",
            [("most stoi", SPOKESMAN), ("że zbada filary", "Ratusz"), (DOUBTS, SPOKESMAN)],
        ),
        (
            "pl",
            f"Ana Breza podała, że czeka. Minister przyznała, {DOUBTS}.",
            [("że czeka", "Ana Breza"), (DOUBTS, "Ana Breza")],
        ),
        ("pl", f"Przeprowadzona przez ratusz analiza pokazuje, {DOUBTS}.", [(DOUBTS, "analiza")]),
        ("pl", f"Opublikowany w piątek raport wskazuje, {DOUBTS}.", [(DOUBTS, "raport")]),
        (
            "pl",
            f"Linie lotnicze i marynarka wojenna podały, {DOUBTS}.",
            [(DOUBTS, "Linie lotnicze i marynarka")],
        ),
        (
            "pl",
            f"Rolnicy i lokalne firmy uważają, {DOUBTS}.",
            [(DOUBTS, "Rolnicy i lokalne firmy")],
        ),
        (
            "pl",
            f"Wniosek poparła rada miasta i lokalna policja ogłosiła, {DOUBTS}.",
            [("lokalna policja ogłosiła, że most jest słaby", "rada miasta"), (DOUBTS, "lokalna policja")],
        ),
        ("pl", f"Czeski resort kierowany przez Ana Breza podał, {DOUBTS}.", [(DOUBTS, "Czeski resort")]),
        ("pl", "Jan Wierzba odparł: — Most jest słaby.", [("Most jest słaby", "Jan Wierzba")]),
        (
            "pl",
            f"W sprawie jego losu starosta czytał listy i obawia się, {DOUBTS}.",
            [(DOUBTS, "starosta")],
        ),
        (
            "cs",
            "Ukrajinský prezident označil útok za zločin. Brodsko obvinil z porušení dohody.",
            [("útok za zločin", "Ukrajinský prezident"), ("z porušení dohody", "Ukrajinský prezident")],
        ),
        (
            "cs",
            "Soud žalobu zamítl, sdělila mluvčí soudu Ana Breza.",
            [("Soud žalobu zamítl", "Ana Breza")],
        ),
        (
            "cs",
            "O nehodě informovala policie.\n\nŘidič podle ní zatáčku nezvládl.",
            [("Řidič podle ní zatáčku nezvládl", "policie")],
        ),
        ("cs", "Vláda, řekl ministr, drží sankce.", [("Vláda, řekl ministr, drží sankce", "ministr")]),
        (
            "cs",
            "Rumunsko podle ministra posílí hranici.",
            [("Rumunsko podle ministra posílí hranici", "ministra")],
        ),
    ],
)
def test_words_have_the_speaker_whom_a_reader_finds(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Szacuje się, że most stoi.",
        "Uważam, że most stoi.",
        "Liczba aut utrzymuje się na poziomie z maja.",
        "Miasto zgodziło się na budowę mostu.",
        "Spory o umowę z Harbour Council wzbudziły obawy, że most runie.",
        "Kierowcy chcieli uczestniczyć w naradach.",
    ],
)
def test_words_of_nobody_and_of_the_writer_have_no_speaker_of_another_sentence(text: str) -> None:
    before = "Rada uznała, że most jest słaby."
    assert told(f"{before} {text}", "pl")[1:] in ([], [("uczestniczyć w naradach", "Kierowcy")])


@pytest.mark.parametrize(
    ("word", "verb"),
    [("posílí", True), ("drží", True), ("spadnou", True), ("částí", False), ("vládou", False)],
)
def test_dictionaries_tell_czech_verbs_that_no_list_has(word: str, verb: bool) -> None:
    assert is_any_verb("cs", word) is verb
