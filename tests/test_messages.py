"""Whatever a person can be told in the reading room can be told in each of its languages."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from rashomon import errors
from rashomon.cluster.evidence import FEATURES
from rashomon.compare.claims import DIFFERENTLY
from rashomon.compare.framing import VERBS
from rashomon.compare.ruling_groups import DECIDED, PARTED
from rashomon.lang import messages, pack, web
from rashomon.lang.messages import Messages, act_in, error_in, placed_in, reason_in
from rashomon.lang.pack import ROOT, section
from rashomon.lang.web import SPOKEN, spoken
from rashomon.web.app import GUARDED
from rashomon.web.visiting import OWN_RECORD

CODE = ROOT.parent
FOR_PROGRAMS = ("cli/", "client.py", "web/api/", "web/greader/", "web/writing.py")
"""What answers programs and the command line, in English."""
ELSEWHERE = ("lang/check.py", "model/text.py", "store/backup.py", "encoders/models.py", "cluster/")
"""What the pages never come to: commands, the program's own mistakes."""
OURS = frozenset(name for name in vars(errors) if isinstance(getattr(errors, name), type))
PROGRAMS = ("/api/", "/reader/")
TELLING = OURS | {"HTTPException", "Failure"}
OTHERS = sorted(spoken() - {SPOKEN})


def _sentence(node: ast.AST | None) -> str | None:
    """Return a string of the code with ``{}`` for what fills it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"{\w*}", "{}", node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(parts)
    return None


def _said(node: ast.AST, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield the sentences that an argument can come to."""
    match node:
        case ast.Name(id=name):
            for value in named.get(name, ()):
                yield from _said(value, {})
        case ast.BoolOp(values=values):
            for value in values:
                yield from _said(value, named)
        case ast.Call(func=ast.Attribute(value=form, attr="format")):
            yield from _said(form, named)
        case _ if (found := _sentence(node)) is not None and re.search("[a-z]{2}", found):
            yield found


def _errors_of(tree: ast.Module) -> Iterator[str]:
    """Yield what a module's errors and failures say, and its sentences with names for what fills them."""
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in tree.body:
        if isinstance(node, ast.Assign) and re.search(r"{\w+}", _text(node.value)):
            yield from _said(node.value, {})
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            own = isinstance(node.func, ast.Attribute) and name == "__init__"
            if name in TELLING or own:
                at = 1 if name == "HTTPException" else 0
                told = [k.value for k in node.keywords if k.arg == "reason"] or node.args[at : at + 1]
                for argument in told:
                    yield from _said(argument, named)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def _modules() -> dict[str, ast.Module]:
    paths = sorted(CODE.rglob("*.py"))
    return {p.relative_to(CODE).as_posix(): ast.parse(p.read_text("utf-8")) for p in paths}


@cache
def _told() -> dict[str, str]:
    """Return what the errors say that a reader of the pages can meet, and where."""
    seen = ((n, tree) for n, tree in _modules().items() if not n.startswith((*FOR_PROGRAMS, *ELSEWHERE)))
    return {sentence: name for name, tree in seen for sentence in _errors_of(tree)}


@cache
def _everything() -> frozenset[str]:
    return frozenset(s for tree in _modules().values() for node in ast.walk(tree) if (s := _sentence(node)))


def _held(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / language / "messages.toml").read_text("utf-8"))


def test_the_errors_of_the_code_are_found() -> None:
    told = _told()
    assert told["{}: give an address that begins with http:// or https://"].startswith("web/")
    assert told["{}: the archive is damaged ({}); put the last backup in its place"] == "store/failures.py"
    assert told["this was asked too often; try again in {} seconds"] == "web/limiting.py"
    assert len(told) > 150


@pytest.mark.parametrize("language", OTHERS)
def test_every_error_has_words_in_every_language_of_the_room(language: str) -> None:
    lacking = {s: where for s, where in _told().items() if s not in _held(language)["errors"]}
    assert not lacking


