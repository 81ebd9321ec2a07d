"""The matrix: who tells a claim differently, found of the conflicts."""

import csv
import io
from dataclasses import replace

import msgspec

from rashomon.brief.compose import compose
from rashomon.render.differing import differing, told_differently
from rashomon.render.export import document
from rashomon.render.html import to_html
from rashomon.render.matrix import to_csv
from rashomon.render.schema import Document
from tests import brief_story


def told(*, together: bool) -> Document:
    """Return a story in which h counts 212 passengers and t 198: in one claim group, or in two."""
    story, comparison = brief_story.story(), brief_story.comparison()
    if together:
        joined = brief_story._group(
            1, [("h", "The ferry Aurora ran"), ("p", "A ferry with"), ("t", "The Aurora was carrying")]
        )
        rest = tuple(g for g in comparison.claims if g.id not in {"g1", "g6"})
        comparison = replace(comparison, claims=(joined, *rest))
    return document(story, comparison, compose(story, comparison, "en"))


def found(doc: Document) -> dict[tuple[str, str], str]:
    return {key: conflict.id for key, conflict in told_differently(doc).items()}


def test_who_contradicts_the_wording_of_a_group_tells_it_differently() -> None:
    assert found(told(together=True)) == {("g1", "t"): "x1"}


def test_who_contradicts_a_claim_from_another_group_does_so_too() -> None:
    assert found(told(together=False)) == {("g1", "t"): "x1", ("g6", "h"): "x1"}


def test_who_tells_the_claim_as_well_is_left_with_their_stance() -> None:
    doc = told(together=False)
    group = next(c for c in doc.claims if c.id == "g1")
    assert ("g1", "t") not in found(telling_too(doc, group.id))


def test_each_side_of_a_conflict_names_all_passages_that_tell_it() -> None:
    doc = told(together=True)
    first = doc.conflicts[0]
    other = msgspec.structs.replace(first.a, article="p")
    again = msgspec.structs.replace(first, id="x9", a=first.b, b=other, same_as=first.id)
    doc = msgspec.structs.replace(doc, conflicts=[*doc.conflicts, again])
    shown = {c.id: sides for c, sides in differing(doc)}
    assert "x9" not in shown
    assert [side.also for side in shown[first.id]] == [[other], []]
    alone = msgspec.structs.replace(doc, conflicts=[again])
    assert [c.id for c, _ in differing(alone)] == ["x9"]


def telling_too(doc: Document, claim: str) -> Document:
    """Let t tell the claim with its headline, too."""
    raw = msgspec.to_builtins(doc)
    one = next(c for c in raw["claims"] if c["id"] == claim)
    text = next(a["text"] for a in raw["articles"] if a["id"] == "t")
    span = {"article": "t", "start": 0, "end": 5, "exact": text[:5]}
    one["members"].append({**one["members"][0], "span": span})
    return msgspec.convert(raw, Document)


def test_the_cell_leads_to_the_conflict_and_the_export_keeps_its_stance() -> None:
    doc = told(together=True)
    page = to_html(doc)
    assert '<td class="differs"><a href="#x1"><b>tells it differently</b></a></td>' in page
    assert 'id="x1"' in page
    cells = next(c.cells for c in doc.claims if c.id == "g1")
    assert next(c.stance for c in cells if c.article == "t") == "asserts"
    rows = list(csv.reader(io.StringIO(to_csv(doc).decode("utf-8-sig"))))
    assert "differs" in next(row for row in rows if "Aurora ran" in row[0])
