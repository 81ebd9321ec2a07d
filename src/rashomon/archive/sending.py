"""Senders for each kind of target, as this machine's settings allow."""

from collections.abc import Sequence

from rashomon.archive.collecting import Clock
from rashomon.archive.delivering import Courier, Send
from rashomon.archive.wording import mail, payload
from rashomon.config import Settings
from rashomon.errors import ConfigError
from rashomon.fetch import mailing
from rashomon.fetch.posting import Poster
from rashomon.model.watch import Event, Message, Target
from rashomon.store.contract.archive import Archive


def courier(archive: Archive, settings: Settings, clock: Clock) -> Courier:
    """Bring a courier together.

    Raises:
        ConfigError: the mail server's address cannot be used.
    """
    poster = Poster(allow=settings.allow_hosts, contact=settings.contact)
    senders = {"webhook": webhook(poster, settings.address, clock), "email": _post_office(settings)}
    return Courier(archive=archive, send=senders, clock=clock)  # type: ignore[arg-type]


def webhook(poster: Poster, base: str, clock: Clock) -> Send:
    """Return what signs a message (Standard Webhooks, https://www.standardwebhooks.com) and posts it."""
    from standardwebhooks import Webhook  # noqa: PLC0415 - load only what is used

    def send(message: Message, target: Target, events: Sequence[Event]) -> None:
        body, at = payload(message, events, target.language, base), clock()
        signature = Webhook(target.secret).sign(message.id, at, body.decode())
        headers = {
            "content-type": "application/json",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }
        poster.post(target.address, body, headers)

    return send


def _post_office(settings: Settings) -> Send:
    if settings.smtp is None:
        return _no_mail
    to, sender = mailing.server(settings.smtp), settings.mail_from
    if sender is None:
        raise ConfigError("mail needs a sender: set RASHOMON_MAIL_FROM, as in 'Desk <desk@example.org>'")
    return by_mail(to, sender, settings.address)


def by_mail(to: mailing.Server, sender: str, base: str) -> Send:
    """Return what hands a message to a mail server."""

    def send(message: Message, target: Target, events: Sequence[Event]) -> None:
        mailing.send(to, mail(message, events, target, sender, base))

    return send


def _no_mail(message: Message, target: Target, events: Sequence[Event]) -> None:  # noqa: ARG001
    raise ConfigError("mail cannot be sent from here: set RASHOMON_SMTP_URL and RASHOMON_MAIL_FROM")
