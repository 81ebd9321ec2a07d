from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.quotes.find import find_quotes
from rashomon.model.annotation import Quote
from tests.quote_articles import analysis_of


def quotes_of(text: str, language: str = "en") -> Sequence[Quote]:
    return find_quotes(analysis_of(text, language))


def told(text: str, language: str = "en", kind: str = "direct") -> list[tuple[str, str | None]]:
    found = (q for q in quotes_of(text, language) if q.kind == kind)
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in found]


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "en",
            "“The tide will turn tonight,” said Mara Lindqvist.",
            "The tide will turn tonight,",
            "Mara Lindqvist",
        ),
        (
            "en",
            'Tomas Orel, who heads the guild, said Monday, "We never sold the bell."',
            "We never sold the bell.",
            "Tomas Orel",
        ),
        (
            "en",
            'Mara Lindqvist told reporters: "The lamp is lit again."',
            "The lamp is lit again.",
            "Mara Lindqvist",
        ),
        (
            "ru",
            "«Маяк снова горит», — сказала директор музея Вера Ланская.",
            "Маяк снова горит",
            "Вера Ланская",
        ),
        ("ru", "Пётр Зимин назвал указ «крайне нелепым».", "крайне нелепым", "Пётр Зимин"),
        (
            "uk",
            '"Маяк знову світить", - сказала директорка музею Олена Гай.',
            "Маяк знову світить",
            "Олена Гай",
        ),
        (
            "pl",
            "„Latarnia znów świeci” – powiedział rzecznik portu Jan Wierzba.",
            "Latarnia znów świeci",
            "Jan Wierzba",
        ),
        (
            "cs",
            '"Maják zase svítí," řekl novinářům mluvčí přístavu Karel Houba.',
            "Maják zase svítí,",
            "Karel Houba",
        ),
        (
            "sl",
            '"Svetilnik spet sveti," je povedala vodja muzeja Ana Breza.',
            "Svetilnik spet sveti,",
            "Ana Breza",
        ),
        ("bg", "„Фарът пак свети“, каза директорът Стоян Върбан.", "Фарът пак свети", "Стоян Върбан"),
        (
            "es",
            "«El faro vuelve a brillar», dijo la directora Lucía Robledo.",
            "El faro vuelve a brillar",
            "Lucía Robledo",
        ),
    ],
)
def test_direct_quotation_has_words_and_speaker(language: str, text: str, words: str, speaker: str) -> None:
    assert told(text, language) == [(words, speaker)]


def test_split_quotation_is_two_quotes_of_one_speaker() -> None:
    text = "“The bell is old,” Tomas Orel said. “Nobody may ring it.”"
    assert told(text) == [("The bell is old,", "Tomas Orel"), ("Nobody may ring it.", "Tomas Orel")]


def test_quotation_paragraph_takes_the_speaker_of_the_sentence_before() -> None:
    text = "According to Mara Lindqvist, the pier had rotted.\n“We told them twice and nobody came to look.”"
    assert told(text) == [("We told them twice and nobody came to look.", "Mara Lindqvist")]


def test_quotation_over_paragraphs_is_one_quote() -> None:
    text = '"The pier had rotted for years.\n\nNobody came," Tomas Orel said.'
    assert told(text) == [("The pier had rotted for years.\n\nNobody came,", "Tomas Orel")]


def test_unclosed_quotation_ends_where_the_reporter_resumes() -> None:
    text = 'Karel Houba se zlobil. "Kdo to zaplatí? Kdy to opraví? Společnost uvedla, že o škodě neví.'
    assert told(text, "cs") == [("Kdo to zaplatí? Kdy to opraví?", "Karel Houba")]


@pytest.mark.parametrize(
    "text",
    [
        "The town is proud of its “experts” and their maps.",
        "The ship “Silver Heron” left at noon.",
        "A museum with the motto “cheap, cheaper, free” opened.",
    ],
)
def test_words_in_marks_without_a_source_are_no_quotes(text: str) -> None:
    assert quotes_of(text) == ()


def test_name_in_marks_is_no_quote_where_someone_speaks() -> None:
    assert told("Вера Ланская сообщила, что фонд «Северный маяк» закрыт.", "ru") == []


