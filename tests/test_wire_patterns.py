"""Who says what in the sentences that wires are made of: when, where, who and what he is; own fiction."""

from dataclasses import replace

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.analyze.times.find import find_timexes
from tests.quote_articles import analysis_of

WORDS = {
    "en": "the pier was shut",
    "de": "der Steg sei geschlossen",
    "fr": "la jetée était fermée",
    "es": "el muelle estaba cerrado",
    "it": "il molo era chiuso",
    "pt": "o cais estava fechado",
    "ru": "причал закрыт",
    "pl": "molo jest zamknięte",
    "tr": "iskelenin kapandığını",
}


def said(text: str, language: str) -> list[tuple[str, str | None]]:
    analysis = analysis_of(text, language)
    found = find_quotes(replace(analysis, timexes=find_timexes(analysis)))
    return [(text[q.span.start : q.span.end], q.speaker.name if q.speaker else None) for q in found]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "On Monday the mayor said that {}.", "the mayor"),
        ("en", "On Monday Mayor Mara Lindqvist said that {}.", "Mara Lindqvist"),
        ("en", "Late on Monday the harbour office said that {}.", "the harbour office"),
        ("en", "But on Monday the city, which owns the boats, said that {}.", "the city"),
        ("en", "In a statement on Tuesday the fire service said that {}.", "the fire service"),
        ("en", "A day later the mayor said that {}.", "the mayor"),
        ("en", "Hours later residents said that {}.", "residents"),
        ("en", "The next day, a neighbour, Tomas Orel, said that {}.", "Tomas Orel"),
        ("en", "Last year an audit by the harbour police warned that {}.", "an audit"),
        ("en", "Speaking in Glimmerton, Tomas Orel, a spokesman, said that {}.", "Tomas Orel"),
        ("en", "In Glimmerton the appeals court announced that {}.", "the appeals court"),
        ("en", "The mayor last year said that {}.", "The mayor"),
        ("en", "January figures showed that {}.", "January figures"),
        ("en", "The night nurses said that {}.", "The night nurses"),
        ("en", "But groups that are asking for light warned that {}.", "groups"),
        (
            "en",
            "The Center on Tides and Piers, a small group, estimates that {}.",
            "The Center on Tides and Piers",
        ),
        ("en", "Second Wave, a group in Glimmerton that has paid for it, said that {}.", "Second Wave"),
        (
            "en",
            "Trustees of the Tide and Pier Fund last week warned that {}.",
            "Trustees of the Tide and Pier Fund",
        ),
        ("en", "Harbour Council President Tomas Orel issued a statement saying that {}.", "Tomas Orel"),
        (
            "en",
            "On Friday, the council's chief engineer, Tomas Orel, issued a note saying that {}.",
            "Tomas Orel",
        ),
        ("de", "Der Leiter des Museums, Tomas Orel, sagte am Mittwoch vor Journalisten, {}.", "Tomas Orel"),
        ("de", "Am Montag erklärte Tomas Orel, Sprecher der Stadt, {}.", "Tomas Orel"),
        ("de", "Am Montag sagte die Stadt, der die Boote gehören, {}.", "die Stadt"),
        ("de", "Das Umweltministerium sagte am Montag, {}.", "Das Umweltministerium"),
        ("de", "Am Montag sagte die Stadträtin für Kultur, Mara Lindqvist, {}.", "Mara Lindqvist"),
        ("de", "In Glimmerton warnte die Feuerwehr, {}.", "die Feuerwehr"),
        ("fr", "Lundi la maire a déclaré que {}.", "la maire"),
        (
            "fr",
            "Un jour plus tard, l'échevine de la Culture, Mara Lindqvist, a averti que {}.",
            "Mara Lindqvist",
        ),
        ("fr", "Un jour plus tard la police a indiqué que {}.", "la police"),
        ("fr", "Le lendemain, la ville, propriétaire du bac, a annoncé que {}.", "la ville"),
        ("fr", "Des riverains ont déclaré que {}.", "Des riverains"),
        ("es", "Un portavoz del ayuntamiento dijo que {}.", "Un portavoz del ayuntamiento"),
        ("es", "El lunes, la concejala de Cultura, Lucía Robledo, dijo que {}.", "Lucía Robledo"),
        ("es", "Un día después, un vecino, Tomas Orel, dijo que {}.", "Tomas Orel"),
        ("es", "Pero el lunes Lucía Robledo, que dirige el puerto, dijo que {}.", "Lucía Robledo"),
        ("es", "La semana pasada la empresa, propietaria del barco, dijo que {}.", "la empresa"),
        (
            "it",
            "Un giorno dopo, l'assessora alla Cultura, Mara Lindqvist, ha detto che {}.",
            "Mara Lindqvist",
        ),
        ("it", "Lunedì il ministero della Cultura ha detto che {}.", "il ministero della Cultura"),
        ("pt", "Na segunda-feira a empresa, proprietária do barco, disse que {}.", "a empresa"),
        ("pt", "Um dia depois, o diretor do museu, Tomas Orel, disse que {}.", "Tomas Orel"),
        ("en", "Mara Lindqvist — who has led the council since 2019 — said that {}.", "Mara Lindqvist"),
        ("en", "The ministry said in a statement on Monday that {}.", "The ministry"),
        ("en", "The ministry said in a statement {}.", "The ministry"),
        (
            "en",
            "Boats came, but a guard for the town, who gave no name, said that {}.",
            "a guard for the town",
        ),
        ("ru", "В понедельник мэр сообщил, что {}.", "мэр"),
        ("ru", "В прошлом году министерство культуры сообщило, что {}.", "министерство культуры"),
        ("ru", "Спустя два дня полиция сообщила, что {}.", "полиция"),
        ("pl", "W poniedziałek rzecznik policji powiedział, że {}.", "rzecznik policji"),
        ("pl", "Dzień później prokuratura poinformowała, że {}.", "prokuratura"),
        ("tr", "Geçen hafta polis sözcüsü {} söyledi.", "polis sözcüsü"),
        ("tr", "Bir gün sonra belediye başkanı {} açıkladı.", "belediye başkanı"),
    ],
)
def test_a_subject_begins_behind_what_tells_when_and_where(language: str, text: str, speaker: str) -> None:
    told = WORDS[language]
    (words, teller), *_ = said(text.format(told), language)
    assert (words.endswith(told), teller) == (True, speaker)


