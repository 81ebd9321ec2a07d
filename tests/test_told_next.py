"""Whose a sentence is that only the next one gives a speaker ("This the mayor said."); own fiction."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from tests.quote_articles import analysis_of

LEADS = {
    "ru": "Причал закрыт до утра из-за тумана",
    "uk": "Причал закритий до ранку через туман",
    "pl": "Molo jest zamknięte do rana z powodu mgły",
    "cs": "Molo je kvůli mlze uzavřeno do rána",
    "bg": "Кеят е затворен до сутринта заради мъглата",
    "sl": "Pomol je zaradi megle zaprt do jutra",
    "de": "Der Steg ist wegen des Nebels bis zum Morgen gesperrt",
    "es": "El muelle está cerrado por la niebla hasta mañana",
    "it": "Il molo è chiuso per nebbia fino al mattino",
    "fr": "La jetée est fermée à cause du brouillard",
    "pt": "O cais está fechado por causa do nevoeiro",
}
NAMES = {"ru": "Пётр Зимин", "uk": "Олена Гай", "bg": "Стоян Върбан"}


def said(text: str, language: str) -> list[tuple[str, str | None]]:
    return [
        (text[q.span.start : q.span.end], q.speaker.name if q.speaker else None)
        for q in find_quotes(analysis_of(text, language))
    ]


@pytest.mark.parametrize(
    ("language", "behind"),
    [
        ("ru", "Об этом сообщил мэр {}."),
        ("ru", "Об этом мэр {} сообщил в понедельник."),
        ("ru", "Об этом {} заявил журналистам."),
        ("ru", "Об этом в понедельник сообщил мэр города {}."),
        ("ru", "Об этом заявил мэр {}, передает агентство «Мыс»."),
        ("ru", "Как сообщает агентство «Мыс», об этом заявил мэр {}."),
        ("ru", "Об этом мэр {} написал в своем блоге."),
        ("ru", "Мэр {} сообщил об этом на брифинге."),
        ("ru", "Соответствующее заявление сделал мэр {}."),
        ("ru", "Об этом на своей странице в соцсети написал мэр {}."),
        ("ru", "Об этом в эфире радио рассказал мэр {}."),
        ("ru", "Такое заявление сделал мэр {}."),
        ("ru", "Это заявил мэр {}."),
        ("ru", "Об этом, как передает агентство «Мыс», заявил мэр {}."),
        ("uk", "Про це повідомив мер {}."),
        ("uk", "Про це мер {} повідомив у понеділок."),
        ("uk", "Про це {} заявив журналістам."),
        ("uk", "Про це у понеділок повідомив мер міста {}."),
        ("uk", "Про це заявив мер {}, передає агентство «Мыс»."),
        ("uk", "Як повідомляє агентство «Мис», про це заявив мер {}."),
        ("uk", "Про це мер {} написав у своєму блозі."),
        ("uk", "Мер {} повідомив про це на брифінгу."),
        ("uk", "Відповідну заяву зробив мер {}."),
        ("uk", "Про це на своїй сторінці у соцмережі написав мер {}."),
        ("uk", "Про це в ефірі радіо розповів мер {}."),
        ("uk", "Таку заяву зробив мер {}."),
        ("uk", "Це заявив мер {}."),
        ("uk", "Про це, як передає агентство «Мис», заявив мер {}."),
        ("pl", "Poinformował o tym burmistrz {}."),
        ("pl", "O tym burmistrz {} poinformował w poniedziałek."),
        ("pl", "Powiedział o tym burmistrz {}."),
        ("pl", "Poinformował o tym w poniedziałek burmistrz {}."),
        ("pl", "Poinformował o tym burmistrz {}, podaje agencja Mewa."),
        ("pl", "Burmistrz {} poinformował o tym na konferencji."),
        ("pl", "Takie oświadczenie złożył burmistrz {}."),
        ("pl", "O sprawie poinformował burmistrz {}."),
        ("pl", "Jak podaje agencja Mewa, poinformował o tym burmistrz {}."),
        ("pl", "Napisał o tym na блозіu burmistrz {}."),
        ("pl", "To powiedział burmistrz {}."),
        ("pl", "Tak powiedział burmistrz {}."),
        ("pl", "Taką informację przekazał burmistrz {}."),
        ("pl", "Informację przekazał burmistrz {}."),
        ("pl", "O decyzji poinformował burmistrz {}."),
        ("cs", "Oznámil to starosta {}."),
        ("cs", "Uvedl to starosta {}."),
        ("cs", "V pondělí to oznámil starosta {}."),
        ("cs", "Informoval o tom starosta {}."),
        ("cs", "O tom informoval starosta {}."),
        ("cs", "Starosta {} to řekl novinářům."),
        ("cs", "Novinářům to řekl starosta {}."),
        ("cs", "Dnes to uvedl starosta {}, píše agentura Racek."),
        ("cs", "Na twitteru to napsal starosta {}."),
        ("cs", "Agentuře to sdělil starosta {}."),
        ("bg", "Това съобщи кметът {}."),
        ("bg", "Това заяви кметът {}."),
        ("bg", "Това каза в понеделник кметът {}."),
        ("bg", "За това съобщи кметът {}."),
        ("bg", "Това съобщи кметът {}, предава агенция „Чайка“."),
        ("bg", "Кметът {} съобщи това пред журналисти."),
        ("bg", "Това обяви пред медиите кметът {}."),
        ("bg", "Информацията съобщи кметът {}."),
        ("bg", "Това стана ясно от думите на кмета {}."),
        ("bg", "Това написа във блога си кметът {}."),
        ("sl", "To je sporočil župan {}."),
        ("sl", "To je povedal župan {}."),
        ("sl", "To je v ponedeljek sporočil župan {}."),
        ("sl", "O tem je poročal župan {}."),
        ("sl", "Župan {} je to povedal novinarjem."),
        ("sl", "To je dejal župan {}, poroča agencija Galeb."),
        ("sl", "Kot poroča agencija Galeb, je to sporočil župan {}."),
        ("sl", "Tako je povedal župan {}."),
        ("de", "Das sagte Bürgermeister {}."),
        ("de", "Das berichtete Bürgermeister {} am Montag."),
        ("de", "Das teilte Bürgermeister {} am Montag mit."),
        ("de", "Dies erklärte Bürgermeister {}."),
        ("de", "Das sagte Bürgermeister {} der Zeitung."),
        ("de", "Das gab Bürgermeister {} bekannt."),
        ("de", "Darüber informierte Bürgermeister {}."),
        ("de", "Dies sagte {} am Montag in Gent."),
        ("es", "Así lo dijo el alcalde {}."),
        ("es", "Así lo informó el alcalde {}."),
        ("es", "Lo anunció el alcalde {}."),
        ("es", "Así lo ha anunciado este lunes el alcalde {}."),
        ("es", "Lo dijo el alcalde {} en rueda de prensa."),
        ("es", "El alcalde {} lo confirmó el lunes."),
        ("es", "Así lo ha señalado {}."),
        ("es", "Así lo afirmó el alcalde {}, según la agencia Gaviota."),
        ("es", "De esto informó el alcalde {}."),
        ("it", "Lo ha detto il sindaco {}."),
        ("it", "Lo ha annunciato il sindaco {}."),
        ("it", "Lo ha reso noto il sindaco {}."),
        ("it", "Lo riferisce il sindaco {}."),
        ("it", "A dirlo è il sindaco {}."),
        ("it", "Lo ha annunciato lunedì il sindaco {}."),
        ("it", "Ad annunciarlo è stato il sindaco {}."),
        ("fr", "C'est ce qu'a annoncé le maire {}."),
        ("fr", "C'est ce qu'a déclaré lundi le maire {}."),
        ("fr", "Le maire {} l'a annoncé lundi."),
        ("fr", "C'est ce qu'a indiqué {}."),
        ("pt", "Foi o que disse o prefeito {}."),
        ("pt", "A informação foi divulgada pelo prefeito {}."),
        ("pt", "A informação é do prefeito {}."),
        ("pt", "Disse isto o prefeito {}."),
        ("pt", "O anúncio foi feito pelo prefeito {}."),
    ],
)
def test_the_next_sentence_says_who_told_one(language: str, behind: str) -> None:
    lead, name = LEADS[language], NAMES.get(language, "Tomas Orel")
    assert said(f"{lead}. {behind.format(name)}", language) == [(lead, name)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Причал закрыт. Об этом сообщает агентство «Мыс»."),
        ("ru", "На пароме никто не курил, это вам подтвердит капитан."),
        ("pl", "Molo jest zamknięte. To dobra wiadomość dla mew."),
        ("de", "Der Steg ist gesperrt. Das Amt sagte nichts."),
        ("it", "Il molo è chiuso. Lo studio è del Comune."),
        ("es", "El muelle está cerrado. Lo peor ha pasado."),
    ],
)
def test_what_names_no_teller_leaves_the_sentence_to_the_article(language: str, text: str) -> None:
    assert said(text, language) == []


def test_an_attitude_is_part_of_what_the_next_sentence_says_was_told() -> None:
    text = "Двадцать министров поддержали проект моста. Об этом заявил мэр Пётр Зимин на площади."
    assert said(text, "ru") == [("Двадцать министров поддержали проект моста", "Пётр Зимин")]


def test_who_is_reported_as_saying_something_stays_who_says_it() -> None:
    text = "Вера Ланская сообщила, что причал закрыт. Об этом заявил мэр Пётр Зимин."
    assert said(text, "ru") == [("что причал закрыт", "Вера Ланская")]


def test_the_agency_that_passed_the_next_sentence_on_is_kept() -> None:
    analysis = analysis_of("Причал закрыт. Об этом Пётр Зимин сообщил агентству Северсталь-Пресс.", "ru")
    assert [quote.via for quote in find_quotes(analysis)] == ["Северсталь-Пресс"]
