"""Where the source of a phrase ends that no comma closes, and whose a noun of saying is: invented sentences."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        # A pronoun is the whole source.
        (
            "pl",
            "Adam Ryba wrócił z Oslo. Według niego członkowie załogi statku biegali po pokładzie.",
            "członkowie załogi statku biegali po pokładzie",
            "Adam Ryba",
        ),
        # A nominative behind what is written is the subject of what that tells.
        (
            "pl",
            "Zgodnie z aktem oskarżenia Nowicki przyznał śledczym, że zaplanował napad.",
            "Nowicki przyznał śledczym, że zaplanował napad",
            "aktem oskarżenia",
        ),
        (
            "ru",
            "Задержан Иван Колосов. Согласно судебным документам Колосов, житель Самары, не признал вину.",
            "Колосов, житель Самары, не признал вину",
            "судебные документы",
        ),
        (
            "cs",
            "Podle obžaloby Novák řekl vyšetřovatelům, že loupež plánoval v dubnu.",
            "Novák řekl vyšetřovatelům, že loupež plánoval v dubnu",
            "obžaloby",
        ),
        (
            "bg",
            "Според обвинителния акт Колев казал на следователите, че е планирал обира.",
            "Колев казал на следователите, че е планирал обира",
            "обвинителния акт",
        ),
        ("pl", "Według informacji policji kierowca był pijany.", "kierowca był pijany", "policji"),
        ("cs", "Podle mluvčího policie řidič z místa ujel.", "řidič z místa ujel", "mluvčího policie"),
        # A name in another case is whose the noun is, a role before a name its title.
        (
            "pl",
            "Według rzecznika policji Adama Nowickiego kierowca był trzeźwy.",
            "kierowca był trzeźwy",
            "Adama Nowickiego",
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
            "Jak mówi Jan Kos, ekonomista i doradca firm Alfa, Beta i Gamma, wraz ze wzrostem cen rząd "
            "powinien obniżyć podatki.",
            "wraz ze wzrostem cen rząd powinien obniżyć podatki",
            "Jan Kos",
        ),
        # Whoever brings a statement says what it says.
        (
            "ru",
            "О мире говорил Пётр Львов. Дипломат Иван Косов выступил перед послами на заседании с заявлением о "
            "том, что страна до сих пор ждёт «ответных шагов» от соседей.",
            "что страна до сих пор ждёт «ответных шагов» от соседей",
            "Иван Косов",
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
            "Działająca przy urzędzie rada, która pracuje nad projektem, zajęła następujące stanowisko: "
            "„Decyzja należy do mieszkańców”.",
            "Decyzja należy do mieszkańców",
            "rada",
        ),
        # A name is no particle, and may follow what else its bearer is.
        (
            "ru",
            "Правительству следует снизить налоги, считает Ли Минь, экономист и предприниматель, который "
            "работал в двух банках.",
            "Правительству следует снизить налоги",
            "Ли Минь",
        ),
        (
            "uk",
            "Уряд має знизити податки, вважає економіст і практик у сфері фінансів Іван Косів, який працював "
            "у двох банках.",
            "Уряд має знизити податки",
            "Іван Косів",
        ),
    ],
)
def test_source_ends_where_what_is_told_begins(language: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(text, language)


def test_time_behind_a_phrase_is_no_source() -> None:
    assert told("Według doniesień w kwietniu kierownik zakładu musiał pojechać do szpitala.", "pl") == []
