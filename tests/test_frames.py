"""Frames put into the middle of what is told, phrases beside each other, colons, objects before subjects."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "Причал, по словам мэра, откроют в мае.", "Причал, по словам мэра, откроют в мае"),
        ("ru", "Чинить причал, по мнению мэра, должны «моряки, а не рыбаки».", "моряки, а не рыбаки"),
        ("uk", "На молі є, за даними поліції, сто людей.", "На молі є, за даними поліції, сто людей"),
        ("uk", "Чинити міст, за словами міністра, мають «самі моряки».", "самі моряки"),
        ("pl", "Winę, zdaniem ministra, ponosi „port, nie miasto”.", "port, nie miasto"),
        ("cs", "Nový maják, podle starosty, stojí.", "Nový maják, podle starosty, stojí"),
        ("bg", "Вината, според кмета, носят моряците.", "Вината, според кмета, носят моряците"),
        ("sl", "Na trgu je, po navedbah policije, sto ljudi.", "Na trgu je, po navedbah policije, sto ljudi"),
        ("es", "El muelle, según el alcalde, «será la gloria de todos».", "será la gloria de todos"),
        ("ru", "Порт закрыли, но маяк, по словам мэра, горит ночью.", "маяк, по словам мэра, горит ночью"),
        ("ru", "Мэр сказал, что новый паром, по его словам, цел.", "что новый паром, по его словам, цел"),
    ],
)  # fmt: skip
def test_what_stands_behind_an_inserted_phrase_is_told_with_it(language: str, text: str, words: str) -> None:
    assert words in [found for found, _ in told(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ru", "Причал закроют, по словам мэра, а маяк останется.", "Причал закроют"),
        ("ru", "Причал закроют, по словам мэра, который вернулся домой.", "Причал закроют"),
        ("ru", "Причал закроют, по словам мэра Петра Зимина, главы порта с весны.", "Причал закроют"),
        ("ru", "Лодок, по словам мэра, девять, но рыбаки считают семь.", "Лодок, по словам мэра, девять"),
        ("pl", "Port zamkną latem, zdaniem ministra, bo molo zgniło.", "Port zamkną latem"),
        ("cs", "Přístav zavřou, podle starosty, protože molo shnilo.", "Přístav zavřou"),
    ],
)
def test_another_clause_behind_a_phrase_is_not_told_with_it(language: str, text: str, words: str) -> None:
    assert words in [found for found, _ in told(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pl", "Jan Wierzba wyszedł. Na molo wyszło, jak szacuje Borea, 40 osób; port milczy.",
         ("Na molo wyszło, jak szacuje Borea, 40 osób", "Borea")),
        ("cs", "Jan Vrba odešel. Molo, jak odhaduje Borea, zavřou v květnu.",
         ("Molo, jak odhaduje Borea, zavřou v květnu", "Borea")),
        ("uk", "Петро Зимин пішов. Міст, як стверджують у міністерстві, закриють.",
         ("Міст, як стверджують у міністерстві, закриють", "міністерство")),
        ("pl", "Port padł wczoraj, jak podaje Reuters, a minister wyjechał.",
         ("Port padł wczoraj", "Reuters")),
        ("pl", "Minister wyjechał, a jak podaje minister, port padł.", ("port padł", "minister")),
        ("en", "The port was shut, as Reuters reported, and the mayor went home.",
         ("The port was shut", "Reuters")),
    ],
)  # fmt: skip
def test_frame_with_as_tells_the_clause_around_it(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    assert expected in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "Na molo přišlo podle policie 3.000 lidí, podle hasičů až 8.000.",
         [("Na molo přišlo podle policie 3.000 lidí", "policie"), ("až 8.000", "hasičů")]),
        ("pl", "Według policji przyszło 3 tys. osób, a według organizatorów 8 tys.",
         [("przyszło 3 tys. osób", "policji"), ("8 tys", "organizatorów")]),
        ("ru", "На мол вышли, по данным полиции, 300 человек, по данным организаторов — до 800.",
         [("На мол вышли, по данным полиции, 300 человек", "полиция"), ("до 800", "организаторы")]),
        ("sl", "Na pomol je po podatkih policije prišlo 300 ljudi, po podatkih organizatorjev 800.",
         [("Na pomol je po podatkih policije prišlo 300 ljudi", "policije"), ("800", "organizatorjev")]),
        ("bg", "На мола дойдоха според полицията 300 души, според кмета до 800.",
         [("На мола дойдоха според полицията 300 души", "полицията"), ("до 800", "кмета")]),
    ],
)  # fmt: skip
def test_each_of_two_phrases_tells_its_own_number(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", 'У "Портовій варті" відповіли: рейс скасували.', ("рейс скасували", "Портова варта")),
        ("ru", "В «Тихой гавани» пояснили: рейс отменили.", ("рейс отменили", "Тихая гавань")),
        ("cs", "V „Tichém přístavu“ odpověděli: plavbu zrušili.", ("plavbu zrušili", "Tichém přístavu")),
        ("ru", "Пётр Зимин ушёл. Совет выступил с обращением: напомнил жителям о запрете.",
         ("жителям о запрете", "Совет")),
        ("bg", "Петър Зимин излезе. Министерството реагира: напомни за новата забрана.",
         ("за новата забрана", "Министерството")),
    ],
)  # fmt: skip
def test_colon_behind_a_place_in_marks_or_a_clause_goes_on_with_it(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    assert expected in told(text, language)


def test_many_who_speak_behind_a_colon_are_not_the_one_before_it() -> None:
    found = told("Вера Ланская узнала новость: сообщили, что порт закрыт.", "ru")
    assert "Вера Ланская" not in [speaker for _, speaker in found]


@pytest.mark.parametrize(
    ("language", "headline", "expected"),
    [
        ("sl", "V Lukavi zaprli most, Ana Breza: Ljudje so odločili", ("Ljudje so odločili", "Ana Breza")),
        ("ru", "В порту закрыли мост, Вера Ланская: Люди всё решили", ("Люди всё решили", "Вера Ланская")),
        ("pl", "Nad rzeką nie ma mostu, Jan Wierzba: już nie czekamy", ("już nie czekamy", "Jan Wierzba")),
        ("en", "Bridge closed today, Tomas Orel: The town decided", ("The town decided", "Tomas Orel")),
    ],
)  # fmt: skip
def test_headline_names_its_speaker_behind_a_comma(
    language: str, headline: str, expected: tuple[str, str]
) -> None:
    assert expected in told(headline, language)


@pytest.mark.parametrize(
    "headline",
    ["Ana Breza, Tomas Orel: Kdo bo zmagal", "Kdo zdaj vodi mesto, Ana Breza, Tomas Orel: kaj vemo"],
)
def test_list_of_names_before_a_colon_names_no_speaker(headline: str) -> None:
    assert told(headline, "sl") == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Port się domknie – komentował przyjęcie przez radę uchwały minister Sowa.", "minister Sowa"),
        ("uk", "Люди втомилися чекати, — прокоментував рішення міністра мер Орел.", "мер Орел"),
        ("cs", "Lidé mají dost čekání, komentoval rozhodnutí ministra starosta Sova.", "starosta Sova"),
        ("bg", "Хората се умориха да чакат, коментира решението на министъра кметът Орлов.", "кметът Орлов"),
        ("uk", "Люди втомилися чекати, — прокоментував заступник міністра Орел.", "заступник міністра Орел"),
    ],
)  # fmt: skip
def test_object_before_a_subject_is_no_part_of_it(language: str, text: str, speaker: str) -> None:
    assert [found for _, found in told(text, language)] == [speaker]
