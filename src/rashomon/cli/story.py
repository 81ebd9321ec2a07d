"""Commands over one story of the archive: its brief, and a person's decisions about it."""

from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from rashomon.cli.common import Encoder, Language, Quiet, errors, say
from rashomon.cli.desk import ME, AsJson, Place, Reason, Who, now, opened, told
from rashomon.cli.listing import print_articles, print_decisions, print_json, print_rulings

SHOW = "show"


class _ShowsByDefault(TyperGroup):
    """Takes what is no command for a story's id: ``rashomon story s1234``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the words name, or the one that shows a story."""
        known = args and (args[0] in self.commands or args[0].startswith("-"))
        return super().resolve_command(ctx, args if known else [SHOW, *args])


app = typer.Typer(
    cls=_ShowsByDefault, no_args_is_help=True, help="Show a story, or decide about it: `rashomon story ID`."
)
Story = Annotated[str, typer.Argument(help="A story's id, as `rashomon stories` lists it.")]


@app.command(SHOW, epilog="Example: rashomon story s0123456789abcd --language ru")
def show(
    story: Story,
    archive: Place = None,
    language: Language = None,
    encoder: Encoder = "e5",
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Print the brief on a story."""
    from rashomon.render.terminal import print_brief

    document = told(archive, story, language, encoder, quiet=quiet)
    if json:
        print_json(document)
    else:
        print_brief(document, Console(highlight=False))


@app.command(epilog="Example: rashomon story articles s0123456789abcd")
def articles(story: Story, archive: Place = None, json: AsJson = False) -> None:
    """List a story's articles and why each was put there."""
    with opened(archive) as desk, desk.reading() as reader:
        found = [(stored, reader.assignments(stored.article.id)) for stored in reader.articles(story)]
    if not json:
        say("of each: what is alike, how much, and (in log-odds) how far it speaks for its story or against")
    print_articles(found, json=json)


@app.command(epilog="Example: rashomon story merge s0123456789abcd sfedcba98765432 --reason 'one fire'")
def merge(
    story: Story,
    into: Annotated[str, typer.Argument(help="The story that it becomes part of.")],
    archive: Place = None,
    who: Who = ME,
    reason: Reason = "",
) -> None:
    """Put all of a story into another, to which its id leads from now on."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.merge(story, into, who, now(), reason)


@app.command(epilog="Example: rashomon story split s0123456789abcd a0123456789abcdef --reason 'another fire'")
def split(
    story: Story,
    parted: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="Ids of the articles to part.")],
    archive: Place = None,
    who: Who = ME,
    reason: Reason = "",
) -> None:
    """Part articles from a story; they form one of their own, and the machine never joins the two."""
    from rashomon.archive.deciding import part

    with opened(archive) as desk:
        made = part(desk, story, parted, who, now(), reason)
    errors.print(f"{made}: the story of these {len(parted)} articles")


@app.command(epilog="Example: rashomon story move a0123456789abcdef s0123456789abcd")
def move(
    article: Annotated[str, typer.Argument(help="An article's id.")],
    story: Story,
    archive: Place = None,
    who: Who = ME,
    reason: Reason = "",
) -> None:
    """Move an article into another story; the machine never takes it away from there."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.move(article, story, who, now(), reason)


@app.command(epilog="Example: rashomon story rename s0123456789abcd 'Fire in the grain terminal'")
def rename(story: Story, title: str, archive: Place = None, who: Who = ME) -> None:
    """Give a story a title of your own."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.rename(story, title, who, now())


@app.command(epilog="Example: rashomon story lock s0123456789abcd")
def lock(story: Story, archive: Place = None, who: Who = ME) -> None:
    """Keep the machine from merging, splitting and renaming a story."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.lock(story, who, now())


@app.command(epilog="Example: rashomon story unlock s0123456789abcd")
def unlock(story: Story, archive: Place = None, who: Who = ME) -> None:
    """Let the machine merge, split and rename a story again."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.lock(story, who, now(), locked=False)


@app.command(epilog="Example: rashomon story log s0123456789abcd")
def log(story: Story, archive: Place = None, json: AsJson = False) -> None:
    """Show what was decided about a story, by whom and why."""
    with opened(archive) as desk, desk.reading() as reader:
        print_decisions(reader.decisions(story), json=json)


@app.command(epilog="Example: rashomon story undo 12")
def undo(
    decision: Annotated[int, typer.Argument(help="Its number, as `rashomon story log` shows it.")],
    archive: Place = None,
    who: Who = ME,
) -> None:
    """Take a decision back: what it moved, and nobody moved since, returns to where it was."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.undo(decision, who, now())


@app.command(epilog="Example: rashomon story rulings s0123456789abcd")
def rulings(story: Story, archive: Place = None, json: AsJson = False) -> None:
    """Show what people decided about what was read and compared in a story."""
    with opened(archive) as desk, desk.reading() as reader:
        print_rulings(reader.rulings(reader.story(story).id), json=json)


@app.command(epilog="Example: rashomon story withdraw 7")
def withdraw(
    ruling: Annotated[int, typer.Argument(help="Its number, as `rashomon story rulings` shows it.")],
    archive: Place = None,
    who: Who = ME,
) -> None:
    """Take a ruling back: what the program finds holds again."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.withdraw(ruling, who, now())
