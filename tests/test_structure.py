import pytest

from rashomon.analyze.page.credits import find_credits
from rashomon.analyze.page.structure import read_structure
from rashomon.model.annotation import Structure
from rashomon.model.article import Article, Source
from rashomon.model.text import Span, Text

BODY = "The harbour of Oldmouth was closed on Wednesday because of the storm, and the boats stayed in."


def read(text: str, language: str = "en", **metadata: str) -> tuple[str, Structure]:
    source = Source(id="pier", name="The Pier")
    found = Article(id="a1", locator="a.txt", source=source, text=Text(text), **metadata)  # type: ignore[arg-type]
    return text, read_structure(found, language)


def cut(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def kinds(text: str, structure: Structure) -> dict[str, str]:
    return {text[n.span.start : n.span.end]: n.kind for n in structure.non_body}


def test_a_first_line_that_is_no_sentence_is_the_headline() -> None:
    text, structure = read(f"Storm closes harbour\n\n{BODY}")
    assert cut(text, structure.headline) == "Storm closes harbour"
    assert read(f"{BODY}\n\n{BODY}")[1].headline is None
    assert read(BODY)[1].headline is None


def test_a_label_above_the_headline_is_not_the_headline() -> None:
    head = "OPINION\nWho gains from a closed harbour?\nBy Ann Keel, The Pier\n2 April 2031"
    text, structure = read(f"{head}\n\n{BODY}")
    assert cut(text, structure.headline) == "Who gains from a closed harbour?"
    assert cut(text, structure.byline) == "By Ann Keel, The Pier"
    assert structure.published.value == "2031-04-02"
    assert kinds(text, structure)["OPINION"] == "heading"
    assert cut(*_headline(f"Storm\nBy Ann Keel\n\n{BODY}")) == "Storm"
    assert cut(*_headline(f"Storm\nHarbour closed by its mayor\n\n{BODY}", title="Storm")) == "Storm"


def test_a_date_that_bars_set_apart_from_names_states_the_day() -> None:
    text, structure = read(f"Storm closes harbour\n\nAnn Keel | The Pier | 2 April 2031\n\n{BODY}")
    assert structure.published.value == "2031-04-02"
    assert kinds(text, structure) == {"Ann Keel | The Pier | 2 April 2031": "dateline"}
    assert read(f"Storm closes harbour\n\nIt closed on 2 April 2031.\n\n{BODY}")[1].dateline is None


def test_the_author_between_bars_is_the_byline() -> None:
    text, structure = read(f"Storm closes harbour\n\nBy Ann Keel | The Pier | 2 April 2031\n\n{BODY}")
    assert structure.published.value == "2031-04-02"
    assert cut(text, structure.byline) == "By Ann Keel"


def _headline(text: str, **metadata: str) -> tuple[str, Span | None]:
    return text, read(text, **metadata)[1].headline


def test_a_clock_time_before_a_headline_is_neither_headline_nor_date() -> None:
    text, structure = read(f"16:52 Storm closes harbour\n\n{BODY}")
    assert cut(text, structure.headline) == "Storm closes harbour"
    assert structure.published.basis == "unknown"


@pytest.mark.parametrize(
    ("language", "head", "dateline", "value"),
    [
        ("en", "OLDMOUTH, Maine, April 2, 2031. ", "OLDMOUTH, Maine, April 2, 2031", "2031-04-02"),
        ("en", "OLDMOUTH, Me. — ", "OLDMOUTH, Me.", None),
        ("en", "OLDMOUTH, April 2 (Reuters) - ", "OLDMOUTH, April 2 (Reuters)", None),
        ("ru", "МОСКВА, 2 апреля. /ТАСС/. ", "МОСКВА, 2 апреля. /ТАСС/", None),
        ("cs", "Praha 2. dubna (ČTK) - ", "Praha 2. dubna (ČTK)", None),
        (
            "cs",
            "Port Orm/Praha 2. dubna 2031 (ČTK, red) - ",
            "Port Orm/Praha 2. dubna 2031 (ČTK, red)",
            "2031-04-02",
        ),
        ("uk", "КИЇВ. 2 квітня. ", "КИЇВ. 2 квітня", None),
        ("uk", "КИЇВ. 2 квітня. УНН. ", "КИЇВ. 2 квітня. УНН", None),
        ("ru", "Москва. 2 апреля. PRILIV.NET - ", "Москва. 2 апреля. PRILIV.NET", None),
        ("ru", "Москва. 2 апреля. Интерфакс — ", "Москва. 2 апреля. Интерфакс", None),
        ("pl", "Gdynia, dnia 2 kwietnia 2031 r. ", "Gdynia, dnia 2 kwietnia 2031 r", "2031-04-02"),
        ("ru", "Самара, 2 апреля 2031 г. — ", "Самара, 2 апреля 2031 г.", "2031-04-02"),
        ("en", "date 2031-04-02 ", "date 2031-04-02", "2031-04-02"),
        ("ru", "02.04.2031 14:09 : ", "02.04.2031 14:09", "2031-04-02"),
    ],
)
def test_datelines_and_stamps_are_read(language: str, head: str, dateline: str, value: str | None) -> None:
    text, structure = read(head + BODY, language)
    assert cut(text, structure.dateline) == dateline
    assert structure.published.value == value
    assert set(kinds(text, structure).values()) == {"dateline"}


@pytest.mark.parametrize(
    "start",
    [
        "On April 2 the mayor spoke. ",
        "NATO — a military union — met. ",
        "Oldmouth, the town, slept. ",
        "In Oldmouth: rain. ",
    ],
)
def test_first_words_that_only_look_like_a_dateline_are_text(start: str) -> None:
    assert read(start + BODY)[1].dateline is None


def test_a_date_line_below_the_headline_states_the_day() -> None:
    text, structure = read(f"Storm closes harbour\n\n2031-04-02\n\n{BODY}")
    assert (structure.published.value, structure.published.basis) == ("2031-04-02", "stated")
    assert cut(text, structure.published.evidence[0].span) == "2031-04-02"


def test_a_date_behind_the_text_that_is_no_stamp_is_not_the_day() -> None:
    licence = "от 25.04.2017 г. Название: Причал Эл № ФС 11-11 Учредитель: АО «Причал». Редактор: Демин"
    long = " ".join([BODY] * 4)
    assert read(f"Шторм закрыл гавань\n\n{long}\n\n{licence}", "ru")[1].published.value is None


def test_metadata_give_the_day_or_the_year_of_a_dateline() -> None:
    assert read(BODY, published="2031-04-02")[1].published.basis == "metadata"
    dated = read(f"OLDMOUTH, Maine, April 1. {BODY}", published="2031-04-02")[1].published
    assert (dated.value, dated.basis) == ("2031-04-01", "dateline")


@pytest.mark.parametrize(
    ("language", "line", "byline"),
    [
        ("en", "By Anna Ruben, 14 May 2026", "By Anna Ruben"),
        ("en", "14 May 2026, By Anna Ruben", "By Anna Ruben"),
        ("en", "By Anna Ruben, published May 14, 2026, 10:30 GMT", "By Anna Ruben"),
        ("de", "Von Anna Ruben, 14. Mai 2026", "Von Anna Ruben"),
        ("fr", "Par Anna Ruben, publié le 14 mai 2026", "Par Anna Ruben"),
        ("it", "Di Anna Ruben, 14 maggio 2026", "Di Anna Ruben"),
        ("ru", "14 мая 2026 года, автор Анна Рубен", "автор Анна Рубен"),
        ("tr", "Yazar: Anna Ruben, 14 Mayıs 2026", "Yazar: Anna Ruben"),
        ("ar", "بقلم آنا روبن، 14 مايو 2026", "بقلم آنا روبن"),
        ("zh", "记者王明，2026年5月14日", "记者王明"),
    ],
)
def test_author_and_date_of_one_line_are_byline_and_day(language: str, line: str, byline: str) -> None:
    text, structure = read(f"Storm closes harbour\n\n{line}\n\n{BODY}", language)
    assert cut(text, structure.byline) == byline
    assert structure.published.value == "2026-05-14"
    assert kinds(text, structure) == {line: "dateline"}


@pytest.mark.parametrize(
    "line",
    ["By Tuesday the fire in the harbour was out on 14 May 2026", "By 14 May 2026 the harbour was open."],
)
def test_a_sentence_that_opens_like_a_byline_is_none(line: str) -> None:
    structure = read(f"Storm closes harbour\n\n{line}\n\n{BODY}")[1]
    assert (structure.published.value, structure.dateline) == (None, None)


def test_a_byline_is_a_line_of_its_own() -> None:
    text, structure = read(f"Storm closes harbour\nBy Ann Keel\n\n{BODY}")
    assert cut(text, structure.byline) == "By Ann Keel"


@pytest.mark.parametrize(
    ("language", "sentence", "credits"),
    [
        ("en", "The harbour is closed, Reuters reports.", ("Reuters",)),
        ("en", "The mayor told the Oldmouth Times that it is closed.", ("Oldmouth Times",)),
        ("en", "The harbour is closed, Seahorn reports.", ("Seahorn",)),
        ("en", "The mayor told the Oldmouth Times. He left at noon.", ("Oldmouth Times",)),
        ("en", "The mayor told the St. Ives Times that it is closed.", ("St. Ives Times",)),
        ("en", "The mayor told the Oldmouth Times.\nThis report is new.", ("Oldmouth Times",)),
        ("en", "According to Ann Keel, the harbour is closed.", ()),
        ("ru", "Порт закрыт (цитата по «Интерфаксу»).", ("Интерфакс",)),
        ("ru", "Как сообщает агентство «Прилив», порт закрыт.", ("Прилив",)),
        ("uk", "Порт закрито, зазначає dpa.", ("dpa",)),
        ("cs", "Přístav je zavřený, řekl ČTK starosta.", ("ČTK",)),
        ("cs", "Přístav je zavřený, řekl agentuře Příliv starosta.", ("Příliv",)),
        ("pl", "Port jest zamknięty, podaje agencja Reutera.", ("Reutera",)),
        ("en", "“It is closed,” the mayor said on the ABC News program “This Tide.”", ("ABC News",)),
        ("en", "Speaking Sunday on CBS's “Face the Harbour,” the mayor said it is closed.", ("CBS",)),
        ("en", "The closure was reported on Friday by harbourwatch.com, a website.", ("harbourwatch.com",)),
        ("en", "Time and again the mayor said it is closed.", ()),
        ("en", "A share of Ver.di members agreed, a report said.", ()),
        ("pl", "– Zamknięte – powiedział w rozmowie z fińską telewizją Yle. Poprosił o pomoc.", ("Yle",)),
        ("pl", "Amerykański portal „Tide Post” ujawnił, że port jest zamknięty.", ("Tide Post",)),
        ("pl", "Agencja Portów i Latarni poinformowała, że jest zamknięty.", ()),
        ("pl", "Port jest zamknięty.\nŹródło: port24.pl", ("port24.pl",)),
        ("ru", "В интервью телеканалу Sky News Иван Килев сказал, что порт закрыт.", ("Sky News",)),
        ("ru", "«Закрыт», — цитирует мэра агентство «Прилив».", ("Прилив",)),
        ("sl", "Pristanišče je zaprto, poročata tiskovni agenciji Reuters in dpa.", ("Reuters", "dpa")),
        ("de", "„Der Hafen ist zu“, sagte die Fischerin Petra Klein am Montag.", ()),
        ("cs", "Oldmouth 10. října 2031 (ČTK, red) – Přístav je zavřený.", ("ČTK",)),
    ],
)
def test_credits_name_agencies_and_outlets_but_no_people(
    language: str,
    sentence: str,
    credits: tuple[str, ...],  # noqa: A002
) -> None:
    assert read(sentence, language)[1].credits == credits


def test_an_outlet_does_not_credit_itself_by_the_end_of_its_name() -> None:
    text = "The mayor told the Times that it is closed. He told the Pier Gazette why."
    assert find_credits(text, "en", "The Oldmouth Times") == ("Pier Gazette",)


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "AI Generated Content"),
        ("en", "This article was written with the help of AI and checked by an editor."),
        ("ru", "Текст создан нейросетью"),
        ("pl", "Tekst wygenerowany przez sztuczną inteligencję"),
        ("cs", "Článek vytvořen pomocí AI"),
    ],
)
def test_labels_of_generated_text_are_found(language: str, label: str) -> None:
    text, structure = read(f"{BODY}\n\n{BODY}\n\n{label}", language)
    assert structure.discloses_generated
    assert kinds(text, structure)[label] == "disclosure"


