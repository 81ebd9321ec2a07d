"""Who has counted how many, where two parties count; own fiction."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of


def counted(text: str, language: str) -> list[tuple[str | None, str]]:
    found = find_quotes(analysis_of(text, language))
    return [(q.speaker.name if q.speaker else None, text[q.span.start : q.span.end]) for q in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "В полиции насчитали около 9 тысяч участников, организаторы говорят о 40 тысячах.",
            [("полиция", "около 9 тысяч участников"), ("организаторы", "о 40 тысячах")],
        ),
        (
            "ru",
            "По данным полиции, на причал пришли 900 человек, профсоюз заявляет о двух тысячах.",
            [("полиция", "на причал пришли 900 человек"), ("профсоюз", "о двух тысячах")],
        ),
        (
            "uk",
            "За даними поліції, на причал прийшли 900 людей, організатори говорять про 2 тисячі.",
            [("поліція", "на причал прийшли 900 людей"), ("організатори", "про 2 тисячі")],
        ),
        (
            "pl",
            "Policja naliczyła w niedzielę 900 uczestników, organizatorzy mówią o 2 tysiącach.",
            [("Policja", "w niedzielę 900 uczestników"), ("organizatorzy", "o 2 tysiącach")],
        ),
        (
            "cs",
            "Podle organizátorů přišlo na molo 2000 lidí, policie napočítala 900 účastníků.",
            [("organizátorů", "přišlo na molo 2000 lidí"), ("policie", "900 účastníků")],
        ),
        (
            "bg",
            "Полицията преброи около 900 души, организаторите говорят за 2000.",
            [("Полицията", "около 900 души"), ("организаторите", "за 2000")],
        ),
        (
            "de",
            "Laut Polizei kamen 900 Menschen, die Veranstalter sprachen von 2000.",
            [("Polizei", "kamen 900 Menschen"), ("die Veranstalter", "2000")],
        ),
        (
            "en",
            "According to police 900 people came, while organizers spoke of 2,000.",
            [("police", "900 people came"), ("organizers", "2,000")],
        ),
        (
            "fr",
            "La police a compté 900 manifestants, les organisateurs parlent de 2000.",
            [("La police", "900 manifestants"), ("les organisateurs", "2000")],
        ),
    ],
)
def test_each_party_has_its_own_count(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert counted(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Клуб насчитал в сезоне много побед."),
        ("bg", "Тя говори за бъдещето на пристана."),
        ("cs", "Starosta hovořil o budoucnosti mola."),
    ],
)
def test_a_verb_of_counting_tells_nothing_but_figures(language: str, text: str) -> None:
    assert counted(text, language) == []


def test_a_clause_without_another_source_is_part_of_the_count() -> None:
    text = "По данным полиции, на причал пришли 900 человек, многие стояли до утра."
    assert counted(text, "ru") == [("полиция", "на причал пришли 900 человек, многие стояли до утра")]
