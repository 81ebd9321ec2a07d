"""Write a story as PDF for paper: the HTML report, set in pages, with a page number at each citation."""

import re
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

from rashomon.errors import ConfigError
from rashomon.render.html import TEMPLATES, asset, context, environment
from rashomon.render.html_places import references
from rashomon.render.schema import Article, Document

MISSING = "PDF takes WeasyPrint, which is not installed; run `pip install weasyprint`"
UNREADY = (
    "PDF takes Pango, which is not there ({detail}); on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0"
)
TEXTS = 40
"""Articles whose texts are printed behind the report: those that brief and conflicts cite come first."""
_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"(--\w+): ([^;]+);")
_VARIABLE = re.compile(r"var\((--\w+)\)")
_PLACED = re.compile(r' id="(r-[^"]+)"')
_LINK = re.compile(r' href="#(r-[^"]+)"')


def to_pdf(doc: Document, reader: str = "") -> bytes:
    """Return the report as PDF: what stands open in the HTML report, then the texts of its articles.

    Its own words are in the language of the ``reader``, else in the brief's.

    Raises:
        ConfigError: the extra ``pdf`` or Pango is not installed.
    """
    check_installed()
    from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, and an extra
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415

    nothing = URLFetcher(allowed_protocols=())  # texts are untrusted: a page of paper loads nothing
    written: bytes = HTML(string=_page(doc, reader), url_fetcher=nothing).write_pdf()
    return written


def installed() -> bool:
    """Tell whether the extra ``pdf`` is there; only loading it, which takes seconds, tells of Pango."""
    return find_spec("weasyprint") is not None


def check_installed() -> None:
    """Raise ``ConfigError`` where the extra ``pdf`` or Pango is missing, before long work is done in vain."""
    try:
        import_module("weasyprint")
    except ImportError as error:
        raise ConfigError(MISSING) from error
    except OSError as error:  # it loads Pango when it is imported
        raise ConfigError(UNREADY.format(detail=str(error).partition("\n")[0])) from error


def _page(doc: Document, reader: str = "") -> str:
    """Return the report for paper; links to texts that are not printed are none."""
    style = asset("report.css") + asset("pictures.css") + asset("print.css")
    given = context(doc, reader=reader, folds=False) | {
        "texts": _printed(doc),
        "picture_style": _picture_style(),
    }
    page = environment(TEMPLATES).get_template("print.html.j2").render(given, style=style)
    placed = set(_PLACED.findall(page))
    return _LINK.sub(lambda link: link[0] if link[1] in placed else "", page)


def _picture_style() -> str:
    """Return the pictures' style with colours for variables: a page's style does not reach into its SVG."""
    root = _ROOT.search(asset("report.css"))
    colours = dict(_COLOUR.findall(root[1] if root else ""))
    return _VARIABLE.sub(lambda name: colours[name[1]], asset("pictures.css"))


def _printed(doc: Document) -> list[Article]:
    """Return the articles whose texts are printed, in the report's order."""
    cited = (ref.article for ref in references([doc.brief, doc.conflicts]))
    first = dict.fromkeys([*cited, *(a.id for a in doc.articles)])
    chosen = set(islice(first, TEXTS))
    return [a for a in doc.articles if a.id in chosen]
