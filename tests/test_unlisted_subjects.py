"""Who speaks though no list knows his noun, and who belongs to the noun before him."""

from dataclasses import replace

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import LocalEntity, Mention
from rashomon.model.text import Span
from tests.quote_articles import analysis_of
from tests.test_slavic_speech import told

LEFT = {
    "pl": "Jan Wierzba odszedł z portu. ",
    "cs": "Karel Houba odešel z přístavu. ",
    "sl": "Ana Breza je odšla iz pristanišča. ",
    "bg": "Стоян Върбан си тръгна от пристанището. ",
}
"""A sentence about somebody else, whose words none of those are that follow."""


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Tutejszy cukiernik potwierdził, że latarnia nie świeci.", "Tutejszy cukiernik"),
        ("pl", "Młoda żeglarka opowiada, że latarnia nie świeci.", "Młoda żeglarka"),
        ("pl", "Wyspiarze w piątek ogłosili, że latarnia nie świeci.", "Wyspiarze"),
        ("pl", "PortAlarm.pl informował, że latarnia nie świeci.", "PortAlarm.pl"),
        ("pl", "„Latarnia nie świeci” – stwierdził stary latarnik.", "stary latarnik"),
        ("cs", "Místní cukrář řekl, že maják nesvítí.", "Místní cukrář"),
        ("cs", "„Maják nesvítí,“ řekl starý námořník.", "starý námořník"),
        ("sl", "Tukajšnji slaščičar je povedal, da svetilnik ne gori.", "Tukajšnji slaščičar"),
        ("bg", "Старият готвач каза, че фарът не свети.", "Старият готвач"),
        ("pl", "Latarnia zgasła, powiedział stary latarnik.", "stary latarnik"),
        ("bg", "Фарът угасна, каза пазачът на пристанището.", "пазачът на пристанището"),
        ("sl", "Zakristija – organ stare župnije – je sporočila škofu, da je zvon počil.", "Zakristija"),
    ],
)
def test_a_noun_that_agrees_with_the_verb_is_its_subject(language: str, text: str, speaker: str) -> None:
    assert told(LEFT[language] + text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Маяк погас, рассказал местный рыбак.", "местный рыбак"),
        ("uk", "Маяк згас, заявив приморський яхтсмен.", "приморський яхтсмен"),
        ("uk", "Маяк згас, повідомили місцеві рибалки.", "місцеві рибалки"),
        ("uk", "Маяк згас. Про це попереджає міністр.", "міністр"),
        ("uk", "Маяк згас. Про це повідомив журналіст.", "журналіст"),
        (
            "pl",
            "Flota wojenna Starej Zelandii poinformowała, że latarnia zgasła.",
            "Flota wojenna Starej Zelandii",
        ),
    ],
)
def test_people_and_bodies_no_list_knows_stand_on_either_side_of_the_verb(
    language: str, text: str, speaker: str
) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize("text", ["Маяк погас, утверждает Ли.", "По словам Ли, маяк погас."])
def test_a_name_that_looks_like_a_small_word_is_a_name(text: str) -> None:
    read, at = analysis_of(text, "ru"), text.index("Ли")
    mention = Mention(span=Span(at, at + 2), type="PER", name="Ли")
    named = replace(read, entities=(LocalEntity(id="e", type="PER", name="Ли", mentions=(mention,)),))
    assert [q.speaker.name for q in find_quotes(named) if q.speaker] == ["Ли"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Nieco później dodał, że latarnia nie świeci."),
        ("pl", "Kilka razy zaznaczał, że latarnia nie świeci."),
        ("pl", "„Latarnia nie świeci” – dodał nazajutrz."),
        ("pl", "„Latarnia nie świeci” – dodał matce."),
        ("cs", "Několikrát zopakoval, že maják nesvítí."),
        ("sl", "Pozneje je dodala, da svetilnik ne gori."),
        ("bg", "После каза, че фарът не свети."),
    ],
)
def test_adverbs_and_other_cases_leave_the_last_speaker(language: str, text: str) -> None:
    last = LEFT[language].split()[:2]
    assert told(LEFT[language] + text, language)[-1][1] == " ".join(last)


@pytest.mark.parametrize(
    "text",
    [
        "Stary cukiernik Jan Wierzba odszedł. Stary cukiernik stwierdził, że latarnia nie świeci.",
        "Jan Wierzba odszedł. W rozmowie z radiem cukiernik stwierdził, że latarnia nie świeci.",
    ],
)
def test_a_bare_noun_and_what_the_last_speaker_is_called_elsewhere_stand_for_him(text: str) -> None:
    assert told(text, "pl")[-1][1] == "Jan Wierzba"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Grupa kilkunastu posłów lewicy zapowiedziała, że odejdzie.", "Grupa kilkunastu posłów lewicy"),
        (
            "Po głosach związkowców prezes spółki stwierdził, że odejdzie.",
            "prezes spółki",
        ),
        ("„Latarnia nie świeci” – mówią jej właściciele.", "jej właściciele"),
        ("„Skandal” – skomentował słowa prezydenta.", "Jan Wierzba"),
        ("„To skandal” – powiedziała Radiu Mewa Ana Breza z portu.", "Ana Breza"),
    ],
)
def test_the_subject_is_told_from_what_only_stands_near_the_verb(text: str, speaker: str) -> None:
    assert told("Jan Wierzba odszedł. " + text, "pl")[-1][1] == speaker


def test_who_speaks_for_the_holder_of_an_office_is_not_its_holder() -> None:
    text = "Latarnia stoi – oświadczył rzecznik premier Mary Sosny. Rzecznik zastrzegł, że nie świeci."
    assert told(text, "pl")[-1][1] == "rzecznik premier Mary Sosny"


@pytest.mark.parametrize(
    "text",
    [
        "Jan Wierzba odszedł. Nie wspominał o latarni.",
        "Rzecznik odmówił odniesienia się w tej chwili do losu latarni.",
        "Jan Wierzba odszedł. Zaświadczenie potwierdzające, że latarnia stoi, leży na stole.",
        "Rybacy zapewnili dostawy świeżych ryb.",
        "Port odpowiada za połowę połowów.",
        "Wiele wskazuje na to, że latarnia zgaśnie.",
    ],
)
def test_what_is_not_said_is_no_attribution(text: str) -> None:
    assert told(text, "pl") == []


def test_words_led_in_by_an_unknown_subject_are_not_the_last_speakers() -> None:
    asked = "„Czy latarnia w naszym porcie jeszcze kiedyś zaświeci?”"
    text = f"Jan Wierzba stwierdził, że odejdzie. Pytanie było proste: {asked}"
    assert told(text, "pl")[-1][1] is None