@pytest.mark.parametrize(
    "text",
    [
        "Orel is challenging Mara Lindqvist in a race considered key to the pier.",
        "Tomas Orel is not running against Mara Lindqvist, who plans to seek the office.",
        "After Mara Lindqvist's remark at a fund-raiser the pier was closed.",
    ],
)
def test_a_verb_that_only_describes_tells_of_nobodys_words(text: str) -> None:
    assert quotes_of(text) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "After Mara Lindqvist, who answered in the council for the pier, Tomas Orel resigned."),
        ("ru", "Заболел Пётр Зимин, который отвечал в совете за «Маяк», и ушёл Олег Дроздов."),
    ],
)
def test_what_stands_around_a_relative_clause_is_not_told_in_it(language: str, text: str) -> None:
    assert quotes_of(text, language) == ()


def test_a_relative_pronoun_stands_for_the_one_beside_it() -> None:
    text = "Tomas Orel ran against Mara Lindqvist, who said that the pier was lost."
    assert told(text, kind="indirect") == [("that the pier was lost", "Mara Lindqvist")]


def test_fragment_has_the_speaker_of_its_clause() -> None:
    text = "Lindqvist's campaign called the map an “outrageous invention” on Monday. Mara Lindqvist was away."
    assert told(text) == [("outrageous invention", "Lindqvist's campaign")]


@pytest.mark.parametrize(
    ("language", "text", "content", "speaker"),
    [
        (
            "en",
            "Mara Lindqvist said that the pier would open in May.",
            "that the pier would open in May",
            "Mara Lindqvist",
        ),
        (
            "en",
            "According to Tomas Orel, the bell weighs two tons.",
            "the bell weighs two tons",
            "Tomas Orel",
        ),
        ("en", "The bell was sold last year, Tomas Orel said.", "The bell was sold last year", "Tomas Orel"),
        (
            "en",
            "Glimmerton Gov. Mara Lindqvist is on the attack, claiming that the pier is lost.",
            "that the pier is lost",
            "Mara Lindqvist",
        ),
        (
            "ru",
            "Кроме этого профсоюз требует нового маяка.",
            "нового маяка",
            "профсоюз",
        ),
        (
            "pl",
            "Nie wiadomo, czy rada uważa, że latarnia zgaśnie.",
            "że latarnia zgaśnie",
            "rada",
        ),
        ("ru", "Однако эксперты настоятельно рекомендуют закрыть маяк.", "закрыть маяк", "эксперты"),
        ("ru", "По словам Веры Ланской, маяк погас в марте.", "маяк погас в марте", "Вера Ланская"),
        ("ru", "Маяк погас в марте, сообщил мэр Пётр Зимин.", "Маяк погас в марте", "Пётр Зимин"),
        (
            "pl",
            "Jan Wierzba powiedział, że latarnia zgasła w marcu.",
            "że latarnia zgasła w marcu",
            "Jan Wierzba",
        ),
        (
            "sl",
            "Ana Breza je pojasnila, da je svetilnik ugasnil marca.",
            "da je svetilnik ugasnil marca",
            "Ana Breza",
        ),
        (
            "de",
            "Am Hafen wurden nach Angaben der Polizei drei Boote beschädigt.",
            "Am Hafen wurden nach Angaben der Polizei drei Boote beschädigt",
            "Polizei",
        ),
        (
            "de",
            "Drei Boote wurden laut Polizei beschädigt.",
            "Drei Boote wurden laut Polizei beschädigt",
            "Polizei",
        ),
        (
            "de",
            "Das Boot sank nach Angaben eines Sprechers der Hafenbehörde in der Nacht.",
            "Das Boot sank nach Angaben eines Sprechers der Hafenbehörde in der Nacht",
            "eines Sprechers der Hafenbehörde",
        ),
        ("ru", "Маяк погас до самого утра, говорят спасатели.", "Маяк погас до самого утра", "спасатели"),
        (
            "pl",
            "Burmistrz zamknęła port, natomiast rada chce otworzyć most.",
            "otworzyć most",
            "rada",
        ),
    ],
)
def test_indirect_speech_has_content_and_speaker(
    language: str, text: str, content: str, speaker: str
) -> None:
    assert told(text, language, "indirect") == [(content, speaker)]


def test_mixed_quote_stands_beside_its_fragment() -> None:
    text = "Mara Lindqvist said that the guild had acted “without asking a single one of its members”."
    assert told(text) == [("without asking a single one of its members", "Mara Lindqvist")]
    assert len(told(text, kind="mixed")) == 1