@pytest.mark.parametrize(
    ("language", "text", "told", "speaker"),
    [
        (
            "en",
            "The pier is shut, Tomas Orel, a spokesman for the prosecutor, told reporters.",
            "The pier is shut",
            "Tomas Orel",
        ),
        ("en", "The pier is shut, Tomas Orel, a guard, said on Monday.", "The pier is shut", "Tomas Orel"),
        (
            "en",
            "The pier is shut, a spokesman for the town, Tomas Orel, said.",
            "The pier is shut",
            "Tomas Orel",
        ),
        (
            "en",
            "The pier is shut, Mara Lindqvist told reporters on Monday.",
            "The pier is shut",
            "Mara Lindqvist",
        ),
        ("en", "The pier is shut, warned Mara Lindqvist.", "The pier is shut", "Mara Lindqvist"),
        ("en", "The pier is shut, said a neighbour, Tomas Orel.", "The pier is shut", "Tomas Orel"),
        (
            "en",
            "“The pier is shut,” said the alderwoman for culture, Mara Lindqvist.",
            "The pier is shut,",
            "Mara Lindqvist",
        ),
        (
            "en",
            "According to Tomas Orel, a spokesman, the pier was shut.",
            "the pier was shut",
            "Tomas Orel",
        ),
        (
            "en",
            "According to a neighbour, Tomas Orel, the pier was shut.",
            "the pier was shut",
            "Tomas Orel",
        ),
        (
            "en",
            "According to police, Tomas Orel, 52, was at home.",
            "Tomas Orel, 52, was at home",
            "police",
        ),
        (
            "en",
            "The pier was shut, according to Mayor Mara Lindqvist.",
            "The pier was shut",
            "Mara Lindqvist",
        ),
        (
            "en",
            "“The pier is shut,” a guard, who gave no name, told The Harbour Post.",
            "The pier is shut,",
            "a guard",
        ),
        ("en", "The pier is shut, as Tomas Orel, a guard, said on Monday.", "The pier is shut", "Tomas Orel"),
        ("en", "Tomas Orel rejected claims that the pier is shut.", "that the pier is shut", "Tomas Orel"),
        (
            "en",
            "The city, which owns the boats, rejected that criticism.",
            "that criticism",
            "The city",
        ),
        (
            "de",
            "Der Steg sei geschlossen, sagte Tomas Orel, der im Hafen eine Bäckerei führt.",
            "Der Steg sei geschlossen",
            "Tomas Orel",
        ),
        (
            "fr",
            "La jetée était fermée, a averti la maire lundi.",
            "La jetée était fermée",
            "la maire",
        ),
        (
            "fr",
            "L'échevine de la Culture, Mara Lindqvist, a rejeté les critiques : « La jetée est sûre ».",
            "La jetée est sûre",
            "Mara Lindqvist",
        ),
        (
            "es",
            "El muelle estaba cerrado, dijo la alcaldesa el lunes.",
            "El muelle estaba cerrado",
            "la alcaldesa",
        ),
        (
            "es",
            "El muelle estaba cerrado, dijo Lucía Robledo, que dirige el puerto.",
            "El muelle estaba cerrado",
            "Lucía Robledo",
        ),
    ],
)
def test_words_said_stand_before_who_says_them(language: str, text: str, told: str, speaker: str) -> None:
    assert (told, speaker) in said(text, language)


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("es", "Lucía Robledo dijo que el muelle aguanta. {}", "El valor se estima en 12 millones."),
        ("it", "Mara Lindqvist ha detto che il molo regge. {}", "Il valore si stima in 12 milioni."),
        ("pt", "Mara Lindqvist disse que o cais aguenta. {}", "Estima-se que o valor seja de 12 milhões."),
    ],
)
def test_a_reflexive_passive_is_nobodys_word(language: str, text: str, counted: str) -> None:
    found = said(text.format(counted), language)
    assert len(found) == 1
    assert found[0][0] not in counted