def test_an_article_on_generated_pictures_is_not_a_generated_one() -> None:
    told = (
        "The council voted to forbid AI-generated pictures in all the papers that it prints for the town. "
        * 4
    )
    assert not read(f"Council forbids pictures\n\n{BODY}\n\n{told}\n\n{BODY}")[1].discloses_generated


def test_lines_of_the_page_links_and_headings_are_no_body() -> None:
    text, structure = read(
        f"Storm closes harbour\n\n{BODY}\n\nRead also: Ten ways to tie a boat\n\n{BODY}\n\n"
        f"What's next?\n\n{BODY}\n\n"
        "From mast to keel: how the old yard of the town came to build the largest ship of its day"
        f"\n\n{BODY}\n\n"
        "Do you find this article useful?"
    )
    assert list(kinds(text, structure).values()) == ["inset", "heading", "inset", "boilerplate"]


@pytest.mark.parametrize(
    ("language", "before", "link", "behind"),
    [
        ("en", BODY, "Read also: Ten ways to tie a boat.", "The crew went home."),
        ("pl", "Most jest zamknięty od rana.", "Czytaj także: Jak wiązać łódź.", "Załoga wróciła do domu."),
        (
            "uk",
            "Про це повідомляє портова служба.",
            'Читайте також: "Маяк" показав новий вогонь',
            '"Ми бачили вогонь з берега і нікого не гукали. Потім він згас", – йдеться там.',
        ),
    ],
)
def test_a_link_within_a_paragraph_is_no_body(language: str, before: str, link: str, behind: str) -> None:
    text, structure = read(f"{before} {link} {behind}\n\n{BODY}", language)
    assert kinds(text, structure) == {link: "inset"}


