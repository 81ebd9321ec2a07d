"""What the finder of dates reads in invented news."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.times.find import find_timexes
from rashomon.model.annotation import Analysis, Published, Sentence, Structure, Timex
from rashomon.model.text import Span
from tests.articles import article_of


def read(text: str, language: str = "en", published: str | None = "2021-06-16") -> dict[str, str | None]:
    """Return expression → value; 16 June 2021 was a Wednesday."""
    return {text[t.span.start : t.span.end].lower(): t.value for t in timexes(text, language, published)}


def timexes(text: str, language: str, published: str | None) -> tuple[Timex, ...]:
    article = article_of(text)
    sentences = (Sentence(span=Span(0, len(text)), paragraph=0),) if text.strip() else ()
    structure = Structure(published=Published(value=published, basis="stated" if published else "unknown"))
    return find_timexes(
        Analysis(article=article, language=language, structure=structure, sentences=sentences)
    )


@pytest.mark.parametrize(
    ("language", "text", "expression", "value"),
    [
        ("en", "The dam broke on 3 February 2019.", "3 february 2019", "2019-02-03"),
        ("en", "The dam broke on February 3, 2019.", "february 3, 2019", "2019-02-03"),
        ("en", "The dam broke Feb. 3, 2019.", "feb. 3, 2019", "2019-02-03"),
        ("en", "The crews return on Sept. 14.", "sept. 14", "2021-09-14"),
        ("fr", "La digue a cédé le 3 févr. 2019.", "3 févr. 2019", "2019-02-03"),
        ("pl", "Tama pękła 3 lut. 2019 r.", "3 lut. 2019 r.", "2019-02-03"),
        ("ru", "Свет погас в понедельник в 18 часов.", "понедельник в 18 часов", "2021-06-14T18:00"),
        ("uk", "Світло згасло вчора о 6-й ранку.", "вчора о 6-й ранку", "2021-06-15T06:00"),
        ("pl", "Wczoraj o godz. 18 zgasło światło.", "wczoraj o godz. 18", "2021-06-15T18:00"),
        ("bg", "Токът спря вчера в 18 часа.", "вчера в 18 часа", "2021-06-15T18:00"),
        ("de", "Am Montag um 18 Uhr fiel der Strom aus.", "montag um 18 uhr", "2021-06-14T18:00"),
        ("fr", "Hier à 18h30, le courant a sauté.", "hier à 18h30", "2021-06-15T18:30"),
        ("es", "Ayer a las 6 de la tarde se fue la luz.", "ayer a las 6 de la tarde", "2021-06-15T18:00"),
        ("it", "Ieri alle ore 18 è mancata la luce.", "ieri alle ore 18", "2021-06-15T18:00"),
        ("pt", "Ontem às 18h faltou a luz.", "ontem às 18h", "2021-06-15T18:00"),
        ("it", "Ieri alle 18, è mancata la luce.", "ieri alle 18", "2021-06-15T18:00"),
        ("es", "La luz se fue a las 18 del lunes.", "18 del lunes", "2021-06-14T18:00"),
        ("zh", "周一下午6点停电。", "周一下午6点", "2021-06-14T18:00"),
        ("zh", "昨天上午10点30分停电。", "昨天上午10点30分", "2021-06-15T10:30"),
        ("zh", "5月3日18时停电。", "5月3日18时", "2021-05-03T18:00"),
        ("en", "The lights went out on Monday at noon.", "monday at noon", "2021-06-14T12:00"),
        ("pl", "Światło zgasło w poniedziałek w południe.", "poniedziałek w południe", "2021-06-14T12:00"),
        ("ru", "Свет погас в понедельник в полдень.", "понедельник в полдень", "2021-06-14T12:00"),
        ("fr", "Lundi à midi, le courant a sauté.", "lundi à midi", "2021-06-14T12:00"),
        ("cs", "Výbuch nastal v pondělí v 18 hodin.", "pondělí v 18 hodin", "2021-06-14T18:00"),
        ("ar", "انقطع التيار أمس في الساعة 18.", "أمس في الساعة 18", "2021-06-15T18:00"),
        ("en", "It was built in March 2004.", "march 2004", "2004-03"),
        ("en", "The mayor spoke on Monday.", "monday", "2021-06-14"),
        ("en", "The mayor spoke on Wednesday.", "wednesday", "2021-06-16"),
        ("en", "The court will meet on Friday.", "friday", "2021-06-18"),
        ("en", "Floods came two weeks ago.", "two weeks ago", "2021"),
        ("en", "Floods came three days ago.", "three days ago", "2021-06-13"),
        ("en", "They met last year.", "last year", "2020"),
        ("en", "They met yesterday.", "yesterday", "2021-06-15"),
        ("en", "They were seen in November.", "november", "2020-11"),
        ("en", "The gate opens at 3:30 pm on 17 June.", "3:30 pm on 17 june", "2021-06-17T15:30"),
        ("ru", "Мост построили в декабре прошлого года.", "декабре прошлого года", "2020-12"),
        ("ru", "Встреча прошла 10 мая.", "10 мая", "2021-05-10"),
        ("ru", "Пожар начался накануне.", "накануне", "2021-06-15"),
        ("ru", "Завод открыли два года назад.", "два года назад", "2019"),
        ("uk", "Збори відбулися у вересні 2020 року.", "вересні 2020 року", "2020-09"),
        ("uk", "Міст збудували торік.", "торік", "2020"),
        ("pl", "Most otwarto przed trzema dniami w Raju.", "przed trzema dniami", "2021-06-13"),
        ("pl", "Wybory odbyły się w maju 2019 roku.", "maju 2019 roku", "2019-05"),
        ("cs", "Loni v březnu byl most zavřen.", "loni v březnu", "2020-03"),
        ("sl", "Most so odprli 5. aprila lani.", "5. aprila lani", "2020-04-05"),
        ("bg", "Мостът беше открит на 2 юни 2020 г. от кмета.", "2 юни 2020 г.", "2020-06-02"),
        ("es", "El puente se abrió el 4 de mayo de 2018.", "4 de mayo de 2018", "2018-05-04"),
        ("ar", "افتتح الجسر في 4 مايو 2018.", "4 مايو 2018", "2018-05-04"),
        (
            "en",
            "It broke out at six in the evening on Monday.",
            "six in the evening on monday",
            "2021-06-14T18:00",
        ),
        ("en", "The lights went out on Monday at midnight.", "monday at midnight", "2021-06-14T00:00"),
        (
            "ru",
            "Свет погас в понедельник в шесть часов вечера.",
            "понедельник в шесть часов вечера",
            "2021-06-14T18:00",
        ),
        (
            "ru",
            "В понедельник в три часа ночи погас свет.",
            "понедельник в три часа ночи",
            "2021-06-14T03:00",
        ),
        (
            "ru",
            "В понедельник в одиннадцать ночи погас свет.",
            "понедельник в одиннадцать ночи",
            "2021-06-14T23:00",
        ),
        ("uk", "Світло згасло вчора о шостій вечора.", "вчора о шостій вечора", "2021-06-15T18:00"),
        ("pl", "Wczoraj o szóstej rano zgasło światło.", "wczoraj o szóstej rano", "2021-06-15T06:00"),
        ("cs", "Včera v šest hodin večer zhaslo světlo.", "včera v šest hodin večer", "2021-06-15T18:00"),
        ("bg", "Токът спря вчера в шест часа вечерта.", "вчера в шест часа вечерта", "2021-06-15T18:00"),
        ("sl", "Včeraj ob šestih zvečer je zmanjkalo luči.", "včeraj ob šestih zvečer", "2021-06-15T18:00"),
        (
            "de",
            "Am Montag um sechs Uhr morgens brannte es.",
            "montag um sechs uhr morgens",
            "2021-06-14T06:00",
        ),
        ("fr", "Lundi à six heures du soir, tout a brûlé.", "lundi à six heures du soir", "2021-06-14T18:00"),
        (
            "es",
            "Ayer a las seis de la tarde se fue la luz.",
            "ayer a las seis de la tarde",
            "2021-06-15T18:00",
        ),
        ("it", "Ieri alle sei di sera è mancata la luce.", "ieri alle sei di sera", "2021-06-15T18:00"),
        ("pt", "Ontem às seis da tarde faltou a luz.", "ontem às seis da tarde", "2021-06-15T18:00"),
        ("ar", "انقطع التيار في الساعة السادسة مساء الاثنين.", "السادسة مساء الاثنين", "2021-06-14T18:00"),
        ("fa", "برق ساعت شش عصر دوشنبه قطع شد.", "شش عصر دوشنبه", "2021-06-14T18:00"),
        ("zh", "周一下午六点停电。", "周一下午六点", "2021-06-14T18:00"),
        (
            "en",
            "The lights went out on Monday at half past seven in the evening.",
            "monday at half past seven in the evening",
            "2021-06-14T19:30",
        ),
        (
            "pl",
            "Wczoraj o wpół do ósmej wieczorem było ciemno.",
            "wczoraj o wpół do ósmej wieczorem",
            "2021-06-15T19:30",
        ),
        (
            "pl",
            "Wczoraj wieczorem o wpół do ósmej było ciemno.",
            "wczoraj wieczorem o wpół do ósmej",
            "2021-06-15T19:30",
        ),
        ("pl", "Wczoraj o wpół do ósmej było ciemno.", "wczoraj", "2021-06-15"),
        (
            "ru",
            "Вчера в половине восьмого вечера погас свет.",
            "вчера в половине восьмого вечера",
            "2021-06-15T19:30",
        ),
        (
            "ru",
            "Вчера в половине первого ночи погас свет.",
            "вчера в половине первого ночи",
            "2021-06-15T00:30",
        ),
        (
            "ru",
            "Вчера без четверти восемь утра погас свет.",
            "вчера без четверти восемь утра",
            "2021-06-15T07:45",
        ),
        (
            "uk",
            "Вчора о пів на восьму вечора згасло світло.",
            "вчора о пів на восьму вечора",
            "2021-06-15T19:30",
        ),
        ("cs", "Včera o půl osmé večer zhaslo světlo.", "včera o půl osmé večer", "2021-06-15T19:30"),
        (
            "sl",
            "Včeraj ob pol osmih zvečer je ugasnila luč.",
            "včeraj ob pol osmih zvečer",
            "2021-06-15T19:30",
        ),
        (
            "bg",
            "Токът спря вчера в осем и половина вечерта.",
            "вчера в осем и половина вечерта",
            "2021-06-15T20:30",
        ),
        ("de", "Am Montag um halb acht abends brannte es.", "montag um halb acht abends", "2021-06-14T19:30"),
        (
            "fr",
            "Lundi à sept heures et demie du soir, tout a brûlé.",
            "lundi à sept heures et demie du soir",
            "2021-06-14T19:30",
        ),
        (
            "es",
            "Ayer a las siete y media de la tarde se fue la luz.",
            "ayer a las siete y media de la tarde",
            "2021-06-15T19:30",
        ),
        (
            "it",
            "Ieri alle sette e mezza di sera è mancata la luce.",
            "ieri alle sette e mezza di sera",
            "2021-06-15T19:30",
        ),
        (
            "pt",
            "Ontem às sete e meia da noite faltou a luz.",
            "ontem às sete e meia da noite",
            "2021-06-15T19:30",
        ),
        (
            "tr",
            "Pazartesi gece on iki buçukta ışıklar söndü.",
            "pazartesi gece on iki buçukta",
            "2021-06-14T00:30",
        ),
        (
            "az",
            "Bazar ertəsi axşam səkkizin yarısında işıq söndü.",
            "bazar ertəsi axşam səkkizin yarısında",
            "2021-06-14T19:30",
        ),
        (
            "ar",
            "انقطع التيار في الساعة السابعة والنصف مساء الاثنين.",
            "السابعة والنصف مساء الاثنين",
            "2021-06-14T19:30",
        ),
        ("fa", "برق ساعت هفت و نیم صبح دوشنبه قطع شد.", "هفت و نیم صبح دوشنبه", "2021-06-14T07:30"),
        ("zh", "周一晚上七点半停电。", "周一晚上七点半", "2021-06-14T19:30"),
        ("es", "La luz se fue el lunes a las seis.", "lunes", "2021-06-14"),
        ("pl", "Rodziny otrzymają pomoc do końca lipca, zapowiedział wójt.", "lipca", "2021-07"),
        ("de", "Die Brücke wurde am 2020-02-03 gebaut.", "2020-02-03", "2020-02-03"),
        ("de", "Die Brücke wurde im Februar 2020 gebaut.", "februar 2020", "2020-02"),
        ("pl", "Regatę przełożono na wrzesień.", "wrzesień", "2021-09"),
        ("pl", "Burza przyszła w nocy na poniedziałek.", "poniedziałek", "2021-06-14"),
        ("uk", "На понеділок скликали раду.", "понеділок", "2021-06-21"),
        ("uk", "Станом на понеділок зникли двоє.", "понеділок", "2021-06-14"),
        ("ru", "Собрание назначили на пятницу.", "пятницу", "2021-06-18"),
        ("en", "The villagers may return on Friday at the earliest.", "friday", "2021-06-18"),
        ("de", "Die Leute dürfen frühestens am Freitag zurück.", "freitag", "2021-06-18"),
        ("pl", "Ludzie mogą wrócić najwcześniej w piątek.", "piątek", "2021-06-18"),
        ("ru", "Людям можно вернуться не раньше пятницы.", "пятницы", "2021-06-18"),
        ("cs", "Starosta svolal radu na pátek.", "pátek", "2021-06-18"),
        ("bg", "Рибарите обявиха стачка за петък.", "петък", "2021-06-18"),
        ("sl", "Ribiči so stavko napovedali za petek.", "petek", "2021-06-18"),
        ("de", "Die Fahrt wurde auf Freitag verschoben.", "freitag", "2021-06-18"),
        ("en", "The vote was set for Friday.", "friday", "2021-06-18"),
        ("en", "The vote, set for Tuesday, was called off.", "tuesday", "2021-06-15"),
        ("en", "She had been scheduled to speak on Tuesday.", "tuesday", "2021-06-15"),
        ("en", "She had been scheduled to speak on Friday.", "friday", "2021-06-18"),
        ("ru", "Собрание, назначенное на вторник, перенесли.", "вторник", "2021-06-15"),
        ("ru", "Собрание перенесли на вторник.", "вторник", "2021-06-22"),
        ("en", "They were paid their wages for November.", "november", "2020-11"),
        ("fr", "La porte a cédé le 3 juin à 3 h 40.", "3 juin à 3 h 40", "2021-06-03T03:40"),
        ("fr", "La porte a cédé le 3 juin à 15 heures 30.", "3 juin à 15 heures 30", "2021-06-03T15:30"),
    ],
)
def test_values(language: str, text: str, expression: str, value: str) -> None:
    assert read(text, language) == {expression: value}


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "It stood idle from 3 May to 5 June 2009.", ["2009-05-03", "2009-06-05"]),
        ("en", "It stood idle in June and July 2009.", ["2009-06", "2009-07"]),
        ("en", "It stood idle from December to January 2010.", ["2009-12", "2010-01"]),
        ("ru", "Завод стоял с июня по июль 2009 года.", ["2009-06", "2009-07"]),
        ("pl", "Zakład stał w czerwcu i lipcu 2009 r.", ["2009-06", "2009-07"]),
        ("en", "It closed in May, and June 2009 was quiet.", ["2021-05", "2009-06"]),
    ],
)
def test_of_two_dates_that_are_joined_one_year_is_for_both(
    language: str, text: str, values: list[str]
) -> None:
    assert [t.value for t in timexes(text, language, "2021-06-16")] == values


def test_a_word_between_two_dates_sets_nothing_for_the_second() -> None:
    told = read("Шторм начался с понедельника на вторник.", "ru")
    assert told["вторник"] == "2021-06-15"


def test_lists_and_ranges_give_each_end() -> None:
    assert read("It stood empty from 1971 to 1983.") == {"1971": "1971", "1983": "1983"}
    assert read("Pouk odpade 7. in 8. maja.", "sl") == {"7.": "2021-05-07", "8. maja": "2021-05-08"}


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the sea.",
        "The team won 4:0.",
        "She came second.",
        "Mrs. May spoke.",
        "It held 2400 seats.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Это длилось 18 часов."),
        ("es", "Duró 18 horas."),
        ("bg", "Трая 18 часа."),
        ("it", "Il premio è andato alle 18 donne."),
        ("zh", "委员会提出了3点建议。"),
    ],
)
def test_hours_that_are_counted_are_no_time_of_day(language: str, text: str) -> None:
    assert not read(text, language)


def test_without_a_day_of_publication_partial_dates_stay_open() -> None:
    assert read("They met on Monday.", published=None) == {"monday": None}
    assert read("They met in May 2003.", published=None) == {"may 2003": "2003-05"}


def test_a_past_day_takes_no_year_from_one_to_come() -> None:
    text = "Мост закроют до 31 декабря 2030 года. 14 ноября мэр подписал приказ."
    assert read(text, "ru", None) == {"31 декабря 2030 года": "2030-12-31", "14 ноября": None}


def test_the_day_before_stays_open_behind_another_day() -> None:
    assert read("On 3 June the port closed, and the day before it rained.")["the day before"] is None
    assert read("On 16 June the port closed, and the day before it rained.")["the day before"] == "2021-06-15"


def test_a_pointing_word_takes_the_year_named_before() -> None:
    found = read("He sang at a 2008 party. At that March 2 party nobody danced.")
    assert found["march 2"] == "2008-03-02"


def test_clause_covers_the_expression() -> None:
    text = "The old mill burned down, and on 3 May 2020, as neighbours say, rain fell for hours."
    (timex,) = timexes(text, "en", None)
    assert timex.clause.contains(timex.span)
    assert timex.precision == "day"


def test_a_verb_three_clauses_away_tells_no_time_of_a_date() -> None:
    text = "Lindqvist, who kept the lamp since 1997, runs against Orel, a registered nurse, in November."
    assert read(text)["november"] == "2021-11"


def test_impossible_days_have_no_value() -> None:
    assert read("On 31 February 2020 it rained.") == {"31 february 2020": None}


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="10 .:-/,мая2024maydc года\n’İin last year", max_size=200),
    st.sampled_from(["en", "ru", "ar", "xx"]),
)
def test_spans_lie_in_order_within_the_text(text: str, language: str) -> None:
    found = timexes(text, language, "2021-06-16")
    ends = [0, *(t.span.end for t in found)]
    assert all(end <= t.span.start and t.span.end <= len(text) for end, t in zip(ends, found, strict=False))
    assert all(t.clause.contains(t.span) for t in found)


def test_a_huge_paragraph_is_read_in_linear_time() -> None:
    text = "5 May 2020 1.1.1. at 3.30 , , ago in last year " * 1_000
    start = time.process_time()
    assert timexes(text, "en", None)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("language", "open_ended", "counted", "value"),
    [
        ("en", "The dam broke several days ago.", "It broke a year ago.", "2020"),
        ("en", "The dam broke years ago.", "It broke three days ago.", "2021-06-13"),
        ("ru", "Плотина рухнула несколько дней назад.", "Она рухнула год назад.", "2020"),
        ("ru", "Плотина рухнула много лет назад.", "Она рухнула три дня назад.", "2021-06-13"),
        ("uk", "Дамба впала кілька днів тому.", "Вона впала рік тому.", "2020"),
        ("pl", "Tama pękła kilka dni temu.", "Pękła rok temu.", "2020"),
        ("cs", "Hráz praskla před lety.", "Praskla před rokem.", "2020"),
        ("sl", "Jez je počil pred leti.", "Počil je pred letom.", "2020"),
        ("bg", "Стената се срина преди години.", "Тя се срина преди година.", "2020"),
        ("de", "Der Damm brach vor Jahren.", "Er brach vor einem Jahr.", "2020"),
        ("fr", "Le barrage a cédé il y a des années.", "Il a cédé il y a un an.", "2020"),
        ("es", "La presa se rompió hace años.", "Se rompió hace un año.", "2020"),
        ("it", "La diga cedette alcuni giorni fa.", "Cedette un anno fa.", "2020"),
        ("pt", "A barragem cedeu alguns anos atrás.", "Cedeu há um ano.", "2020"),
        ("tr", "Baraj birkaç gün önce yıkıldı.", "Bir yıl önce yıkıldı.", "2020"),
        ("az", "Bənd bir neçə gün əvvəl dağıldı.", "Üç gün əvvəl dağıldı.", "2021-06-13"),
        ("ar", "انهار السد قبل سنوات.", "انهار قبل عام.", "2020"),
        ("fa", "سد چند روز پیش شکست.", "یک سال پیش شکست.", "2020"),
        ("zh", "大坝几天前垮了。", "大坝三天前垮了。", "2021-06-13"),
    ],
)
def test_a_time_that_leaves_open_how_long_ago_is_no_date(
    language: str, open_ended: str, counted: str, value: str
) -> None:
    assert read(open_ended, language) == {}
    assert list(read(counted, language).values()) == [value]


@pytest.mark.parametrize(
    ("language", "text", "expression", "value"),
    [
        ("ru", "Его имя внесут в список уже в понедельник.", "понедельник", "2021-06-21"),
        ("ru", "Его имя вычеркнет суд в понедельник.", "понедельник", "2021-06-21"),
        ("ru", "Заводы замерли в понедельник.", "понедельник", "2021-06-14"),
        ("ru", "О предстоящей остановке министр знал ещё в понедельник.", "понедельник", "2021-06-14"),
        ("uk", "Роботу вже в понеділок втратять сорок людей.", "понеділок", "2021-06-21"),
        ("uk", "Спір вирішиться в понеділок.", "понеділок", "2021-06-21"),
        ("uk", "Нагадаємо, у понеділок порт не працював.", "понеділок", "2021-06-14"),
        ("uk", "Тривогу в понеділок оголошено.", "понеділок", "2021-06-14"),
    ],
)
def test_a_dictionarys_verbs_tell_whether_a_weekday_lies_ahead(
    language: str, text: str, expression: str, value: str
) -> None:
    assert read(text, language)[expression] == value