def test_pronoun_is_resolved_to_the_one_named_before() -> None:
    text = "Tomas Orel opened the fair on Monday. “The bell stays here,” he said."
    assert told(text) == [("The bell stays here,", "Tomas Orel")]


def test_role_is_resolved_by_its_apposition() -> None:
    text = (
        "The harbour analyst Mara Lindqvist came with Mayor Tomas Orel.\nThe fair was long.\n"
        "“The pier is safe,” the analyst said. “I will pay for it,” the mayor said."
    )
    assert told(text) == [("The pier is safe,", "Mara Lindqvist"), ("I will pay for it,", "Tomas Orel")]


def test_dropped_subject_is_the_last_speaker() -> None:
    text = 'Karel Houba přišel pozdě. "To se musí opravit," řekl.'
    assert told(text, "cs") == [("To se musí opravit,", "Karel Houba")]


def test_dialogue_after_dashes_is_read() -> None:
    text = "— Маяк горит, — сказал Пётр Зимин. — Мы рады."
    assert told(text, "ru") == [("Маяк горит", "Пётр Зимин"), ("Мы рады.", "Пётр Зимин")]


def test_dashes_without_a_reporter_are_a_list() -> None:
    assert quotes_of("— мука и соль — два мешка\n— масло", "ru") == ()


def test_credited_agency_is_via() -> None:
    text = "«Маяк горит», — сказал Пётр Зимин (цитата по «Северсталь-Прессу»)."
    (quote,) = quotes_of(text, "ru")
    assert quote.via == "Северсталь-Пресс"
    assert quote.speaker is not None
    assert quote.speaker.name == "Пётр Зимин"


def test_headline_with_a_colon_names_its_speaker() -> None:
    assert told("Mara Lindqvist: we will not sell the pier", kind="indirect") == [
        ("we will not sell the pier", "Mara Lindqvist")
    ]


def test_unknown_language_still_reads_marks() -> None:
    text = "“Den gamla fyren lyser igen i natt för alla” – Mara Lindqvist"
    assert told(text, "sv") == [("Den gamla fyren lyser igen i natt för alla", "Mara Lindqvist")]


def test_cue_and_source_point_at_their_words() -> None:
    text = "“The bell stays here,” Tomas Orel said."
    (quote,) = quotes_of(text)
    assert quote.cue is not None
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert text[quote.cue.start : quote.cue.end] == "said"
    assert text[quote.speaker.span.start : quote.speaker.span.end] == "Tomas Orel"


PIECES = [
    '"',
    "“",
    "”",
    "«",
    "»",
    " said ",
    " Orel ",
    "he ",
    "that ",
    ", ",
    ". ",
    "\n",
    "– ",
    "сказал ",
    "что ",
    "according to ",
    ": ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["en", "ru", "cs", "xx"]))
def test_any_text_gives_spans_inside_it(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    found = quotes_of(text, language)
    assert len({q.id for q in found}) == len(found)
    for quote in found:
        spans = [quote.span, quote.cue, quote.speaker.span if quote.speaker else None]
        assert all(span.end <= len(text) for span in spans if span is not None)


def test_a_word_inside_a_name_is_no_cue() -> None:
    text = "Mara Lindqvist, who once sailed to the United States, was never in the navy."
    assert quotes_of(text) == ()


@pytest.mark.parametrize("whom", ["the Lantern", "the old council", "the head of the guild", "reporters"])
def test_what_is_told_begins_behind_the_one_who_is_told(whom: str) -> None:
    text = f"Mara Lindqvist told {whom} he had left the harbour before dawn."
    assert told(text, kind="indirect") == [("he had left the harbour before dawn", "Mara Lindqvist")]


def test_without_an_addressee_what_is_told_begins_with_its_subject() -> None:
    text = "Mara Lindqvist warned the dam would break."
    assert told(text, kind="indirect") == [("the dam would break", "Mara Lindqvist")]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lindqvist came home. It was noted that the bell had been sold twice.",
        "The tensions suggested that the bell had been sold twice.",
        "The pier, which suggested that the bell had been sold twice, is gone.",
    ],
)
def test_who_cannot_speak_is_no_speaker(text: str) -> None:
    assert [speaker for _, speaker in told(text, kind="indirect")] == [None]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("An internal memo seen by the guild", "An internal memo"),
        ("Two officials who run the harbour", "Two officials"),
        ("An earlier version of the page", "An earlier version of the page"),
    ],
)
def test_a_source_without_a_name_is_cut_behind_its_head(source: str, speaker: str) -> None:
    assert told(f"{source} said that the bell was sold.", kind="indirect")[0][1] == speaker


