"""Where the words for who speaks begin and end, and whose clause a verb stands in: invented sentences."""

import pytest

from tests.test_slavic_speech import told


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        # What hangs on no noun ends a source: another case, a verb, a reflexive.
        (
            "cs",
            "Maják bude podle ministerské předsedkyně dobrá pomoc pro lodě.",
            "Maják bude podle ministerské předsedkyně dobrá pomoc pro lodě",
            "ministerské předsedkyně",
        ),
        (
            "cs",
            "„Zůstaneme vždy u vašeho břehu,“ vzkázala starostka obyvatelům ostrova.",
            "Zůstaneme vždy u vašeho břehu,",
            "starostka",
        ),
        (
            "ru",
            "В самой компании новую пристань назвали «лишней».",
            "лишней",
            "сама компания",
        ),
        (
            "bg",
            "От компанията се опитаха да спрат пожара и припомниха, че фарът е стар.",
            "че фарът е стар",
            "компанията",
        ),
        # An "of" names a body in full.
        (
            "bg",
            "Асоциацията на старите лоцмани съобщи, че фарът остава тъмен.",
            "че фарът остава тъмен",
            "Асоциацията на старите лоцмани",
        ),
        (
            "sl",
            "Svetilnik bo ostal temen, so sporočili z ministrstva za promet.",
            "Svetilnik bo ostal temen",
            "ministrstva za promet",
        ),
        (
            "sl",
            "Kot so na ministrstvu za promet zapisali v sporočilu za javnost, je svetilnik varen.",
            "je svetilnik varen",
            "ministrstvu za promet",
        ),
        # Words that open the clause belong to its noun, a conjunction in second place parts nothing.
        (
            "cs",
            "Tři přístavní zdroje ale agentuře Reuters řekly, že maják zhasl.",
            "že maják zhasl",
            "Tři přístavní zdroje",
        ),
        (
            "sl",
            "Opozicijski laburisti pravijo, da bo maják ugasnil.",
            "da bo maják ugasnil",
            "Opozicijski laburisti",
        ),
        # An agency that was told is not who tells, one that reports has no holder behind a comma.
        (
            "pl",
            "Jak poinformowały AFP tutejsze służby portowe, latarnia zgasła w środę.",
            "latarnia zgasła w środę",
            "tutejsze służby portowe",
        ),
        (
            "pl",
            "Jak podała agencja Reutera, Jan Wierzba, zwolniony z portu, się ukrywa.",
            None,
            "Jan Wierzba",
        ),
        (
            "bg",
            "Говорителят подчерта, че фарът е стар. Портът ще бъде затворен още днес, съобщи Harbour Post.",
            "Портът ще бъде затворен още днес",
            "Harbour Post",
        ),
        # A phrase for the agency only hands on what a verb beside it tells.
        (
            "cs",
            "Karel Houba rozeslal dopis, v němž podle agentury Reuters naznačil, že maják zhasne.",
            None,
            "agentury Reuters",
        ),
        # The verb of a relative clause has what its pronoun resumes.
        ("cs", "Karel Houba se hádal s ženami, které následně tvrdily, že maják zhasl.", None, "Karel Houba"),
        (
            "sl",
            "Ana Breza je nastopila v parlamentu, ki je že trikrat zavrnil dogovor o svetilniku.",
            None,
            "Ana Breza",
        ),
        # Who speaks goes on in the next sentence, though nobody has named him.
        (
            "ru",
            "Представитель профсоюза рассказала, что маяк стар. Она также не исключила новый пожар в порту.",
            "новый пожар в порту",
            "Представитель профсоюза",
        ),
        # Words in marks in what somebody tells that others want are his.
        (
            "ru",
            "В профсоюзе отметили, что лоцманы хотят «честной платы за ночь».",
            "честной платы за ночь",
            "профсоюз",
        ),
        (
            "sl",
            "»Svetilnik bo ugasnil že jutri,« je po poročanju agencije AFP še izpostavila Breza.",
            "Svetilnik bo ugasnil že jutri,",
            "Ana Breza",
        ),
        # Behind "s tím, že" goes on what is told, not who tells it.
        (
            "cs",
            "„Nemáme nic proti lodím v přístavu,“ zdůraznil šéf přístavní správy s tím, že maják zhasl.",
            "Nemáme nic proti lodím v přístavu,",
            "šéf přístavní správy",
        ),
        # A relative pronoun resumes whom it stands right behind, in whatever case.
        (
            "ru",
            "Газета привела слова Петра Зимина, который в связи с пожаром заявил, что маяк погас.",
            "что маяк погас",
            "Пётр Зимин",
        ),
        # A relative clause behind the subject tells nothing and nobody speaks in it.
        ("ru", "Эту мысль раскритиковал Пётр Зимин, который вернулся в порт.", None, "Пётр Зимин"),
        # What goes on behind words in marks is no subject.
        (
            "pl",
            "Jan Wierzba wrócił. Pytany o problem z „dziwnymi słowami” portu, ocenił, że latarnia zgasła.",
            "że latarnia zgasła",
            "Jan Wierzba",
        ),
        # The office of somebody is not he.
        (
            "pl",
            "Zenon Molak wrócił. W środę biuro wójta Zenona Molaka podało, że latarnia zgasła.",
            None,
            "Zenon Molak",
        ),
        # Who opens the sentence goes on in its next clause.
        ("cs", "Karel Houba k tomu jet nechtěl, řekl ale, že maják zhasl.", "že maják zhasl", "Karel Houba"),
        # An adjective of a name is not its bearer.
        ("sl", "Brezini kritiki ob tem izpostavljajo, da je svetilnik star.", None, "Breza"),
        # Nobody says what people say.
        ("cs", "Karel Houba odešel. Spekuluje se, že maják převezme stát.", None, "Karel Houba"),
    ],
)
def test_who_speaks_begins_and_ends_with_its_noun_phrase(
    language: str, text: str, words: str | None, speaker: str
) -> None:
    """Where no words are given, the speaker is one who says nothing in the text."""
    found = told(text, language)
    if words is None:
        assert speaker not in [name for _, name in found]
    else:
        assert (words, speaker) in found


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Mara Lindqvist drew criticism after declaring at a party dinner that the pier was lost.",
            "that the pier was lost",
            "Mara Lindqvist",
        ),
        (
            "Mara Lindqvist left. She sent a letter to council members saying she hoped the pier would last.",
            "she hoped the pier would last",
            "Mara Lindqvist",
        ),
        (
            "The storm grew over the weekend as some angry residents called for Orel's resignation.",
            "Orel's resignation",
            "some angry residents",
        ),
        (
            'Speaking on "This Tide," Tomas Orel, of the council, said the pier was "wildly unsafe."',
            "wildly unsafe.",
            "Tomas Orel",
        ),
        (
            "Many laughed after the harbour chairman was caught on camera saying that the pier was lost.",
            "that the pier was lost",
            "the harbour chairman",
        ),
        (
            "It began with Mara Lindqvist — a voice among residents — writing that the pier was lost.",
            "that the pier was lost",
            "Mara Lindqvist",
        ),
        (
            "A spokesman for the harbour said the pier was shut. He added that it would open on Monday.",
            "that it would open on Monday",
            "A spokesman for the harbour",
        ),
    ],
)
def test_participles_have_the_subject_of_the_clause_around_them(text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in told(text, "en")


def test_a_headline_whose_verb_is_a_noun_tells_no_words() -> None:
    assert told("Mara Lindqvist’s Pier Comments Stir Up Anger From Harbour Residents", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "en",
            "“The pier is safe,” said a spokesman for the port shortly after noon.",
            "a spokesman for the port",
        ),
        ("ru", "«Порт цел», — сообщили представители порта вскоре после пожара.", "представители порта"),
        ("uk", "«Порт цілий», — повідомили представники порту невдовзі після пожежі.", "представники порту"),
        ("pl", "„Port stoi” – powiedzieli przedstawiciele portu tuż po pożarze.", "przedstawiciele portu"),
        ("cs", "„Přístav stojí,“ řekli zástupci přístavu krátce po požáru.", "zástupci přístavu"),
        (
            "bg",
            "„Портът е цял“, съобщиха представители на порта скоро след пожара.",
            "представители на порта",
        ),
        (
            "sl",
            "„Pristanišče stoji,“ so sporočili predstavniki pristanišča kmalu po požaru.",
            "predstavniki pristanišča",
        ),
        (
            "de",
            "„Der Hafen ist offen“, sagte ein Sprecher der Firma kurz nach dem Brand.",
            "ein Sprecher der Firma",
        ),
        ("fr", "« Le port tient », a indiqué la police aussitôt après.", "la police"),
        ("es", "«El puerto está cerrado», dijo el alcalde poco después del incendio.", "el alcalde"),
        ("it", "«Il porto è aperto», ha detto il sindaco subito dopo.", "il sindaco"),
        ("pt", "«O porto está aberto», disse o autarca pouco depois do incêndio.", "o autarca"),
    ],
)
def test_an_adverb_of_time_is_no_part_of_who_speaks(language: str, text: str, speaker: str) -> None:
    assert [who for _, who in told(text, language)] == [speaker]
