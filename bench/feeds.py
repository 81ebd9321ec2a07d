"""Measure feeds on a folder of odd ones: crashes, and the share of what each file's first comment expects.

The files are those of feedparser's own tests. ``Expect:`` holds a Python expression over feedparser's names.
It is parsed, never run: a few kinds of nodes are understood, over our own feed put in feedparser's shape.
Judged are expectations of what an archive takes from a feed: titles, links, dates, contents and the feed's
own title, link and description. The others (podcasts, geography, tags, character sets) are counted apart.
"""

import ast
import codecs
import operator
import re
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.task import SHARED
from rashomon.errors import InputError
from rashomon.ingest.feed import Entry, Feed, parse_feed

DEVELOPMENT = SHARED / "bench" / "feeds" / "tests"
ADDRESS = "http://127.0.0.1:8097/tests/"
"""Where the files say they were fetched from."""

_EXPECT = re.compile(r"^\s*Expect:\s*(.+?)\s*$", re.MULTILINE)
_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE)
_OPERATORS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.Gt: operator.gt,
    ast.In: lambda item, whole: item in whole,
    ast.NotIn: lambda item, whole: item not in whole,
}


class Unjudged(Exception):  # noqa: N818 - no error: the expectation is about something else
    """An expectation asks for what Rashomon does not take from a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One file's outcome: ``met``, ``missed``, ``unjudged``, ``none`` (nothing expected) or ``crash``."""

    path: Path
    outcome: str
    expected: str = ""
    note: str = ""


def judge(path: Path, folder: Path) -> Verdict:
    """Read one feed and compare it with what its first comment expects."""
    body = path.read_bytes()
    head = _readable(body[:8000])
    expected = _EXPECT.search(head)
    headers = {name.lower(): value for name, value in _HEADER.findall(head)}
    url = headers.get("content-location") or f"{ADDRESS}{path.relative_to(folder).as_posix()}"
    try:
        feed = parse_feed(body, path.name, url=url, content_type=headers.get("content-type"))
    except InputError as error:
        return Verdict(path=path, outcome="missed", note=str(error))
    except Exception as error:  # noqa: BLE001 - this is what is counted
        return Verdict(path=path, outcome="crash", note=repr(error))
    if expected is None:
        return Verdict(path=path, outcome="none")
    return _compared(path, expected[1], shape(feed))


def _compared(path: Path, expression: str, found: dict[str, Any]) -> Verdict:
    try:
        met = bool(value(_about_the_feed(expression), found))
    except (Unjudged, SyntaxError) as why:
        return Verdict(path=path, outcome="unjudged", expected=expression, note=str(why))
    except (KeyError, IndexError, TypeError) as error:
        return Verdict(path=path, outcome="missed", expected=expression, note=repr(error))
    return Verdict(path=path, outcome="met" if met else "missed", expected=expression)


def _about_the_feed(expression: str) -> ast.expr:
    """Parse an expectation; one that only asks whether the feed is well formed is about something else."""
    parsed = ast.parse(expression, mode="eval").body
    if not {"feed", "entries", "channel"} & {n.id for n in ast.walk(parsed) if isinstance(n, ast.Name)}:
        raise Unjudged("nothing of the feed")
    return parsed


def _readable(head: bytes) -> str:
    """Decode the first comment, in whatever encoding the file tests."""
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16")):
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    if head.startswith(b"Lo\xa7\x94"):
        return head.decode("cp037")
    return head.replace(b"\0", b"").decode("utf-8", "replace")


