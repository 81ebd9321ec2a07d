"""One article's annotations, for the terminal and as JSON."""

import io
import json
from typing import Any, Literal

from rich.console import Console

from rashomon.encoders.tiny import TinyEncoder
from rashomon.engine import analyze
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article, Source
from rashomon.model.text import Text
from rashomon.render.reading import VERSION, print_readings, to_json

ARTICLE = """Storm floods harbour of Lintvik

LINTVIK, 3 March 2031 - A storm flooded the [red]harbour[/red] of Lintvik\x1b[2J on Monday. At least 12 people
were hurt, mayor Nora Lind said.

"We will rebuild the quay," Lind told reporters.

Read also: The worst floods so far
"""


def read(text: str = ARTICLE) -> Analysis:
    source = Source(id="s", name="Lintvik Post")
    (analysis,) = analyze([Article(id="a", locator="a", source=source, text=Text(text))], TinyEncoder())
    return analysis


def printed(*analyses: Analysis, color: bool = False) -> str:
    file = io.StringIO()
    system: Literal["standard"] | None = "standard" if color else None
    console = Console(file=file, width=200, force_terminal=color, color_system=system)
    print_readings(analyses, console)
    return file.getvalue()


def test_the_text_is_shown_with_the_value_of_its_dates() -> None:
    shown = printed(read())
    assert "3 March 2031 ⟨2031-03-03⟩ - A storm" in shown
    assert "en · 2031-03-03 (dateline)" in shown


def test_everything_read_is_listed_in_words_too() -> None:
    shown = printed(read())
    assert "Nora Lind (told), direct: We will rebuild the quay," in shown
    assert "At least 12 people: at_least 12 people" in shown
    assert "We will rebuild the quay [planned · Nora Lind]" in shown
    assert "inset: Read also: The worst floods so far" in shown


def test_an_article_cannot_steer_the_terminal() -> None:
    shown = printed(read())
    assert "\x1b" not in shown
    assert "[red]harbour[/red]" in shown


def test_colours_set_quotes_and_page_furniture_apart() -> None:
    shown = printed(read(), color=True)
    assert "\x1b[32mWe will rebuild the quay," in shown
    assert "\x1b[2mRead also: The worst floods so far" in shown


def test_several_articles_are_parted() -> None:
    assert printed(read(), read()).count("Lintvik Post") == 2


def test_json_gives_every_span_as_a_reference() -> None:
    told = json.loads(to_json([read()]))
    (reading,) = told["readings"]
    assert told["schema"] == VERSION
    assert reading["article"]["text"] == ARTICLE
    spans = list(references(reading))
    assert len(spans) > 20
    assert all(ARTICLE[s["start"] : s["end"]] == s["exact"] and s["article"] == "a" for s in spans)
    assert {q["kind"] for q in reading["quotes"]} == {"direct", "indirect"}
    assert "sentence_vectors" not in reading


def references(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        mine = [value] if "exact" in value else []
        return mine + [r for inner in value.values() for r in references(inner)]
    return [r for inner in value for r in references(inner)] if isinstance(value, list) else []
