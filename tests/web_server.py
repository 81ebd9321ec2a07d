"""A real web server on the loopback interface that answers exactly the bytes it was told to."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[dict[str, str]], bytes]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Return a response; header names are written with underscores, ``Content_Length`` can lie."""
    raw = body.encode() if isinstance(body, str) else body
    fields = {"Content_Length": str(len(raw)), "Content_Type": "text/html; charset=utf-8"} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode() + raw


NOT_FOUND = answer("nothing here", "404 Not Found")


@dataclass
class Web:
    """Answers by path; ``asked`` lists paths with their headers; ``held`` connections fall silent."""

    port: int = 0
    routes: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    released: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", host: str = "localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class _Handler(socketserver.StreamRequestHandler):
    web: Web

    def handle(self) -> None:
        path = self.rfile.readline().decode("latin-1").split(" ")[1]
        headers = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        self.web.asked.append((path, headers))
        route = self.web.routes.get(path, NOT_FOUND)
        self.wfile.write(route(headers) if callable(route) else route)
        if path in self.web.held:
            self.wfile.flush()
            self.web.released.wait(30)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Stay quiet: clients that hang up are what is tested."""


@contextmanager
def served() -> Iterator[Web]:
    web = Web()
    handler = type("Handler", (_Handler,), {"web": web})
    with _Server(("127.0.0.1", 0), handler) as server:
        web.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield web
        finally:
            web.released.set()
            server.shutdown()
            thread.join()
