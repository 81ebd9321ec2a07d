"""Settings of this machine: read once where a command begins, and handed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

ARCHIVE, CONTACT, ALLOW = "RASHOMON_ARCHIVE", "RASHOMON_CONTACT", "RASHOMON_ALLOW_HOSTS"
SMTP, MAIL_FROM, ADDRESS = "RASHOMON_SMTP_URL", "RASHOMON_MAIL_FROM", "RASHOMON_PUBLIC_URL"
LOCAL = "http://127.0.0.1:8765/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the archive lies and how Rashomon shows itself to those whom it asks.

    ``archive`` is a file or a ``postgresql://`` address; ``contact`` a page or mail address that servers are
    told; ``allow_hosts`` names hosts that may be fetched from though their addresses are private. ``smtp`` is
    the mail server's address and ``mail_from`` the sender of alerts, whose links begin with ``address``.
    """

    archive: str
    contact: str | None = None
    allow_hosts: tuple[str, ...] = ()
    smtp: str | None = None
    mail_from: str | None = None
    address: str = LOCAL


def settings(environment: Mapping[str, str] = os.environ, archive: str | None = None) -> Settings:
    """Return the settings that the environment gives; ``archive`` given by hand goes before it."""
    hosts = environment.get(ALLOW, "").replace(",", " ").split()
    return Settings(
        archive=archive or environment.get(ARCHIVE) or str(default_archive()),
        contact=environment.get(CONTACT) or None,
        allow_hosts=tuple(hosts),
        smtp=environment.get(SMTP) or None,
        mail_from=environment.get(MAIL_FROM) or None,
        address=(environment.get(ADDRESS) or LOCAL).rstrip("/") + "/",
    )


def default_archive() -> Path:
    """Return where the archive lies if nobody says: in the user's data folder."""
    return user_data_path("rashomon") / "archive.db"
