"""Entities of one article and over articles, from invented texts and without a model where possible."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.names import entities as local
from rashomon.analyze.names import mentions, ner
from rashomon.analyze.names.entities import find_entities
from rashomon.analyze.names.ner import Name
from rashomon.compare.entities import link_entities
from rashomon.encoders.base import Encoded
from rashomon.encoders.tiny import TinyEncoder
from rashomon.lang import bodies, gazetteer, names
from rashomon.lang.entities import Entities
from rashomon.lang.pack import codes, section
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, EntityType, LocalEntity, Mention, Sentence
from rashomon.model.article import Article, Source
from rashomon.model.comparison import Entity
from rashomon.model.story import Story
from rashomon.model.text import Span, Text

Marked = Sequence[tuple[str, EntityType]]


def analysis_of(text: str, language: str, article: str = "a") -> Analysis:
    source = Source(id="s", name="The Invented Courier")
    told = Article(id=article, locator=f"{article}.txt", source=source, text=Text(text))
    sentences = (Sentence(span=Span(0, len(text)), paragraph=0),) if text else ()
    return Analysis(article=told, language=language, sentences=sentences)


def with_names(
    monkeypatch: pytest.MonkeyPatch, text: str, language: str, marked: Marked
) -> tuple[LocalEntity, ...]:
    """Gather the entities of a text in which a detector has found just these names, in reading order."""
    found, at = [], 0
    for form, kind in marked:
        start = text.index(form, at)
        at = start + len(form)
        found.append(Name(span=Span(start, at), type=kind, score=0.99))
    monkeypatch.setattr(mentions, "_detected", lambda *_: iter(found))
    return find_entities(analysis_of(text, language), ())


def forms(entity: LocalEntity, text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in entity.mentions]


def linked(*told: tuple[str, str, Marked]) -> tuple[Entity, ...]:
    """Link articles given as (language, text, names): every name is an entity of its own."""
    analyses = []
    for i, (language, text, marked) in enumerate(told):
        entities, at = [], 0
        for form, kind in marked:
            start = text.index(form, at)
            at = start + len(form)
            mention = Mention(span=Span(start, at), type=kind, name=form)
            entities.append(LocalEntity(id=f"entity-{start}-{at}", type=kind, name=form, mentions=(mention,)))
        analyses.append(replace(analysis_of(text, language, f"a{i}"), entities=tuple(entities)))
    return link_entities(Story(id="s", title="t", analyses=tuple(analyses)))


def test_title_and_surname_are_the_full_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "President Orla Tennant spoke. Tennant left early. Then President Tennant returned."
    (entity,) = with_names(
        monkeypatch,
        text,
        "en",
        [("President Orla Tennant", "PER"), ("Tennant", "PER"), ("President Tennant", "PER")],
    )
    assert forms(entity, text) == ["Orla Tennant", "Tennant", "Tennant"]
    assert entity.name == "Orla Tennant"
    assert entity.id == "entity-10-22"


def test_a_surname_of_three_letters_is_known_again_but_no_month(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ann Roe spoke in May. Roe left early. Tom May stayed. In May it rained."
    people = with_names(monkeypatch, text, "en", [("Ann Roe", "PER"), ("Tom May", "PER")])
    assert [forms(one, text) for one in people] == [["Ann Roe", "Roe"], ["Tom May"]]


def test_case_forms_are_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Игорь Лопатин выступил. С Лопатиным спорили, Лопатину возражали."
    (entity,) = with_names(
        monkeypatch, text, "ru", [("Игорь Лопатин", "PER"), ("Лопатиным", "PER"), ("Лопатину", "PER")]
    )
    assert len(entity.mentions) == 3
    assert entity.name == "Игорь Лопатин"


def test_two_people_of_one_surname_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Anna Holt argued with Peter Holt. Holt won."
    found = with_names(monkeypatch, text, "en", [("Anna Holt", "PER"), ("Peter Holt", "PER")])
    assert [e.name for e in found] == ["Anna Holt", "Peter Holt"]
    assert forms(found[0], text)[-1] == "Holt"  # the one introduced first


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Dana Holt and Rev. Peter Holt met. Rev. Holt won.", "Peter Holt"),
        ("Dana Holt spoke. Mr. Holt left. Then came Kim Holt. Ms. Holt won.", "Kim Holt"),
        ("Dana Holt spoke. Mr. Holt left. Then came Kim Holt. Ms. Holt sang. Mr. Holt won.", "Dana Holt"),
        ("Alva Holt came. Her father, Peter Holt, stayed. His wife, Ruth Holt, left. Holt won.", "Alva Holt"),
    ],
)
def test_titles_and_the_first_full_name_tell_namesakes_apart(
    monkeypatch: pytest.MonkeyPatch, text: str, meant: str
) -> None:
    full = re.findall(r"\w+ Holt(?=\W)", text)
    marked: Marked = [(name, "PER") for name in full if name.split()[0] not in {"Rev", "Mr", "Ms"}]
    found = with_names(monkeypatch, text, "en", marked)
    (winner,) = (e for e in found if e.mentions[-1].span.start == text.rindex("Holt"))
    assert winner.name == meant


@pytest.mark.parametrize(
    ("language", "text", "marked", "expected"),
    [
        ("en", "Adam Reef Jr. met Adam Reef. Reef won.", ["Adam Reef Jr", "Adam Reef"],
         {"Adam Reef Jr.": ["Adam Reef Jr.", "Reef"], "Adam Reef": ["Adam Reef"]}),
        ("en", "Reef Jr. wins. Adam B. Reef Jr. met Adam Reef, Sr., at sea.",
         ["Reef", "Adam B. Reef", "Adam Reef"],
         {"Adam B. Reef Jr.": ["Reef Jr.", "Adam B. Reef Jr."], "Adam Reef, Sr.": ["Adam Reef, Sr."]}),
        ("en", "Adam Reef III came. Reef left. Queen Maud II slept.", ["Adam Reef", "Maud II"],
         {"Adam Reef III": ["Adam Reef III", "Reef"], "Maud II": ["Maud II"]}),
        ("de", "Adam Reef jun. traf Adam Reef.", ["Adam Reef", "Adam Reef"],
         {"Adam Reef jun.": ["Adam Reef jun."], "Adam Reef": ["Adam Reef"]}),
        ("cs", "Přišel Adam Reef ml. a Adam Reef st. zůstal.", ["Adam Reef", "Adam Reef"],
         {"Adam Reef ml.": ["Adam Reef ml."], "Adam Reef st.": ["Adam Reef st."]}),
    ],
)  # fmt: skip
def test_a_suffix_is_no_surname_and_tells_generations_apart(
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    text: str,
    marked: list[str],
    expected: dict[str, list[str]],
) -> None:
    found = with_names(monkeypatch, text, language, [(name, "PER") for name in marked])
    assert {e.name: forms(e, text) for e in found} == expected


def test_a_son_is_his_father_in_no_language() -> None:
    son, father = names.of("Adam Reef Jr.", "en"), names.of("Adam Reef", "en")
    translated = names.of("Адам Риф-младший", "ru")
    assert names.same_person(son, translated)
    assert not names.same_person(father, translated)
    assert names.same_person(father, names.of("Adam Reef Sr.", "en"))
    assert names.same_person(son, names.of("Reef", "en"))
    assert not names.same_person(father, names.of("Reef Jr.", "en"))


@pytest.mark.parametrize(
    ("text", "form", "kind", "expected"),
    [
        ("On Monday President Oarland left.", "Oarland", "LOC", "PER"),
        ("We asked Gov. Georgia to stay.", "Georgia", "LOC", "PER"),
        ("He met President Georgia today.", "Georgia", "LOC", "LOC"),
        ("The Chief Justice Department was shut.", "Department", "ORG", "ORG"),
        ("It went by Oarland.", "Oarland", "LOC", "LOC"),
    ],
)
def test_a_title_shows_a_person(
    monkeypatch: pytest.MonkeyPatch, text: str, form: str, kind: EntityType, expected: EntityType
) -> None:
    assert [e.type for e in with_names(monkeypatch, text, "en", [(form, kind)])] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "form", "kind", "expected"),
    [
        (
            "en",
            "She said that she left the Oldmouth Law School for good.",
            "Oldmouth Law",
            "ORG",
            "Oldmouth Law School",
        ),
        ("en", "They said that it was sold at Worst Buy on the same day.", "Worst", "ORG", "Worst Buy"),
        ("en", "What the Bureau of Tides said was true, they think.", "Bureau of", "ORG", "Bureau of Tides"),
        ("en", "They said that the OMC President left them at noon.", "OMC", "ORG", "OMC"),
        ("en", "They said that it came with Oldmouth Chief Ann Oar.", "Oldmouth", "ORG", "Oldmouth"),
        ("en", "It rose in Maine Monday morning again.", "Maine", "LOC", "Maine"),
        ("en", "It was Ann Oar (R-Calif.) who asked.", "R-Calif", "ORG", "Calif."),
        ("en", "He lives in Oldmouth, Conn., with his cat.", "Conn", "LOC", "Conn."),
        ("de", "Sie kam von der Altmund Bank Zentrale her.", "Altmund", "ORG", "Altmund"),
    ],
)
def test_names_that_were_cut_are_mended(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str, form: str, kind: EntityType, expected: str
) -> None:
    found = with_names(monkeypatch, text, language, [(form, kind)])
    assert expected in {shown for e in found for shown in forms(e, text)}


def test_initials_reach_the_given_name_before_them_and_no_other_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "With him came Adam B. Reef. He lives in D.C. Reef left."
    whole = analysis_of(text, "en")
    cut = text.index("Reef left")
    parts = tuple(Sentence(span=Span(*edges), paragraph=0) for edges in ((0, cut - 1), (cut, len(text))))
    found = [Name(span=Span(at, at + 4), type="PER", score=0.99) for at in (text.index("Reef"), cut)]
    monkeypatch.setattr(mentions, "_detected", lambda *_: iter(found))
    (reef,) = (e for e in find_entities(replace(whole, sentences=parts), ()) if e.type == "PER")
    assert forms(reef, text) == ["Adam B. Reef", "Reef"]


def test_short_form_of_a_given_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Robert Quillan resigned. Bob Quillan had no choice. Bob was tired."
    (entity,) = with_names(
        monkeypatch, text, "en", [("Robert Quillan", "PER"), ("Bob Quillan", "PER"), ("Bob", "PER")]
    )
    assert len(entity.mentions) == 3


def test_a_person_goes_by_the_given_name_in_full_unless_the_short_one_is_commoner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names: Marked = [("Robert Quillan", "PER"), ("Bob Quillan", "PER")]
    (entity,) = with_names(monkeypatch, "Robert Quillan resigned. Bob Quillan had no choice.", "en", names)
    assert entity.name == "Robert Quillan"
    once = ("en", "Robert Quillan resigned.", names[:1])
    often = ("en", "Bob Quillan had no choice.", names[1:])
    assert [e.name for e in linked(once, often)] == ["Robert Quillan"]
    assert [e.name for e in linked(once, often, often)] == ["Bob Quillan"]


def test_a_seat_of_power_is_not_called_by_its_generic_word(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The White House welcomed the bill. The House has declined to vote on it."
    found = with_names(monkeypatch, text, "en", [("White House", "ORG"), ("House", "ORG")])
    assert [e.name for e in found] == ["White House", "House"]


def test_acronym_in_brackets_joins_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A jet of Lumaria Airlines (LUAL) landed. LUAL said so."
    (entity,) = with_names(monkeypatch, text, "en", [("Lumaria Airlines", "ORG")])
    assert forms(entity, text) == ["Lumaria Airlines", "LUAL", "LUAL"]


def test_name_and_bracket_found_as_one_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Самолёт Lumaria Airlines (LUAL) сел."
    (entity,) = with_names(monkeypatch, text, "ru", [("Lumaria Airlines (LUAL", "ORG")])
    assert forms(entity, text) == ["Lumaria Airlines", "LUAL"]


def test_adjective_takes_its_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Rozhodla o tom Lumarská komise včera."
    (entity,) = with_names(monkeypatch, text, "cs", [("Lumarská", "LOC")])
    assert (forms(entity, text), entity.type) == (["Lumarská komise"], "ORG")


def test_missed_country_is_found_by_gazetteer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Переговори про газ: Велика Британія і Німеччина чекають."
    found = with_names(monkeypatch, text, "uk", [("Британія", "LOC")])
    assert [forms(e, text) for e in found] == [["Велика Британія"], ["Німеччина"]]


def test_places_joined_by_a_hyphen_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The Lisbon-Qornby flight passed New-Qornby."
    found = with_names(monkeypatch, text, "en", [("Lisbon-Qornby", "LOC"), ("New-Qornby", "LOC")])
    assert [e.name for e in found] == ["Lisbon", "Qornby", "New-Qornby"]


def test_inhabitants_and_weekdays_are_no_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "On Monday the Germans met Ivo Prell."
    found = with_names(monkeypatch, text, "en", [("Monday", "ORG"), ("Germans", "LOC"), ("Ivo Prell", "PER")])
    assert [e.name for e in found] == ["Ivo Prell"]


def test_one_name_gets_one_type(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Orla Tennant came. Tennant spoke."
    (entity,) = with_names(monkeypatch, text, "en", [("Orla Tennant", "PER"), ("Tennant", "LOC")])
    assert entity.type == "PER"


def test_tiny_encoder_leaves_capitals_and_gazetteer() -> None:
    text = "yesterday Orla Tennant flew from Portugal with Lumaria Airlines to Poland."
    found = find_entities(analysis_of(text, "en"), TinyEncoder().encode([text]))
    assert {(e.type, e.name) for e in found} == {
        ("PER", "Orla Tennant"), ("LOC", "Portugal"), ("ORG", "Lumaria Airlines"), ("LOC", "Poland"),
    }  # fmt: skip


def test_places_link_over_languages_by_code() -> None:
    entities = linked(
        ("en", "in Germany", [("Germany", "LOC")]),
        ("pl", "w Niemczech", [("Niemczech", "LOC")]),
        ("sl", "v Nemčiji", [("Nemčiji", "LOC")]),
        ("ru", "в ФРГ", [("ФРГ", "LOC")]),
        ("bg", "в Полша", [("Полша", "LOC")]),
    )
    assert [len(e.mentions) for e in entities] == [4, 1]
    assert set(entities[0].names) == {"en", "pl", "sl", "ru"}


def test_people_link_over_scripts() -> None:
    entities = linked(
        ("en", "Kenny Jacobs said", [("Kenny Jacobs", "PER")]),
        ("ru", "сказал Кенни Джейкобс", [("Кенни Джейкобс", "PER")]),
        ("el", "είπε ο Τζέικομπς", []),
        ("uk", "Джейкобс відповів", [("Джейкобс", "PER")]),
    )
    (entity,) = entities
    assert entity.members == (("a0", "entity-0-12"), ("a1", "entity-7-21"), ("a3", "entity-0-8"))
    assert entity.name == "Kenny Jacobs"


@pytest.mark.parametrize(
    ("word", "language", "code"),
    [
        ("българи", "bg", "BG"),
        ("украинских", "ru", "UA"),
        ("hrvaških", "sl", "HR"),
        ("germans", "en", "DE"),
        ("children", "en", None),
        ("людей", "ru", None),
    ],
)
def test_a_word_for_people_tells_their_country(word: str, language: str, code: str | None) -> None:
    assert gazetteer.people_of(word, language) == code


def test_bare_surname_that_fits_two_people_joins_neither() -> None:
    entities = linked(
        ("en", "Anna Holt came", [("Anna Holt", "PER")]),
        ("en", "Peter Holt came", [("Peter Holt", "PER")]),
        ("en", "Holt came", [("Holt", "PER")]),
    )
    assert [len(e.members) for e in entities] == [1, 1, 1]


def test_person_and_organisation_of_one_name_stay_two() -> None:
    entities = linked(
        ("en", "Prell spoke", [("Prell", "PER")]), ("en", "shares of Prell", [("Prell", "ORG")])
    )
    assert len(entities) == 2


def test_organisation_links_by_acronym_but_not_by_generic_word() -> None:
    entities = linked(
        ("en", "the Lumarian Transport Guild", [("Lumarian Transport Guild", "ORG")]),
        ("en", "LTG and Court", [("LTG", "ORG"), ("Court", "ORG")]),
        ("en", "the Supreme Court of Lumaria", [("Supreme Court of Lumaria", "ORG")]),
    )
    assert [len(e.members) for e in entities] == [2, 1, 1]


def test_no_entities_no_story() -> None:
    assert linked(("en", "nothing here", [])) == ()


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [("Nizozemsko", "cs", "NL"), ("Швеції", "uk", "SE"), ("США", "ru", "US"),
     ("Brukseli", "pl", "Europe/Brussels"), ("Bruslju", "sl", "Europe/Brussels"),
     ("Polski", "pl", "PL"), ("Niemiecki", "pl", None), ("Węgrzech", "pl", "HU"),
     ("Ruskem", "cs", "RU"), ("Ruský", "cs", None), ("Čech", "cs", "CZ"),
     ("Kodani", "cs", "Europe/Copenhagen"),
     ("Združenih državah", "sl", "US"), ("Кельне", "ru", "Europe/Cologne"), ("Азербайджану", "ru", "AZ"),
     ("Об’єднаних Арабських Еміратах", "uk", "AE"), ("Съединените щати", "bg", "US"),
     ("Çin'in", "tr", "CN"), ("Azərbaycanda", "az", "AZ"), ("Maliye", "tr", None),
     ("وللولايات المتحدة", "ar", "US"), ("الأمريكية", "ar", None), ("Deutschlands", "de", "DE"),
     ("l’Ukraine", "fr", "UA"), ("Англии", "ru", "GB-ENG"), ("England", "en", "GB-ENG"),
     ("北京", "zh", "Asia/Beijing"),
     ("European Union", "en", "EU"), ("Брюкселе", "und", None), ("", "en", None), ("Türkiye", "xx", "TR")],
)  # fmt: skip
def test_gazetteer(name: str, language: str, code: str | None) -> None:
    assert gazetteer.place(name, language) == code


@pytest.mark.parametrize(
    ("language", "text", "marked", "told"),
    [("pl", "Polska czeka. Rząd Polski milczy, a w Polsce pada.",
      [("Polska", "LOC"), ("Polski", "LOC"), ("Polsce", "LOC")], {"Polska": 3}),
     ("cs", "Vláda Anglie jednala v Anglii.", [("Anglie", "LOC"), ("Anglii", "LOC")], {"Anglie": 2}),
     ("pl", "Wrócił z Anglii, lecz nie z Anglią.", [("Anglii", "LOC"), ("Anglią", "LOC")], {"Anglia": 2}),
     ("ru", "Он жил в Мюнхене.", [("Мюнхене", "LOC")], {"Мюнхен": 1})],
)  # fmt: skip
def test_case_forms_of_a_place_are_one_and_shown_in_the_base_form(
    monkeypatch: pytest.MonkeyPatch, language: str, text: str, marked: Marked, told: dict[str, int]
) -> None:
    found = with_names(monkeypatch, text, language, marked)
    assert {e.name: len(e.mentions) for e in found} == told


def test_a_word_like_a_case_form_is_no_place_where_a_sentence_begins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Gazy uciekły. Polski minister wrócił do Czech."
    found = with_names(monkeypatch, text, "pl", [])
    assert [forms(e, text) for e in found] == [["Czech"]]


def test_an_international_body_is_one_under_all_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Komisja Europejska czeka. KE milczy, pisze Komisja Ładu, a Komisji Europejskiej nie ma."
    marked: Marked = [
        ("Komisja Europejska", "ORG"),
        ("KE", "ORG"),
        ("Komisja Ładu", "ORG"),
        ("Komisji Europejskiej", "ORG"),
    ]
    found = with_names(monkeypatch, text, "pl", marked)
    assert [len(e.mentions) for e in found] == [3, 1]


@pytest.mark.parametrize(
    ("text", "others", "sizes"),
    [("Komisja Europejska czeka, a Komisja milczy.", [], [2]),
     ("Komisja Europejska i Komisja Ładu: Komisja milczy.", [("Komisja Ładu", "ORG")], [1, 1, 1]),
     ("Komisja Ładu czeka, a Komisja milczy.", None, [1, 1])],
)  # fmt: skip
def test_a_generic_word_means_the_one_international_body_that_is_called_so(
    monkeypatch: pytest.MonkeyPatch, text: str, others: list[tuple[str, EntityType]] | None, sizes: list[int]
) -> None:
    first: Marked = [("Komisja Ładu", "ORG")] if others is None else [("Komisja Europejska", "ORG"), *others]
    found = with_names(monkeypatch, text, "pl", [*first, ("Komisja", "ORG")])
    assert [len(e.mentions) for e in found] == sizes


def test_international_bodies_link_over_languages_by_code_but_not_by_a_generic_word() -> None:
    entities = linked(
        ("en", "the European Commission and Amnesty", [("European Commission", "ORG"), ("Amnesty", "ORG")]),
        ("pl", "szef KE", [("KE", "ORG")]),
        ("ru", "глава Еврокомиссии", [("Еврокомиссии", "ORG")]),
        (
            "uk",
            "у Єврокомісії та «Міжнародній амністії»",
            [("Єврокомісії", "ORG"), ("Міжнародній амністії", "ORG")],
        ),
        ("bg", "от ЕК", [("ЕК", "ORG")]),
        ("cs", "Evropskou komisí i Radou Evropy", [("Evropskou komisí", "ORG"), ("Radou Evropy", "ORG")]),
        ("de", "die Kommission", [("Kommission", "ORG")]),
    )
    assert [len(e.members) for e in entities] == [6, 2, 1, 1]


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [("Rady Europy", "pl", "COE"), ("Radę Europejską", "pl", "EU-SUMMIT"), ("Rada UE", "pl", "EU-COUNCIL"),
     ("ВООЗ", "uk", "WHO"), ("NATO'nun", "tr", "NATO"), ("للمفوضية الأوروبية", "ar", "EU-COMMISSION"),
     ("Conseil de l’Europe", "fr", "COE"), ("世卫组织", "zh", "WHO"), ("دیوان کیفری بین‌المللی", "fa", "ICC"),
     ("Who", "en", None), ("Council", "en", None), ("Komisja", "pl", None), ("Комиссия", "ru", None)],
)  # fmt: skip
def test_bodies(name: str, language: str, code: str | None) -> None:
    assert bodies.body(name, language) == code
    assert bodies.code_of(name, "LOC", language) == gazetteer.place(name, language)
    assert bodies.code_of(name, "PER", language) is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [(("Scholz", "en"), ("Шольца", "ru"), True),
     (("Zełenskim", "pl"), ("Зеленський", "uk"), True),
     (("Martin Locke", "en"), ("Мартина Линдгрена", "ru"), False),
     (("A. Holt", "en"), ("Anna Holt", "en"), True),
     (("B. Holt", "en"), ("Anna Holt", "en"), False), (("Bokalova", "sl"), ("Bokal", "sl"), True),
     (("Ivan Orlov", "en"), ("Ivan Petrov", "en"), False)],
)  # fmt: skip
def test_same_person(a: tuple[str, str], b: tuple[str, str], *, same: bool) -> None:
    assert names.same_person(names.of(*a), names.of(*b)) is same


@pytest.mark.parametrize(
    ("short", "name", "right"),
    [("LUAL", "Lumaria Airlines", True), ("UNL", "Union of Northern Lumaria", True), ("LA", "Lumaria", False),
     ("L.U.A.L.", "Lumaria Airlines", True), ("XY", "Lumaria Airlines", False),
     ("lual", "Lumaria Airlines", False)],
)  # fmt: skip
def test_acronyms(short: str, name: str, *, right: bool) -> None:
    assert names.is_acronym(short, name) is right


def test_points_part_no_acronym_but_initials_from_a_surname() -> None:
    assert names.same_words(names.of("L.U.A.", "en"), names.of("LUA", "en"))
    assert [word.form for word in names.of("L.U. Holt", "en")] == ["l", "u", "holt"]


@pytest.mark.parametrize(
    ("form", "language", "bare"),
    [
        ("ВМУе", "ru", "ВМУ"),
        ("ЗРОом", "uk", "ЗРО"),
        ("ZrO-ie", "pl", "ZrO"),
        ("WZD-u", "pl", "WZD"),
        ("ČVUXu", "cs", "ČVUX"),
        ("ТЗВ-а", "bg", "ТЗВ"),
        ("ВМУ", "ru", "ВМУ"),
        ("МореБанка", "ru", "МореБанка"),
        ("McKeel", "pl", "McKeel"),
        ("MPs", "en", "MPs"),
    ],
)
def test_an_acronym_loses_its_case_ending(form: str, language: str, bare: str) -> None:
    assert names.bare_acronym(form, language) == bare


def test_every_pack_has_its_entities() -> None:
    for code in codes():
        assert section(code, "entities", Entities).titles, code


@pytest.mark.parametrize("code", codes())
def test_word_lists_swallow_no_country(code: str) -> None:
    rules = section(code, "entities", Entities)
    patterns = [compiled(terms) for terms in (rules.not_names, rules.titles, rules.generic)]
    for place, name in gazetteer.titles(code).items():
        assert not any(p.fullmatch(name) for p in patterns), name
        assert "/" in place or gazetteer.place(name, code), name


def test_words_cut_at_signs_but_not_inside() -> None:
    text = "Ivo's Jean-Luc O’Hara 中国"
    assert [text[s:e] for s, e in ner.words(text)] == ["Ivo", "'", "s", "Jean-Luc", "O’Hara", "中", "国"]


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        (
            "it was said that the ministry of the Interior would not be asked",
            "ministry of the Interior would not be",
        ),
        ("nobody here writes anything large", "nobody here writes anything large"),
        ("وقالت البلدية", "وقالت البلدية"),
    ],
)
def test_only_words_near_capitals_are_judged_where_there_are_any(text: str, judged: str) -> None:
    spans = ner.words(text)
    assert " ".join(text[slice(*spans[at])] for at in ner._near_names(text, spans)) == judged


def test_best_path_never_continues_what_did_not_begin() -> None:
    scores = np.log(np.full((3, len(ner.LABELS)), 0.05, np.float32))
    scores[:, ner.LABELS.index("I-ORG")] = 0
    path = [ner.LABELS[i] for i in ner._best_path(scores)]
    assert path == ["B-ORG", "I-ORG", "I-ORG"]


def test_head_fits_only_states_of_its_encoder() -> None:
    head = ner.load()
    assert head.encoder.startswith("multilingual-e5-small")
    (encoded,) = TinyEncoder().encode(["word"])
    assert not head.fits(encoded)


LETTERS = st.text(alphabet="Ab Čž жИ中'’-.()\n«»\u200b\u202eé1", max_size=60)


@given(LETTERS, st.sampled_from(["en", "uk", "cs", "zh", "xx"]))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_apart_and_in_order(text: str, language: str) -> None:
    analysis = analysis_of(text, language)
    encoded: list[Encoded] = TinyEncoder().encode([text]) if text else []
    found = sorted(m.span for e in local.find_entities(analysis, encoded) for m in e.mentions)
    assert all(span.end <= len(text) and text[span.start : span.end].strip() for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(LETTERS.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_head_gives_spans_inside_the_text(text: str) -> None:
    head = ner.load()
    spans = ner.words(text) or [(0, 1)]
    states = np.random.default_rng(len(text)).normal(size=(len(spans), 768)).astype(np.float32)
    encoded = Encoded(np.zeros(384, np.float32), np.array(spans, np.int32), states)
    (found,) = ner.find_names([text], [encoded], head)
    assert all(name.span.end <= len(text) and 0 < name.score <= 1 for name in found)


def test_linking_is_bounded_on_many_names() -> None:
    text = " ".join(f"Aa{i}xq Bb{i}zk," for i in range(150))
    marked: Marked = [(f"Aa{i}xq Bb{i}zk", "PER") for i in range(150)]
    assert 1 <= len(linked(("en", text, marked))) <= 150


def test_names_are_the_same_in_memory_that_is_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Ada Brun of Lintvik met the Harbour Guild", "Oddnes", "Nobody in Harsk knew Odd Bakke")
    head, chance = ner.load(), np.random.default_rng(3)

    def encoded(text: str) -> Encoded:
        offsets = np.array(ner.words(text), np.int32)
        states = chance.standard_normal((len(offsets), 768)).astype(np.float32)
        return Encoded(states[0, :384], offsets, states)

    read = [encoded(text) for text in texts]
    kept = [ner.find_names([text], [one], head) for text, one in zip(texts, read, strict=True)]
    assert any(found for (found,) in kept)
    monkeypatch.setattr(ner, "KEPT", 0)
    fresh = [ner.find_names([text], [one], head) for text, one in zip(texts, read, strict=True)]
    assert kept == fresh