@pytest.mark.parametrize("language", OTHERS)
def test_every_entry_is_said_somewhere_and_fills_what_is_there(language: str) -> None:
    for family, held in _held(language).items():
        if family == "acts":
            continue
        for english, own in held.items():
            said = english.removesuffix(" {} ({})") if family == "placing" else english
            assert said in _everything(), (family, english)
            holes = {int(hole) for hole in re.findall(r"{(\d+)}", own)}
            assert holes <= set(range(english.count("{}"))), english
            assert "{}" not in own, english


@pytest.mark.parametrize("language", OTHERS)
def test_every_reason_has_words(language: str) -> None:
    sample = json.loads((Path(__file__).parent / "golden" / "sample.json").read_text("utf-8"))
    cells = {cell["why"] for claim in sample["claims"] for cell in claim["cells"]}
    notes = {feature["note"] for framing in sample["framing"] for feature in framing["features"]}
    assert len(cells) > 5
    assert len(notes) > 5
    decided = {PARTED, DECIDED, DIFFERENTLY}
    assert {s for s in cells | notes | decided if reason_in(s, language) == s} == set()
    assert {note for note in VERBS.values() if reason_in(note, language) == note} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_figure_by_which_an_article_is_placed_has_words(language: str) -> None:
    told = (f"s07 0.83: {name} 0.25 (+1.0: key)" for name in (*FEATURES, "start"))
    assert [one for one in told if placed_in(one, language) == one] == []


ROUTES = {
    f"{method} {route.path}"
    for router in GUARDED
    for route in router.routes
    for method in getattr(route, "methods", ())
    if isinstance(route, APIRoute)
}


@pytest.mark.parametrize("language", [SPOKEN, *OTHERS])
def test_every_act_that_the_audit_log_records_of_people_has_words(language: str) -> None:
    people = {r for r in ROUTES if r.startswith("POST ") and not r[5:].startswith((*OWN_RECORD, *PROGRAMS))}
    assert len(people) > 10
    assert {act for act in people if act_in(act, language) == act} == set()
    known = section(language, "messages", Messages).acts
    assert {act for act in known if act not in people and act not in _everything()} == set()


def test_a_message_inside_a_message_is_told_too() -> None:
    text = (
        "https://a.example/f: not asked for, since robots.txt is out of reach: "
        "https://a.example/robots.txt: no answer within 20 seconds"
    )
    assert error_in(text, "ru") == (
        "https://a.example/f: не запрошено, так как недоступен robots.txt: "
        "https://a.example/robots.txt: нет ответа за 20 с"
    )


def test_several_messages_in_one_line_are_told_one_by_one() -> None:
    both = errors.JOINT.join(("a.txt: empty", "b.txt: no text in it"))
    assert error_in(both, "ru") == errors.JOINT.join(("a.txt: пусто", "b.txt: текста в нём нет"))


def test_a_language_without_the_file_reads_english() -> None:
    assert error_in("a.txt: empty", "en") == error_in("a.txt: empty", "sl") == "a.txt: empty"
    assert reason_in("in its own voice", "en") == "in its own voice"


@pytest.mark.parametrize(
    "text", ["", ": ", "{}: {0}", "a: " * 900, "x; " * 1200, "'{0.__class__}' is no number"]
)
def test_odd_texts_pass_unharmed(text: str) -> None:
    assert error_in(text, "ru").count("{0.__class__}") == text.count("{0.__class__}")
    assert len(placed_in(text, "ru")) >= len(text) // 2


def test_a_third_language_takes_files_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qa").mkdir()
    for name, held in (
        ("language", 'name = "Qa"'),
        ("web", 'stories = "Stora"'),
        ("messages", '[errors]\n"{}: empty" = "tuma ta {0}"'),
    ):
        (tmp_path / "qa" / f"{name}.toml").write_text(held, encoding="utf-8")
    for module in (pack, web):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    cached = (pack._load, pack.codes, messages._forms, web.spoken)
    for one in cached:
        one.cache_clear()
    try:
        assert "qa" in spoken()
        assert error_in("b.txt: empty", "qa") == "tuma ta b.txt"
    finally:
        monkeypatch.undo()
        for one in cached:
            one.cache_clear()
