"""Articles of our own invention for the tests of quotations: sentences and names are given by hand."""

import re

from rashomon.model.annotation import Analysis, EntityType, LocalEntity, Mention, Sentence
from rashomon.model.text import Span
from tests.articles import article_of

SENTENCE = re.compile(r"[^\n]*?[^\n](?:(?<!Mr)(?<!Ms)[.!?…][”“»\"']?(?=\s+[A-ZА-ЯŠŽČЋŁŚ„“«\"–—])|(?=\n)|$)")
PEOPLE: tuple[tuple[str, EntityType, tuple[str, ...]], ...] = (
    ("Mara Lindqvist", "PER", ("Mara Lindqvist", "Lindqvist")),
    ("Tomas Orel", "PER", ("Tomas Orel", "Orel")),
    ("Harbour Post", "ORG", ("Harbour Post",)),
    ("Harbour Council Police", "ORG", ("Harbour Council Police",)),
    ("Harbour Council", "ORG", ("Harbour Council",)),
    ("Tide Council", "ORG", ("Tide Council",)),
    ("Glimmerton", "LOC", ("Glimmerton",)),
    ("Вера Ланская", "PER", ("Веры Ланской", "Вере Ланской", "Вера Ланская", "Ланская", "Ланской")),
    ("Пётр Зимин", "PER", ("Пётр Зимин", "Петра Зимина", "Зимин", "Зимину")),
    ("Северсталь-Пресс", "ORG", ("Северсталь-Прессу", "Северсталь-Пресс")),
    ("Jan Wierzba", "PER", ("Jan Wierzba", "Wierzba")),
    ("Brodsko", "LOC", ("Brodsko",)),
    ("Karel Houba", "PER", ("Karel Houba", "Houba")),
    ("Ana Breza", "PER", ("Any Brezy", "Ana Breza", "Breza")),
    ("Олена Гай", "PER", ("Олена Гай", "Гай")),
    ("Стоян Върбан", "PER", ("Стоян Върбан", "Върбан")),
    *((name, "LOC", (name,)) for name in ("Лондон", "Москва", "Варшава", "Londyn", "Moskva")),
    *(
        (name, "ORG", (name,))
        for name in ("МВД", "МИД", "МЧС", "МОЗ", "MZV", "MZZ", "МВР", "Норвест", "Norwest")
    ),
    *((name, "ORG", (name,)) for name in ("Вольный берег", "Вільний берег", "Svobodna obala")),
    ("Ли Минь", "PER", ("Ли Минь",)),
    ("Lucía Robledo", "PER", ("Lucía Robledo", "Robledo")),
)


def analysis_of(text: str, language: str = "en") -> Analysis:
    """Return a text with sentences cut by rule and the invented people found in it."""
    article = article_of(text, language=language)
    return Analysis(
        article=article, language=language, sentences=tuple(_sentences(text)), entities=_entities(text)
    )


def _sentences(text: str) -> list[Sentence]:
    found = []
    for number, paragraph in enumerate(re.finditer(r"[^\n]+", text)):
        for match in SENTENCE.finditer(paragraph.group()):
            piece = match.group().strip()
            start = paragraph.start() + match.start() + match.group().find(piece)
            found.append(Sentence(span=Span(start, start + len(piece)), paragraph=number))
    return found


def _entities(text: str) -> tuple[LocalEntity, ...]:
    entities, taken = [], set[int]()
    for name, kind, forms in PEOPLE:
        mentions = []
        for form in forms:
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                if match.start() not in taken:
                    taken |= set(range(*match.span()))
                    mentions.append(Mention(span=Span(*match.span()), type=kind, name=form))
        if mentions:
            mentions.sort(key=lambda m: m.span.start)
            entities.append(LocalEntity(id=f"e-{name}", type=kind, name=name, mentions=tuple(mentions)))
    return tuple(entities)
