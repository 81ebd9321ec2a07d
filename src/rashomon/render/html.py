"""Write a story as one HTML page: no network, readable without a script, better with it.

The page is made from the same document as the public JSON. Article text is untrusted: the template
escapes everything, and the page's content security policy allows nothing but its own style and script.
"""

import base64
import hashlib
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rashomon.brief.labels import entity_name
from rashomon.lang.interface import disclosure, interface, language_name
from rashomon.lang.language import language_of
from rashomon.lang.messages import reason_in
from rashomon.lang.report import ReportWords, report_words
from rashomon.lang.writing import number
from rashomon.model.phrase import Phrase
from rashomon.render import schema
from rashomon.render.differing import differing, told_differently
from rashomon.render.drawing import timeline
from rashomon.render.drawing_echoes import shared
from rashomon.render.drawing_figures import plot
from rashomon.render.html_lists import by_value, columns, long_lists, row, usual_reasons
from rashomon.render.html_places import LOOKS, Address, Places
from rashomon.render.marking import Mark, Piece, pieces
from rashomon.render.telling import labels, moment, said_in, shared_line

__all__ = ["LOOKS", "TEMPLATES", "asset", "context", "environment", "to_html"]

TEMPLATES = Path(__file__).parent / "templates"
CITED = 8
"""Places that are linked for one thing; more are counted."""
UNFOLDED = 6
"""Articles whose texts stand open beside the report; of more, each opens when it is asked for."""
LISTED = 60
"""Articles that are listed where texts are loaded one by one: those to which most leads; more on request."""


def to_html(doc: schema.Document, reader: str = "") -> str:
    """Return the whole report as one page, its own words in the ``reader``'s language, else the brief's."""
    style, script = asset("report.css") + asset("pictures.css"), asset("report.js")
    page: str = _template().render(
        **context(doc, reader=reader),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )
    return page


def context(
    doc: schema.Document,
    address: Address | None = None,
    home: str = "",
    *,
    reader: str = "",
    folds: bool = True,
) -> dict[str, Any]:
    """Return what the report's template shows of a story, for every page that shows one.

    With an ``address`` what folds away is loaded from there when somebody unfolds it, and so are the
    texts of a story that has many; without one all of it stands in the page. ``home`` is the page with
    the texts, where that is another one. What the report itself says is in the language of the ``reader``,
    else in the brief's. Where nothing ``folds``, as on paper, what would is counted.
    """
    named, language = labels(doc), reader or doc.brief.language
    names = {e.id: entity_name(e, language) for e in doc.entities}
    lists = long_lists(doc, names, folds=folds)
    shown = columns(doc, lists["claims"].open)
    return dict(  # noqa: C408 - named as the template names them
        doc=doc,
        reader=language,
        disclosure=disclosure([a.language for a in doc.articles], language),
        said=partial(_said, language),
        shared_line=partial(shared_line, doc.brief.language, language),
        lists=lists,
        home=home,
        places=Places(doc, lists["timeline"].shown, address, home),
        address=address,
        words=interface(language),
        ui=report_words(language),
        label=named,
        columns=shown,
        row=partial(row, shown),
        differs=told_differently(doc),
        conflicts=differing(doc),
        usual=usual_reasons(lists["claims"].shown),
        by_value=by_value,
        cited=CITED,
        unfolded=UNFOLDED,
        listed=LISTED,
        texts=doc.articles,
        quotes={q.id: q for q in doc.quotes},
        names=names,
        languages={a.id: a.language for a in doc.articles},
        timeline=timeline(doc, language),
        shared=shared(doc, named),
        plot=lambda figure: plot(figure, language),
        reason=lambda text: reason_in(text, language),
        number=lambda value: number(value, language),
        moment=moment,
        direction=lambda code: language_of(code).direction,
        language_name=language_name,
        diff=_diff,
        rendered=partial(_rendered, report_words(language)),
        picture_style="",
    )


@cache
def _template() -> Any:
    return environment(TEMPLATES).get_template("report.html.j2")


def environment(*folders: Path) -> Environment:
    """Return templates that escape everything and know no undefined name."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def asset(name: str) -> str:
    """Return one of the report's own files, its style or script."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _diff(quote: schema.Quote, variant: schema.Variant) -> list[Piece]:
    """Cut a quotation where it differs from the fullest rendering of the same statement."""
    start = quote.span.start
    marks = [
        Mark(max(e.b.start - start, 0), min(e.b.end - start, len(quote.span.exact)), e.op)
        for e in variant.edits
        if e.b and e.b.article == quote.span.article and e.b.start < quote.span.end and e.b.end > start
    ]
    return pieces(quote.span.exact, marks)


def _said(language: str, phrase: Phrase | None, text: str) -> str:
    """Say a phrase; an article's words in it run in their own direction and turn nothing around."""
    if phrase and phrase.words:
        phrase = replace(phrase, words=tuple(f"\u2068{word}\u2069" for word in phrase.words))
    return said_in(language, phrase, text)


def _rendered(ui: ReportWords, quote: schema.Quote, variant: schema.Variant, *, fullest: bool) -> list[str]:
    """Say how a statement is rendered here: how near to its fullest rendering, and whether in marks."""
    reworded = variant.kind == "altered" and not variant.edits
    near = ui.echo_paraphrase if reworded else ui.of("variant", variant.kind)
    marks = [] if quote.kind == "direct" else [ui.of("marks", quote.kind)]
    return marks if fullest else [near, *marks]
