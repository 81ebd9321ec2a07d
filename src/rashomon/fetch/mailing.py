"""Hand a message to a mail server (SMTP, RFC 5321), encrypted unless the settings say otherwise."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from rashomon.errors import ConfigError, FetchError

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
TIMEOUT = 15.0
"""Seconds for each step of the exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server: ``smtp`` asks for STARTTLS and goes no further without it, ``smtps`` begins with TLS."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def server(address: str) -> Server:
    """Read the address of a mail server, ``smtp://user:password@host:port``.

    Raises:
        ConfigError: it is none; the message does not repeat it, since it may hold a password.
    """
    try:
        parts = urlsplit(address)
        port, host = parts.port or PORTS.get(parts.scheme), parts.hostname
    except ValueError:
        port, host = None, None
    if not port or not host:
        raise ConfigError(
            "the address of the mail server cannot be used; give smtp://user:password@host:587 (STARTTLS),"
            " smtps://…:465 (TLS), or smtp+plain://localhost:25 for one on this machine"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(scheme=parts.scheme, host=host, port=port, user=user, password=password)


def send(to: Server, message: EmailMessage) -> None:
    """Hand over one message.

    Raises:
        FetchError: it was not taken; ``retry_after`` is None where trying again makes no sense.
    """
    try:
        with _connected(to) as connection:
            if to.user:
                connection.login(to.user, to.password)
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise FetchError(_told(to, code, said), retry_after=None if code >= 500 else 0.0) from error
    except smtplib.SMTPResponseException as error:
        raise FetchError(_told(to, error.smtp_code, error.smtp_error), retry_after=0.0) from error
    except (OSError, smtplib.SMTPException) as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise FetchError(f"{to.host}: mail was not taken ({reason})", retry_after=0.0) from error


def _connected(to: Server) -> smtplib.SMTP:
    if to.scheme == "smtps":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(to.host, to.port, timeout=TIMEOUT, context=secure)
    connection = smtplib.SMTP(to.host, to.port, timeout=TIMEOUT)
    if to.scheme == "smtp":
        try:
            connection.starttls(context=ssl.create_default_context())
        except BaseException:
            connection.close()
            raise
    return connection


def _told(to: Server, code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{to.host}: mail was not taken ({code} {' '.join(words.split())[:160]})"
