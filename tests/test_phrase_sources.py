"""Where the source of a phrase ends that no comma closes, and who brings a statement: invented texts."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        # A pronoun is the whole source.
        (
            "pl",
            "Jan Wierzba wrócił z Oslo. Według niego członkowie załogi statku biegali po pokładzie.",
            "członkowie załogi statku biegali po pokładzie",
            "Jan Wierzba",
        ),
        # A nominative behind what is written is the subject of what that tells.
        (
            "pl",
            "Zgodnie z aktem oskarżenia Jan Wierzba przyznał śledczym, że zaplanował napad.",
            "Jan Wierzba przyznał śledczym, że zaplanował napad",
            "aktem oskarżenia",
        ),
        (
            "ru",
            "Задержан Пётр Зимин. Согласно судебным документам Зимин, житель Самары, не признал вину.",
            "Зимин, житель Самары, не признал вину",
            "судебные документы",
        ),
        (
            "cs",
            "Podle obžaloby Karel Houba řekl vyšetřovatelům, že loupež plánoval v dubnu.",
            "Karel Houba řekl vyšetřovatelům, že loupež plánoval v dubnu",
            "obžaloby",
        ),
        (
            "bg",
            "Според обвинителния акт Стоян Върбан казал на следователите, че е планирал обира.",
            "Стоян Върбан казал на следователите, че е планирал обира",
            "обвинителния акт",
        ),
        ("pl", "Według informacji policji kierowca był pijany.", "kierowca był pijany", "policji"),
        ("cs", "Podle mluvčího policie řidič z místa ujel.", "řidič z místa ujel", "mluvčího policie"),
        # A name in another case is whose the noun is, a role before a name its title.
        (
            "ru",
            "По словам главы полиции Петра Зимина водитель был трезв.",
            "водитель был трезв",
            "Пётр Зимин",
        ),
        # An adjective says of which kind the noun is.
        (
            "pl",
            "Według dokumentu sądowego za ten czyn grozi dziesięć lat więzienia.",
            "za ten czyn grozi dziesięć lat więzienia",
            "dokumentu sądowego",
        ),
        # A place belongs to those who speak there, not before a verb; a time is nobody.
        (
            "pl",
            "Według władz w Oslo od końca wojny granicę przekroczyło ponad 2000 osób.",
            "od końca wojny granicę przekroczyło ponad 2000 osób",
            "władz",
        ),
        ("pl", "Według policji w Gdańsku doszło do wypadku.", "w Gdańsku doszło do wypadku", "policji"),
        # A channel that was told is not who speaks, a list ends what describes who does.
        (
            "ru",
            "Как сообщил телеканалу один из советников министра, бюджет придется изменить.",
            "бюджет придется изменить",
            "один из советников министра",
        ),
        (
            "pl",
            (
                "Jak mówi Jan Wierzba, ekonomista i doradca firm Alfa, Beta i Gamma, wraz ze wzrostem cen "
                "rząd powinien obniżyć podatki."
            ),
            "wraz ze wzrostem cen rząd powinien obniżyć podatki",
            "Jan Wierzba",
        ),
        # Whoever brings a statement says what it says.
        (
            "ru",
            (
                "Говорила Вера Ланская. Дипломат Пётр Зимин выступил перед послами с заявлением "
                "о том, что страна до сих пор ждёт «ответных шагов» от соседей."
            ),
            "что страна до сих пор ждёт «ответных шагов» от соседей",
            "Пётр Зимин",
        ),
        (
            "pl",
            "Biuro ministra wydało oświadczenie, że budżet zostanie przyjęty w maju.",
            "że budżet zostanie przyjęty w maju",
            "Biuro ministra",
        ),
        # A converb has the subject of its clause, which a participle may stand before.
        (
            "pl",
            "Jeden z posłów Partii Ryb wyraził obawy swojego ugrupowania, mówiąc, że nowa nazwa brzmi źle.",
            "że nowa nazwa brzmi źle",
            "Jeden z posłów Partii Ryb",
        ),
        (
            "pl",
            (
                "Działająca przy urzędzie rada, która pracuje nad projektem, zajęła następujące stanowisko: "
                "„Decyzja należy do mieszkańców”."
            ),
            "Decyzja należy do mieszkańców",
            "rada",
        ),
        # A name is no particle, and may follow what else its bearer is.
        (
            "ru",
            (
                "Правительству следует снизить налоги, считает Ли Минь, экономист и предприниматель, который "
                "работал в двух банках."
            ),
            "Правительству следует снизить налоги",
            "Ли Минь",
        ),
        (
            "uk",
            (
                "Уряд має знизити податки, вважає економіст і практик у фінансах Олена Гай, яка "
                "працювала у двох банках."
            ),
            "Уряд має знизити податки",
            "Олена Гай",
        ),
    ],
)
def test_source_ends_where_what_is_told_begins(language: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(text, language)
