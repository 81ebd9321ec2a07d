"""Who speaks beside a verb: no one who is told or asked something, nor an adjective or an adverb."""

import pytest

from rashomon.lang.name_cases import nominative
from tests.test_slavic_speech import quotes_of, told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "pl",
            "Policja poinformowała po przesłuchaniu Zimina, że port jest zamknięty.",
            "że port jest zamknięty",
            "Policja",
        ),
        ("uk", "Одеська рибалка сказала, що порт закрито.", "що порт закрито", "Одеська рибалка"),
        ("uk", "Міністр побіжно сказав, що порт закрито.", "що порт закрито", "Міністр"),
        ("ru", "Министр мельком сказал, что порт закрыт.", "что порт закрыт", "Министр"),
        (
            "ru",
            "Порт закрыт до весны, заявили представители морского ведомства на встрече в провинции Сычуань.",
            "Порт закрыт до весны",
            "представители морского ведомства",
        ),
        (
            "ru",
            "«Мы откроем порт к весне, обещаю», — объявил министр огромной толпе своих друзей в городе.",
            "Мы откроем порт к весне, обещаю",
            "министр",
        ),
        ("ru", "«Я стою у причала», — сказала одна из них.", "Я стою у причала", "одна из них"),
        (
            "ru",
            "Один из участников спросил её, пойдёт ли она к причалу.",
            "пойдёт ли она к причалу",
            "Один из участников",
        ),
    ],
)
def test_the_phrase_that_agrees_beside_its_verb_speaks(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "nobody"),
    [
        ("pl", "Wezwał Stany Zjednoczone do dotrzymania obietnic z Orm.", "Stany Zjednoczone"),
        ("pl", "Opisał sędziom, jak wyglądał port po burzy.", "sędziom"),
        ("pl", "„Rozumiem wasze rodziny”, powiedziała publiczności na wiecu Donalda Pawła.", "Donalda Pawła"),
        ("pl", "W audycji stacji powiedział, że port jest zamknięty.", "stacji"),
        ("ru", "Наш долгий прогноз обещает тепло на побережье до осени.", "Наш"),
    ],
)
def test_whom_words_are_said_to_or_about_does_not_speak(language: str, text: str, nobody: str) -> None:
    assert nobody not in {quote.speaker.name for quote in quotes_of(text, language) if quote.speaker}


def test_a_surname_beside_a_nominative_given_name_stays() -> None:
    assert nominative("Том Дейлі", "uk") == "Том Дейлі"
    assert nominative("Томом Гамфрісом", "uk") == "Том Гамфріс"