def shape(feed: Feed) -> dict[str, Any]:
    """Put our feed under feedparser's names, as far as it holds what they mean."""
    own = {"title": feed.title, "link": feed.link, "language": feed.language}
    own |= dict.fromkeys(("description", "subtitle", "tagline"), feed.description)
    dated = _dates("updated", feed.updated) | _dates("modified", feed.updated)
    return {
        "bozo": feed.problem is not None,
        "version": feed.version,
        "feed": _details(own) | dated,
        "channel": _details(own) | dated,
        "entries": [_entry(entry) for entry in feed.entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    own: dict[str, Any] = {"title": entry.title, "link": entry.link, "id": entry.id, "guid": entry.id}
    own |= dict.fromkeys(("description", "summary"), entry.summary)
    own |= {"author": entry.byline}
    content = {"content": [{"value": part} for part in entry.contents]}
    published = _dates("published", entry.published) | _dates("issued", entry.published)
    updated = _dates("updated", entry.updated) | _dates("modified", entry.updated)
    return _details(own) | content | published | updated


def _details(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {f"{name}_detail": {"value": text} for name, text in fields.items()}


def _dates(name: str, iso: str | None) -> dict[str, Any]:
    """Return a date as feedparser's nine numbers in UTC; how it was written is not kept."""
    if iso is None:
        return {f"{name}_parsed": None}
    moment = datetime.fromisoformat(iso) if len(iso) > 7 else datetime.fromisoformat(f"{iso}-01-01"[:10])
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return {f"{name}_parsed": moment.utctimetuple()}


def value(node: ast.expr, found: dict[str, Any]) -> Any:
    """Reckon one node of an expectation over a feed.

    Raises:
        Unjudged: it names what is not taken from a feed, or needs more than comparing.
    """
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        understood = _NODES.get(type(node))
    if understood is None:
        raise Unjudged(type(node).__name__)
    return understood(node, found)


def _bool(node: ast.BoolOp, found: dict[str, Any]) -> bool:
    parts = [bool(value(part, found)) for part in node.values]
    return all(parts) if isinstance(node.op, ast.And) else any(parts)


def _not(node: ast.UnaryOp, found: dict[str, Any]) -> bool:
    if not isinstance(node.op, ast.Not):
        raise Unjudged(type(node.op).__name__)
    return not value(node.operand, found)


def _compare(node: ast.Compare, found: dict[str, Any]) -> bool:
    left = value(node.left, found)
    for kind, right in zip(node.ops, node.comparators, strict=True):
        if type(kind) not in _OPERATORS:
            raise Unjudged(type(kind).__name__)
        other = value(right, found)
        if not _OPERATORS[type(kind)](left, other):
            return False
        left = other
    return True


def _call(node: ast.Call, found: dict[str, Any]) -> Any:
    """Understand ``len(...)`` and a time written in epoch seconds; nothing else is called."""
    arguments = [value(argument, found) for argument in node.args]
    match node.func:
        case ast.Name(id="len") if len(arguments) == 1:
            return len(arguments[0])
        case ast.Name(id="str" | "bool") if len(arguments) == 1:
            return arguments[0]
        case ast.Attribute(attr="timegm") if len(arguments) == 1:
            return timegm(arguments[0])
        case _:
            raise Unjudged(ast.unparse(node.func))


def _member(whole: Any, name: str) -> Any:
    if not isinstance(whole, dict) or name not in whole:
        raise Unjudged(name)
    return whole[name]


def _item(whole: Any, key: Any) -> Any:
    return _member(whole, key) if isinstance(whole, dict) else whole[key]


_NODES: dict[type[ast.expr], Callable[[Any, dict[str, Any]], Any]] = {
    ast.Name: lambda node, found: _member(found, node.id),
    ast.Attribute: lambda node, found: _member(value(node.value, found), node.attr),
    ast.Subscript: lambda node, found: _item(value(node.value, found), value(node.slice, found)),
    ast.UnaryOp: _not,
    ast.BoolOp: _bool,
    ast.Compare: _compare,
    ast.Call: _call,
}


def run(folder: Path | None, out: Path | None, shown: int) -> int:
    """Judge every feed of a folder, print how many expectations are met, and the ones that are not."""
    root = folder or DEVELOPMENT
    if not root.is_dir():
        print(f"no folder {root}" if folder else "no feeds on this machine; use --gold FOLDER")
        return int(folder is not None)
    verdicts = [judge(path, root) for path in sorted(root.rglob("*.xml"))]
    if out:
        out.write_text("".join(f"{v.outcome}\t{v.path.relative_to(root)}\n" for v in verdicts))
    print(summary(verdicts))
    for line in list(telling(verdicts))[:shown]:
        print(line)
    return int(any(v.outcome == "crash" for v in verdicts))


def summary(verdicts: list[Verdict]) -> str:
    """Return the counts as a Markdown table."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    judged = counts["met"] + counts["missed"]
    rows = {
        "files": len(verdicts),
        "crashes": counts["crash"],
        "expectations judged": judged,
        "met": counts["met"],
        "share met": f"{counts['met'] / judged:.4f}" if judged else "",
        "not judged, about something else": counts["unjudged"],
        "without an expectation": counts["none"],
    }
    return "\n".join(["| figure | |", "| --- | ---: |", *(f"| {name} | {n} |" for name, n in rows.items())])


def telling(verdicts: list[Verdict]) -> Iterator[str]:
    """Yield what was missed, then what is most often not judged."""
    for verdict in verdicts:
        if verdict.outcome in ("crash", "missed"):
            yield f"{verdict.outcome}  {verdict.path.name}  {verdict.expected}  {verdict.note}"
    for note, number in Counter(v.note for v in verdicts if v.outcome == "unjudged").most_common():
        yield f"not judged: {note} ({number})"