def test_who_hands_words_on_is_no_part_of_them() -> None:
    handed = "The mayor {} the pier would open, the Wave reported."
    for verb in ("said", "promised that", "warned that"):
        words = f"{verb.removeprefix('said').partition(' ')[2]} the pier would open".strip()
        assert (words, "The mayor") in said(handed.format(verb), "en")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The guard, who was dismissed by Mayor Mara Lindqvist, said on Monday that {}.", "The guard"),
        ("The mayor said that {} and that Tomas Orel had informed the council in May.", "The mayor"),
    ],
)
def test_what_follows_a_verb_need_not_be_said_with_it(text: str, speaker: str) -> None:
    assert {who for _, who in said(text.format(WORDS["en"]), "en")} == {speaker}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Glimmerton must not tell the coast how to fish."),
        ("en", "Glimmerton should not say that the pier is shut."),
        ("ru", "Вера Ланская не должна указывать рыбакам, как им ловить."),
        ("pl", "Jan Wierzba nie powinien mówić rybakom, jak mają łowić."),
        ("cs", "Karel Houba nesmí říkat rybářům, jak mají lovit."),
    ],
)
def test_what_somebody_must_not_say_is_not_said(language: str, text: str) -> None:
    assert said(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "Mara Lindqvist: the pier stays shut until May", "Mara Lindqvist"),
        ("pl", "Jan Wierzba: zgodziłem się, bo molo jest stare", "Jan Wierzba"),
        ("en", "Glimmerton fishermen: the pier stays shut", None),
        ("en", "Tomas Orel Pier Scandal: Council meets today", None),
        ("en", "Strike at Harbour Post: no paper until May", None),
    ],
)
def test_a_headline_gives_the_words_of_whom_alone_it_names(
    language: str, text: str, speaker: str | None
) -> None:
    assert [teller for _, teller in said(text, language)] == ([speaker] if speaker else [])
