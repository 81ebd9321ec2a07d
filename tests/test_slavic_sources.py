"""Whose words Slavic pages give: by gender, over commas, behind quotations, through papers and labels."""

import pytest

from rashomon.lang.name_cases import name_gender
from tests.test_slavic_speech import quotes_of, told


@pytest.mark.parametrize(
    ("language", "name", "gender"),
    [
        ("ru", "Борис", "masculine"),
        ("ru", "Вера", "feminine"),
        ("ru", "Мишель", None),
        ("uk", "Олена", "feminine"),
        ("pl", "Jan", "masculine"),
        ("pl", "Kuba", "masculine"),
        ("cs", "Ellen", "feminine"),
        ("sl", "Luka", "masculine"),
        ("bg", "Стоян", "masculine"),
        ("en", "Mara", None),
    ],
)
def test_given_names_tell_gender_where_a_language_lets_them(
    language: str, name: str, gender: str | None
) -> None:
    assert name_gender(language, name) == gender


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "ru",
            "Вера Ланская сказала, что маяк цел. Комментируя уход Петра Зимина, она пишет, что порт закрыт.",
            "что порт закрыт",
            "Вера Ланская",
        ),
        (
            "ru",
            "Пётр Зимин, покинувший порт в среду, в письме Вере Ланской объяснил, что маяк погас.",
            "что маяк погас",
            "Пётр Зимин",
        ),
        (
            "uk",
            "Жителі порту, які давно живуть біля маяка сказали, що вогонь згас.",
            "що вогонь згас",
            "Жителі порту",
        ),
        (
            "ru",
            "Сторонники старого Порта считают, что маяк нужен.",
            "что маяк нужен",
            "Сторонники старого Порта",
        ),
        (
            "ru",
            "Пётр Зимин пришёл вечером. «Мы ждали весь день у причала», — заявил сенатор в беседе с газетой.",
            "Мы ждали весь день у причала",
            "Пётр Зимин",
        ),
        (
            "uk",
            "Олена Гай чекала. Про це повідомляє The Harbour Post. За її словами, вогонь згас.",
            "вогонь згас",
            "Олена Гай",
        ),
        ("uk", "У лікарні розповіли Harbour Post, що двері зачинені.", "що двері зачинені", "лікарня"),
        (
            "ru",
            "Мэр молчит, но известно, что там темно. Так как, подчеркнул Пётр Зимин, маяк стар, огонь погас.",
            "Так как, подчеркнул Пётр Зимин, маяк стар, огонь погас",
            "Пётр Зимин",
        ),
        (
            "ru",
            "Пётр Зимин ждёт. Для этого, по его словам, планируется построить новый маяк.",
            "планируется построить новый маяк",
            "Пётр Зимин",
        ),
        (
            "uk",
            "Вогонь згасне навесні, вважає Олена Гай, і це, на її думку, добрий знак.",
            "добрий знак",
            "Олена Гай",
        ),
        (
            "ru",
            "Агентство Северсталь-Пресс со ссылкой на источники сообщило, что маяк погас.",
            "что маяк погас",
            "Северсталь-Пресс",
        ),
        (
            "ru",
            "По словам Веры Ланской, директора старого порта, маяк погас.",
            "маяк погас",
            "Вера Ланская",
        ),
        (
            "ru",
            "Маяк, пишет автор, погас до самой весны.",
            "Маяк, пишет автор, погас до самой весны",
            "автор",
        ),
        (
            "ru",
            "Пётр Зимин, порт: Мы говорили, что маяк погаснет.",
            "Мы говорили, что маяк погаснет",
            "Пётр Зимин",
        ),
    ],
)
def test_the_one_who_said_it_is_found(language: str, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(text, language)


def test_a_paper_that_closes_what_someone_thinks_passes_it_on() -> None:
    text = "Олена Гай чекала. На її думку, вогонь згасне до весни, пише видання."
    (quote,) = quotes_of(text, "uk")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.via) == ("Олена Гай", "видання")
    assert text[quote.span.start : quote.span.end] == "вогонь згасне до весни"


def test_one_word_in_marks_that_is_the_verb_is_said() -> None:
    assert ("рушится", "Пётр Зимин") in told("Пётр Зимин заявил, что маяк «рушится».", "ru")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "План Веры Ланской предполагает закрытие маяка."),
        ("ru", "Комментируя решение Петра Зимина, порт закрыли."),
        ("uk", "Про маяк Олена Гай повідомила на нараді з портом."),
        ("pl", "Jan Wierzba przyszedł. Strajk planują piloci, o czym mówiono wczoraj."),
        ("ru", "С планом не согласился Пётр Зимин, а также старый порт."),
    ],
)
def test_what_nobody_is_told_to_have_said_is_no_quote(language: str, text: str) -> None:
    assert told(text, language) == []