def test_a_verb_in_the_passive_takes_its_speaker_from_who_does_it() -> None:
    text = "The bell was described by Mara Lindqvist as “a national shame and a loss”."
    assert {q.speaker.name if q.speaker else None for q in quotes_of(text)} == {"Mara Lindqvist"}


def test_a_second_clause_has_its_own_speaker() -> None:
    text = (
        "Mara Lindqvist said that the bell was sold, while in the port officials insisted that it was stolen."
    )
    assert told(text, kind="indirect") == [
        ("that the bell was sold", "Mara Lindqvist"),
        ("that it was stolen", "officials"),
    ]


def test_a_place_speaks_for_those_in_it() -> None:
    text = "Вера Ланская утверждала, что колокол продали, а в Glimmerton настаивали, что его украли."
    assert [name for _, name in told(text, "ru", kind="indirect")] == ["Вера Ланская", "Glimmerton"]


def test_a_noun_that_could_be_a_verb_is_no_cue() -> None:
    assert quotes_of("Some brave figures in the guild faced questions over the bell.") == ()


@pytest.mark.parametrize(
    ("text", "words", "speaker", "via"),
    [
        (
            'Mara Lindqvist quoted Tomas Orel as saying "the bell rang".',
            "the bell rang",
            "Tomas Orel",
            "Mara Lindqvist",
        ),
        (
            'Tomas Orel was quoted by the Harbour Post as saying "the bell rang".',
            "the bell rang",
            "Tomas Orel",
            "Harbour Post",
        ),
        ('Tomas Orel was quoted as saying "the bell rang".', "the bell rang", "Tomas Orel", None),
    ],
)
def test_words_passed_on_are_of_whom_they_quote(text: str, words: str, speaker: str, via: str | None) -> None:
    quote = next(q for q in quotes_of(text) if q.kind == "direct")
    assert text[quote.span.start : quote.span.end] == words
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
    assert (quote.via or "").removeprefix("the ") == (via or "")


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "en",
            "The lamp, Lindqvist said, would burn until dawn.",
            "The lamp, Lindqvist said, would burn until dawn",
            "Mara Lindqvist",
        ),
        ("en", "When asked why, Orel said that the rope broke.", "that the rope broke", "Tomas Orel"),
        ("en", "The guild has members who want a wall.", "a wall", "members"),
        (
            "en",
            "As Orel told the Harbour Post, the rope broke at noon.",
            "the rope broke at noon",
            "Tomas Orel",
        ),
        ("en", "Sailors wondered whether the rope would hold.", "whether the rope would hold", "Sailors"),
        (
            "ru",
            "Вера Ланская сказала, что ждёт. Пётр Зимин заявил, что идёт. Добавила, что рада.",
            "что рада",
            "Вера Ланская",
        ),
        ("es", "Señaló Lucía Robledo que el faro sigue en pie.", "que el faro sigue en pie", "Lucía Robledo"),
    ],
)
def test_reported_clauses_have_their_borders_and_their_speaker(
    language: str, text: str, words: str, speaker: str
) -> None:
    assert (words, speaker) in told(text, language, "indirect")


def test_a_question_keeps_the_speaker_named_in_a_sentence_of_its_own() -> None:
    text = "“Who rang the bell?” Lindqvist asked. “Not I.”"
    assert told(text) == [("Who rang the bell?", "Mara Lindqvist"), ("Not I.", "Mara Lindqvist")]
    assert len({q.cue for q in quotes_of(text) if q.kind == "direct"}) == 1


def test_a_quotation_that_ends_a_clause_leaves_the_clause_mixed() -> None:
    text = "The rope, old and wet, was “a danger to everyone,” Orel said."
    assert ("a danger to everyone,", "Tomas Orel") in told(text)
    assert told(text, kind="mixed") == [("The rope, old and wet, was “a danger to everyone,”", "Tomas Orel")]


def test_an_attitude_within_words_told_is_no_attribution_of_its_own() -> None:
    text = "Lindqvist said that Orel wanted to leave the guild."
    assert told(text, kind="indirect") == [("that Orel wanted to leave the guild", "Mara Lindqvist")]


