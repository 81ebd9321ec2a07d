"""Whom a role means that an article gives in other words, and the words that belong to who speaks."""

import pytest

from rashomon.lang.roles import roles_told
from tests.test_who_is_meant import speakers


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Premier Jan Wierzba przybył. „Molo stoi” – zapewnił szef rządu.", "Jan Wierzba"),
        ("cs", "Premiér Karel Houba přijel. „Molo stojí,“ řekl šéf vlády.", "Karel Houba"),
        (
            "ru",
            "Премьер-министр Пётр Зимин приехал. «Маяк стоит», — сказал глава правительства.",
            "Пётр Зимин",
        ),
        ("uk", "Прем’єрка Олена Гай приїхала. «Маяк стоїть», — сказала очільниця уряду.", "Олена Гай"),
        ("bg", "Премиерът Стоян Върбан дойде. „Фарът стои“, каза шефът на кабинета.", "Стоян Върбан"),
        ("sl", 'Premierka Ana Breza je prišla. "Pomol stoji," je dejala predsednica vlade.', "Ana Breza"),
        ("de", "Außenminister Tomas Orel kam. „Der Turm steht“, sagte der Chefdiplomat.", "Tomas Orel"),
        (
            "fr",
            "La Première ministre Mara Lindqvist part. « Tout va », dit la cheffe du gouvernement.",
            "Mara Lindqvist",
        ),
        (
            "es",
            "La primera ministra Lucía Robledo vino. «El faro sigue», dijo la jefa del Gobierno.",
            "Lucía Robledo",
        ),
        ("en", "Prime Minister Tomas Orel came. “We wait,” the head of government said.", "Tomas Orel"),
        ("cs", "Uvedl to její advokát Karel Houba. „Molo stojí,“ řekl právník.", "Karel Houba"),
        # Who speaks for the holder, or held the office once, is not meant.
        ("pl", "Rzecznik premiera Jan Wierzba przybył. „Molo stoi” – zapewnił szef rządu.", "szef rządu"),
        (
            "ru",
            "Бывший премьер Пётр Зимин приехал. «Маяк стоит», — сказал глава правительства.",
            "глава правительства",
        ),
    ],
)
def test_an_office_told_in_other_words_means_its_holder(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "ru",
            "Пётр Зимин победил. Президент порта ушел. «Маяк стоит», — сказал избранный президент.",
            "Пётр Зимин",
        ),
        (
            "pl",
            "Prezydent elekt Jan Wierzba minął prezydenta. „Molo stoi” – rzekł prezydent elekt.",
            "Jan Wierzba",
        ),
        ("uk", "Олена Гай перемогла. За словами обраної президентки, маяк стоїть.", "Олена Гай"),
    ],
)
def test_who_has_yet_to_take_an_office_is_not_its_holder(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "«Маяк стоит», — заявил юрист агентству.", "юрист"),
        ("uk", "«Маяк стоїть», — сказав чиновник виданню.", "чиновник"),
        ("ru", "Источник в порту сообщил, что маяк стоит.", "Источник в порту"),
        ("ru", "Источник в разговоре с газетой сообщил, что маяк стоит.", "Источник"),
        ("ru", "Маяк стоит, рассказал источник в порту.", "источник в порту"),
        ("cs", "Zdroj z přístavu potvrdil, že molo stojí.", "Zdroj z přístavu"),
        ("pl", "Źródło w porcie potwierdziło, że molo stoi.", "Źródło w porcie"),
        ("sl", "Vir iz vlade je potrdil, da pomol stoji.", "Vir iz vlade"),
    ],
)
def test_where_a_source_is_belongs_to_it_and_who_was_told_does_not(
    language: str, text: str, speaker: str
) -> None:
    assert speakers(text, language)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("cs", "Paní odešla. Uvedl to její mluvčí Karel Houba.", "Karel Houba"),
        ("sl", "Gospa je odšla. To je povedala njegova odvetnica Ana Breza.", "Ana Breza"),
    ],
)
def test_whose_role_it_is_does_not_speak(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language)[-1] == speaker


def test_an_infinitive_behind_a_dash_is_none_of_the_reporters_words() -> None:
    text = "Вера Ланская пришла. «Маяк не погас, и моя работа — считать огни, а не гасить», — сказала она."
    assert speakers(text, "ru") == ["Вера Ланская"]


def test_phrases_for_a_role_are_known_without_their_small_words() -> None:
    assert [*roles_told("es", ["jefe", "gobierno"])] != []
    assert [*roles_told("es", ["jefe", "policía"])] == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "cs",
            "Advokát Karel Houba vstal. Vláda to popřela. Sám advokát odešel. „Musím jít domů,“ řekl.",
            "Karel Houba",
        ),
        (
            "pl",
            "Adwokat Jan Wierzba wstał. Rząd milczał. Adwokat wyszedł. „Muszę iść do domu” – rzekł.",
            "Jan Wierzba",
        ),
        ("ru", "«Это конец», — сказал один из ее советников.", "один из ее советников"),
        ("pl", "„To koniec” – miał stwierdzić jeden z jej doradców.", "jeden z jej doradców"),
        ("pl", "Premier Ana Breza, która – jak przyznała – czekała na list, wstała.", "Ana Breza"),
        ("uk", "Розмова тривала годину, уточнили в його офісі.", "його офіс"),
    ],
)
def test_who_goes_on_is_whom_the_sentence_before_is_about(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language)[-1] == speaker
