"""Events in words: the line that pages, feeds and messages show, and what is sent."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

import msgspec

from rashomon.lang.messages import error_in
from rashomon.lang.web import SPOKEN, web_words
from rashomon.model.watch import Event, Message, Target

SUBJECT = 150
"""Characters of a subject."""
FULL = "%Y-%m-%d %H:%M UTC"


def line(event: Event, language: str) -> str:
    """Return an event as one line in a language that has words for it, or in English."""
    facts: defaultdict[str, str] = defaultdict(str, event.facts)
    facts["title"] = event.title
    if "since" in event.facts:
        facts["since"] = datetime.fromisoformat(event.facts["since"]).strftime(FULL)
    if "usual" in event.facts:
        facts["usual"] = _span(int(event.facts["usual"]), language)
    if "error" in event.facts:
        facts["error"] = error_in(event.facts["error"], language)
    told = web_words(language).alerts.of("line", event.kind).format_map(facts)
    return " ".join(told.split())


def _span(seconds: int, language: str) -> str:
    from babel import UnknownLocaleError  # noqa: PLC0415 - only silence needs it
    from babel.dates import format_timedelta  # noqa: PLC0415

    try:
        told = format_timedelta(timedelta(seconds=seconds), locale=language, threshold=2)
    except (UnknownLocaleError, ValueError):
        told = format_timedelta(timedelta(seconds=seconds), locale=SPOKEN, threshold=2)
    return str(told)


def link(event: Event, base: str) -> str:
    """Return the lasting address of what an event is about; ``base`` ends with a slash."""
    if event.kind in {"new_article", "outlet_joined"} and event.article:
        return f"{base}articles/{event.article}"
    if event.kind == "test":
        return f"{base}watchlists"
    return f"{base}stories/{event.story}" if event.story else f"{base}sources"


def payload(message: Message, events: Sequence[Event], language: str, base: str) -> bytes:
    """Return the body of a webhook, the same each time that a message is sent."""
    told = [
        {**msgspec.to_builtins(event), "text": line(event, language), "url": link(event, base)}
        for event in events
    ]
    whole: dict[str, Any] = {"type": "rashomon.events", "timestamp": message.made_at}
    return msgspec.json.encode(whole | {"data": {"events": told}})


def mail(message: Message, events: Sequence[Event], target: Target, sender: str, base: str) -> EmailMessage:
    """Return a message as mail in plain text; its Message-ID is the same each time."""
    words = web_words(target.language).alerts
    lines = [(line(event, target.language), link(event, base)) for event in events]
    single = lines[0][0] if len(lines) == 1 else words.subject.format(count=len(lines))
    domain = parseaddr(sender)[1].rpartition("@")[2]
    made = EmailMessage()
    made["From"], made["To"] = sender, target.address
    made["Subject"] = single[:SUBJECT]
    made["Date"] = format_datetime(message.made_at)
    made["Message-ID"] = f"<{message.id}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    told = "\n\n".join(f"{text}\n{address}" for text, address in lines)
    made.set_content(f"{told}\n\n-- \n{words.footer}\n{base}watchlists\n")
    return made
