"""Write who reports what as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io

from rashomon.render.differing import told_differently
from rashomon.render.schema import Document
from rashomon.render.telling import labels, one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection)."""


def to_csv(document: Document) -> bytes:
    """Return the matrix: a claim a row, an article a column, UTF-8 with the mark that spreadsheets look for.

    A cell is the article's stance, or ``differs`` where it contradicts the claim. One that a spreadsheet
    would run begins with an apostrophe.
    """
    named = labels(document)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    articles, differs = [a.id for a in document.articles], told_differently(document)
    writer.writerow(
        map(harmless, ("claim", "language", "status", "origins", *(named[article] for article in articles)))
    )
    for claim in document.claims:
        cells = {c.article: "differs" if (claim.id, c.article) in differs else c.stance for c in claim.cells}
        told = (claim.text, claim.language, claim.status, str(claim.origins))
        writer.writerow(map(harmless, (*told, *(cells.get(article, "") for article in articles))))
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: str) -> str:
    """Return a cell that is text to every spreadsheet.

    >>> harmless("=1+1"), harmless("a claim")
    ("'=1+1", 'a claim')
    """
    text = one_line(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else text