def test_clock_times_part_no_words() -> None:
    text = "Маяк погас с 4:01 до 3:59 по местному времени, сообщил Пётр Зимин."
    assert told(text, "ru") == [("Маяк погас с 4:01 до 3:59 по местному времени", "Пётр Зимин")]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("pl", "„Latarnia zgaśnie!” – powtarza Jan Wierzba.", "Latarnia zgaśnie!", "Jan Wierzba"),
        ("pl", "„To nieprawda” – odpiera zarzuty Jan Wierzba.", "To nieprawda", "Jan Wierzba"),
        ("pl", "Jan Wierzba powtarza, że latarnia zgaśnie.", "że latarnia zgaśnie", "Jan Wierzba"),
        ("cs", "„Maják zhasne!“ zlobí se Karel Houba.", "Maják zhasne!", "Karel Houba"),
        ("cs", "„Kdo ‚maják‘ zhasl?“ diví se Karel Houba.", "Kdo ‚maják‘ zhasl?", "Karel Houba"),
        ("bg", "„Фарът ще угасне!“, тюхка се Стоян Върбан.", "Фарът ще угасне!", "Стоян Върбан"),
        ("bg", "«Фарът ще угасне?» – чуди се Стоян Върбан.", "Фарът ще угасне?", "Стоян Върбан"),
        ("sl", "»Svetilnik bo ugasnil!« se jezi Ana Breza.", "Svetilnik bo ugasnil!", "Ana Breza"),
        ("sl", "„Svetilnik bo ugasnil?“ se čudi Ana Breza.", "Svetilnik bo ugasnil?", "Ana Breza"),
        ("uk", "«Маяк К'яри згасне!» — обурюється Олена Гай.", "Маяк К'яри згасне!", "Олена Гай"),
        ("uk", '"Згасне п\'ятого", — бідкається Олена Гай.', "Згасне п'ятого", "Олена Гай"),
        ("ru", "— Маяк погаснет! — негодует Пётр Зимин.", "Маяк погаснет!", "Пётр Зимин"),
        ("ru", "Пётр Зимин сетует, что маяк погас.", "что маяк погас", "Пётр Зимин"),
    ],
)
def test_verbs_of_emotion_and_answer_give_words(language: str, text: str, words: str, speaker: str) -> None:
    assert told(text, language) == [(words, speaker)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Jana Wierzbę cieszy nowa latarnia."),
        ("pl", "Dzieje powtarzają się w starej latarni."),
        ("cs", "Karla Houbu zlobí nový maják."),
        ("ru", "Приливы повторяются у маяка дважды в день."),
        ("uk", "Угода передбачає новий маяк до весни."),
    ],
)
def test_verbs_of_emotion_give_no_words_without_a_quotation(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        ("en", "“The light goes dark!” fumed Mara Lindqvist.", "The light goes dark!", "Mara Lindqvist"),
        ("cs", "„Maják zhasne!“ frflá ministryně Karel Houba.", "Maják zhasne!", "Karel Houba"),
        ("bg", "„Фарът угасва“, пуфти Стоян Върбан.", "Фарът угасва", "Стоян Върбан"),
        ("ru", "«Маяк погаснет», — кукарекает Пётр Зимин.", "Маяк погаснет", "Пётр Зимин"),
    ],
)
def test_who_is_named_behind_an_unknown_verb_behind_a_quotation_speaks(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert told(text, language) == [(words, speaker)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“Help the Lighthouse” stars Mara Lindqvist."),
        ("cs", "„Zhaslý maják“ napůl Karel Houba."),
        ("pl", "„Latarnia zgaśnie!” dla Jan Wierzba."),
        ("pl", "„Latarnia zgaśnie!” nad morzem Jan Wierzba."),
    ],
)
def test_marks_that_close_no_speech_and_small_words_name_no_speaker(language: str, text: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("столиці, куди, за оцінками журналістів, прийшли тисячі людей", "прийшли тисячі людей"),
        (
            "площі, що зібрав, за оцінками журналістів, тисячі людей",
            "що зібрав, за оцінками журналістів, тисячі людей",
        ),
    ],
)
def test_phrase_in_a_clause_behind_a_quotation_leaves_it_to_its_speaker(clause: str, words: str) -> None:
    text = f"«Це рішення написали за морем», — заявила Олена Гай на {clause}."
    assert told(text, "uk") == [("Це рішення написали за морем", "Олена Гай"), (words, "журналісти")]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Мэр молчал. Один из жильцов пожаловался, что лифт не работает.", "Один из жильцов"),
        (
            "ru",
            "Мэр молчал. Один из рыбаков, видевший пожар, рассказал, что слышал хлопок.",
            "Один из рыбаков",
        ),
        ("uk", "Мер мовчав. Один із мешканців, який це бачив, сказав, що ліфт стоїть.", "Один із мешканців"),
        ("pl", "Burmistrz milczał. Jeden z lokatorów powiedział, że winda stoi.", "Jeden z lokatorów"),
        (
            "cs",
            "Starosta mlčel. Jeden z nájemníků, který to viděl, řekl, že výtah stojí.",
            "Jeden z nájemníků",
        ),
        ("bg", "Кметът мълча. Един от живущите каза, че асансьорът не работи.", "Един от живущите"),
        ("sl", "Župan je molčal. Eden od stanovalcev je dejal, da dvigalo ne dela.", "Eden od stanovalcev"),
    ],
)
def test_one_of_several_is_nobody_named_before(language: str, text: str, speaker: str) -> None:
    assert [q.speaker.name if q.speaker else None for q in quotes_of(text, language)] == [speaker]
