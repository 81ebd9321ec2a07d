"""``rashomon feedback``: what readers said, and evaluation cases made of what people corrected."""

import json as plain
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.text import Text

from rashomon.cli.common import errors, say
from rashomon.cli.desk import AsJson, Place, opened
from rashomon.cli.listing import lines_shown, print_json, say_if_empty
from rashomon.errors import OutputError

if TYPE_CHECKING:
    from rashomon.archive.cases import Cases

app = typer.Typer(no_args_is_help=True, help="What readers said of briefs, and test cases made of it.")
LISTED = 200
State = Literal["open", "accepted", "declined", "counted"]


@app.command("list", epilog="Example: rashomon feedback list --state open")
def listed(
    archive: Place = None,
    state: Annotated[State | None, typer.Option(help="Only what is in this state.")] = None,
    json: AsJson = False,
) -> None:
    """List what readers said, the latest first."""
    with opened(archive) as desk, desk.reading() as reader:
        found = reader.feedback((state,) if state else (), limit=LISTED)
    if json:
        print_json(found)
        return
    say_if_empty(found.items, "no reader has said anything")
    console = lines_shown()
    for said in found.items:
        console.print(Text(f"{said.id} · {said.at:%Y-%m-%d %H:%M} · {said.who} · {said.kind} · {said.state}"))
        told = " — ".join(filter(None, (said.text, said.words, said.answer)))
        console.print(Text(f"  {said.story}: {told}", style="dim"))


@app.command(epilog="Example: rashomon feedback export cases/")
def export(
    folder: Annotated[Path, typer.Argument(help="Folder that the files are written to; made if need be.")],
    archive: Place = None,
) -> None:
    """Write rulings and accepted feedback as cases of the project's own bench."""
    from rashomon.archive.cases import cases

    with opened(archive) as desk, desk.reading() as reader:
        made = cases(reader)
    files = tuple(_files(made))
    say_if_empty(files, "there is nothing to export: no ruling and no accepted feedback makes a case")
    for name, text in files:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError(
                f"{folder / name}: cannot be written ({error.strerror}); name another"
            ) from error
        say(f"{folder / name}")
    if made.left:
        errors.print(f"no task of the bench knows a form for rulings {', '.join(map(str, made.left))}")


def _files(made: "Cases") -> Iterator[tuple[str, str]]:
    if made.compare:
        yield "compare.toml", "\n\n".join(made.compare) + "\n"
    for name, rows in (("attribution", made.attribution), ("support", made.support)):
        if rows:
            lines = (plain.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            yield f"{name}.jsonl", "".join(lines)