def test_a_pronoun_within_told_words_is_who_tells_them() -> None:
    text = (
        "Rolf Kessan spoke for an hour. Tomas Orel said he had erred at the fair in Marsk, "
        "at which he said he had sold the bell."
    )
    assert ("he had sold the bell", "Tomas Orel") in told(text, kind="indirect")


def test_an_empty_pronoun_is_no_speaker() -> None:
    assert all(q.speaker is None for q in quotes_of("It says that the lamp is lit."))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "said",
                "Orel",
                "that",
                ",",
                "as",
                "saying",
                "(",
                ")",
                "who",
                "?",
                "сказал",
                "说",
                "。",
                "قال",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_marks_and_words_gives_spans_inside_that_nest(words: list[str]) -> None:
    text = " ".join(words)
    for language in ("en", "ru", "zh", "ar"):
        direct = [q.span for q in quotes_of(text, language) if q.kind == "direct"] if text.strip() else []
        assert all(span.end <= len(text) for span in direct)
        pairs = ((a, b) for i, a in enumerate(direct) for b in direct[i + 1 :])
        assert all(not a.overlap(b) or a.contains(b) or b.contains(a) for a, b in pairs)


def speakers(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """Return all words told with the names of those who say them."""
    found = find_quotes(analysis_of(text, language))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in found]


def test_what_records_show_ends_before_a_person_with_words_of_his_own() -> None:
    text = (
        "In a letter sent on Friday after town records showed he was guilty, Tomas Orel said he had no plans."
    )
    assert speakers(text) == [("he was guilty", "town records"), ("he had no plans", "Tomas Orel")]


def test_who_hands_on_a_quotation_does_not_speak_on() -> None:
    text = (
        "“I want to see the plans,” said Mara Lindqvist in a long talk, according to Harbour Post. "
        "“Why does nobody show them to the people of the town?”"
    )
    assert speakers(text)[-1] == ("Why does nobody show them to the people of the town?", "Mara Lindqvist")


def test_whom_letters_go_to_says_nothing() -> None:
    text = "The millers wrote several letters to Harbour Post saying the price of grain cannot stay."
    assert all(who != "Harbour Post" for _, who in speakers(text))


def test_to_go_on_to_do_something_is_no_speech() -> None:
    assert not speakers("Tomas Orel went on to win the vote in Glimmerton last week.")
    assert speakers("Tomas Orel went on to say that the dam would hold.") == [
        ("that the dam would hold", "Tomas Orel")
    ]


def test_one_word_for_people_does_not_take_up_another() -> None:
    text = "Tomas Orel, the presidential nominee, denied it. The president said the port was safe."
    assert speakers(text)[-1] == ("the port was safe", "The president")


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "pl",
            "Jan Wierzba milczy. Nowe badanie z ubiegłego tygodnia wskazuje, że most stoi.",
            "Nowe badanie",
        ),
        (
            "pl",
            "Jan Wierzba milczy. W związku z pracami w Glimmerton urząd przypomina, że most stoi.",
            "urząd",
        ),
        ("pl", "Jan Wierzba mówi mało. W oświadczeniu rządu podkreślił, że most stoi.", "Jan Wierzba"),
    ],
)
def test_a_noun_that_speaks_is_the_subject_where_no_other_was_found(
    language: str, text: str, speaker: str
) -> None:
    assert speakers(text, language)[-1] == ("że most stoi", speaker)


def test_a_body_in_which_a_person_may_refuse_to_sit_refuses_nothing() -> None:
    text = (
        "Олена Гай може відмовитися від участі у саміті Harbour Post, якщо не вдасться врегулювати суперечки."
    )
    assert speakers(text, "uk") == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("pl", "Unijny negocjator podkreślił, że port jest otwarty.", "Unijny negocjator"),
        ("ru", "Главный переговорщик заявил, что порт открыт.", "Главный переговорщик"),
        ("uk", "Головний переговорник заявив, що порт відкритий.", "Головний переговорник"),
        ("de", "Der Unterhändler sagte, dass der Hafen offen sei.", "Der Unterhändler"),
        ("es", "El negociador dijo que el puerto está abierto.", "El negociador"),
        ("zh", "谈判代表说，港口已经开放。", "谈判代表"),
    ],
)
def test_who_negotiates_speaks(language: str, text: str, speaker: str) -> None:
    assert [who for _, who in speakers(text, language)] == [speaker]