@pytest.mark.parametrize(
    ("language", "link", "behind"),
    [
        (
            "uk",
            "Читайте також Рибалки довго чекали на берегу свого човна",
            "За словами портової служби, міст стоїть.",
        ),
        (
            "uk",
            "Новини по темі Маяк: чотири дні без світла над водою в порту",
            "Основною причиною був вітер з моря.",
        ),
        (
            "ru",
            "Читайте также: Рыбаки долго ждали на берегу свою лодку",
            "По словам смотрителя, мост стоит с утра.",
        ),
        (
            "pl",
            "Czytaj także Rybacy długo czekali na brzegu na swoją łódź",
            "Na moście od rana nie było nikogo.",
        ),
        ("en", "Read also Ten ways to tie a boat by night", "In the harbour nobody saw the light."),
    ],
)
def test_a_link_that_no_stop_parts_from_the_body_ends_where_a_sentence_begins(
    language: str, link: str, behind: str
) -> None:
    text, structure = read(f"{BODY} {link} {behind} {BODY}\n\n{BODY}", language)
    assert kinds(text, structure) == {link: "inset"}


def test_only_the_label_of_a_link_goes_where_its_end_cannot_be_told() -> None:
    told = "Рибалки " + "довго чекали на берегу свого старого човна " * 5 + "у порту."
    text, structure = read(f"{BODY} Читайте також {told}\n\n{BODY}", "uk")
    assert kinds(text, structure) == {"Читайте також": "inset"}


