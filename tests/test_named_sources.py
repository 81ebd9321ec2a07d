"""Who is named as the source: places behind phrases, bodies with what they are for, who is meant again."""

import pytest

from tests.test_slavic_speech import told
from tests.test_who_is_meant import speakers


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Лоцман Пётр Зимин найден. После аварии Лондон заявил, что порт закрыт.", "Лондон"),
        ("ru", "Лоцман Пётр Зимин найден. После столкновения Москва заявила, что порт закрыт.", "Москва"),
        ("uk", "Лоцман Олена Гай знайшлася. Після вибуху Варшава заявила, що порт закрито.", "Варшава"),
        (
            "pl",
            "Pilot Jan Wierzba odnalazł się. Po incydencie Londyn oświadczył, że port zamknięto.",
            "Londyn",
        ),
        ("cs", "Lodivod Karel Houba se našel. Po výbuchu Moskva řekla, že přístav je zavřený.", "Moskva"),
        ("ru", "Лоцман Пётр Зимин найден. После визита в Лондон он заявил, что порт закрыт.", "Пётр Зимин"),
    ],
)
def test_place_behind_a_phrase_without_a_comma_is_who_says(language: str, text: str, speaker: str) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "uk",
            "Депутати Ради порту (РП) у попередньому звіті зазначили, що маяк згас.",
            "Депутати Ради порту",
        ),
        (
            "ru",
            "Эксперты Института портов (ИП) в новом исследовании сообщили, что маяк цел.",
            "Эксперты Института портов",
        ),
        (
            "pl",
            "Eksperci Instytutu Portów (IP) w nowym raporcie napisali, że latarnia zgasła.",
            "Eksperci Instytutu Portów",
        ),
        ("ru", "Порт закрыт (с мая), в министерстве сообщили, что маяк цел.", "министерство"),
    ],
)
def test_document_behind_brackets_is_no_subject(language: str, text: str, speaker: str) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Komisja do spraw latarni w środę podała, że port zamknięto.", "Komisja do spraw latarni"),
        (
            "pl",
            "Ministerstwo ds. wyjścia z Unii Morskiej podało, że port zamknięto.",
            "Ministerstwo ds. wyjścia z Unii Morskiej",
        ),
        ("pl", "Ministerstwo w rozmowie z PAP podało, że port zamknięto.", "Ministerstwo"),
        (
            "ru",
            "Комитет по борьбе с пиратством в среду сообщил, что порт закрыт.",
            "Комитет по борьбе с пиратством",
        ),
        ("ru", "Полиция по итогам проверки сообщила, что порт закрыт.", "Полиция"),
        ("uk", "Комітет із питань маяків у вівторок заявив, що порт закрито.", "Комітет із питань маяків"),
        (
            "cs",
            "Úřad pro ochranu majáků v úterý oznámil, že přístav je zavřený.",
            "Úřad pro ochranu majáků",
        ),
        ("cs", "Ministr pro deník řekl, že přístav je zavřený.", "Ministr"),
        (
            "sl",
            "Urad za varstvo svetilnikov je v sredo sporočil, da je pristanišče zaprto.",
            "Urad za varstvo svetilnikov",
        ),
        (
            "bg",
            "Дирекцията за борба с пиратството съобщи, че портът е затворен.",
            "Дирекцията за борба с пиратството",
        ),
    ],
)
def test_what_a_body_is_for_is_part_of_its_name(language: str, text: str, speaker: str) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "По словам его адвоката, порт закрыт.", "его адвокат"),
        ("ru", "По мнению её коллег, порт закрыт.", "её коллеги"),
        ("ru", "По словам этого чиновника, порт закрыт.", "этот чиновник"),
        ("uk", "За словами його адвоката, порт закрито.", "його адвокат"),
        ("uk", "На думку її колег, порт закрито.", "її колеги"),
    ],
)
def test_owner_of_a_role_keeps_its_form(language: str, text: str, speaker: str) -> None:
    assert told(text, language) == [(told(text, language)[0][0], speaker)]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Министр Вера Ланская поддержала маяк. Об этом она сообщила в интервью.", "Вера Ланская"),
        ("ru", "Вера Ланская обошла Петра Зимина. Об этом она сообщила в среду.", "Вера Ланская"),
        ("uk", "Голова порту Олена Гай закрила маяк. Про це вона сказала в ефірі.", "Олена Гай"),
        ("bg", "Кметът Стоян Върбан затвори порта. Това той съобщи в сряда.", "Стоян Върбан"),
        ("ru", "МВД проверяет порт. Задержанных нет, уточнили в ведомстве.", "МВД"),
        ("ru", "МИД выразил протест. В министерстве добавили, что порт закрыт.", "МИД"),
        ("ru", "МВД и МЧС едут в порт. В ведомстве сообщили, что маяк цел.", "ведомство"),
        ("uk", "МОЗ перевірило порт. У відомстві уточнили, що маяк цілий.", "МОЗ"),
        ("cs", "MZV vyjádřilo protest. Na ministerstvu uvedli, že přístav je zavřený.", "MZV"),
        ("sl", "MZZ je izrazilo protest. Na ministrstvu so povedali, da je svetilnik cel.", "MZZ"),
        ("bg", "МВР проверява порта. От министерството съобщиха, че фарът е цял.", "МВР"),
        (
            "ru",
            "Экс-глава МИД Пётр Зимин ушёл. Маяк погас. Порт пуст. Бывший министр заявил, что он закрыт.",
            "Пётр Зимин",
        ),
        (
            "ru",
            "Бывший футболист Пётр Зимин ушёл. Бывший министр заявил, что порт закрыт.",
            "Бывший министр",
        ),
    ],
)
def test_pronouns_and_nouns_stand_for_whom_the_text_named(language: str, text: str, speaker: str) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "«Мы не отступим», — цитирует министра агентство «Норвест».", "министр"),
        ("ru", "«Мы не отступим», — цитирует слова министра агентство «Норвест».", "министр"),
        ("ru", "«Мы не отступим», — цитирует Петра Зимина газета «Норвест».", "Пётр Зимин"),
        ("ru", "«Мы не отступим», — цитирует агентство «Норвест».", "Норвест"),
        ("uk", "«Ми не відступимо», — цитує міністра видання «Норвест».", "міністр"),
        ("pl", "„Nie ustąpimy” – cytuje ministra agencja Norwest.", "ministra"),
        ("bg", "„Няма да отстъпим“, цитира министъра агенция „Норвест“.", "министъра"),
    ],
)
def test_whom_a_paper_cites_is_who_says(language: str, text: str, speaker: str) -> None:
    assert told(text, language)[-1][1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("bg", "Адвокатът на Стоян Върбан заяви, че той е добре.", "Адвокатът на Стоян Върбан"),
        ("bg", "„Фарът стои“, каза адвокатът на Стоян Върбан.", "адвокатът на Стоян Върбан"),
        ("bg", "Министърът на отбраната Стоян Върбан каза, че фарът стои.", "Стоян Върбан"),
    ],
)
def test_whose_lawyer_speaks_is_no_description_of_his_client(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]