def test_words_that_open_a_sentence_of_the_body_announce_no_link() -> None:
    told = "Читайте також про це в листі мера до порту."
    assert read(f"{BODY} {told} {BODY}\n\n{BODY}", "uk")[1].non_body == ()


def test_captions_that_repeat_one_title_at_the_end_are_no_body() -> None:
    title = "How the old lighthouse of the harbour was built"
    captions = [
        f"{title} {told}" for told in ("The first stone. Masons came.", "The lamp. It burnt for years.")
    ]
    text, structure = read(f"{BODY}\n\n{BODY}\n\n{captions[0]}\n\n{captions[1]}")
    assert kinds(text, structure) == dict.fromkeys(captions, "inset")


def test_a_name_behind_the_last_sentence_wrote_it() -> None:
    text, structure = read(f"{BODY}\n\n{BODY} Вера Ланская", "ru")
    assert kinds(text, structure) == {"Вера Ланская": "boilerplate"}
    assert read(f"{BODY}\n\n{BODY} Северный Порт", "ru")[1].non_body == ()


def test_words_before_a_colon_that_announce_no_link_are_body() -> None:
    assert read(f"{BODY} He had read also this: a boat is tied twice. {BODY}\n\n{BODY}")[1].non_body == ()


def test_links_at_the_end_of_the_last_paragraph_are_no_body() -> None:
    text, structure = read(f"{BODY}\n\n{BODY} Details here.")
    assert kinds(text, structure) == {"Details here.": "inset"}


@pytest.mark.parametrize(
    "told",
    [
        "As reported earlier, the mayor met the crew of the ship in the harbour.",
        "- The wind rose in the night",
        "The mayor said:",
        "“We stay”",
        "He wept.",
        "Share prices fell.",
    ],
)
def test_what_the_article_tells_stays_body(told: str) -> None:
    text, structure = read(f"Storm closes harbour\n\n{BODY}\n\n{told}\n\n{BODY}")
    assert kinds(text, structure) == {}


def test_lists_of_short_lines_stay_body() -> None:
    text, structure = read(f"{BODY}\n\nSix boats\nTwo masts\nOne anchor\nFour oars\n\n{BODY}")
    assert kinds(text, structure) == {}
