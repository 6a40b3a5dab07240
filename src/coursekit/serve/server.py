"""Answers browsers on this machine, and nobody else."""

import errno
import json
import mimetypes
import os
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from coursekit.artifact import digest
from coursekit.load.lines import line_reader
from coursekit.problems import CourseError, Problem, as_text
from coursekit.report import excerpt
from coursekit.serve.preview import Answer, Preview

HERE, ANY = "127.0.0.1", 0
OURS = "/_coursekit/"
ASSETS = ("preview.css", "preview.js")
BEAT = 15
"""Seconds between two signs of life on a stream; they show which browsers are gone."""
IDLE = 60
"""Seconds that a connection may wait for its next request."""
WIDTH = 68
"""Characters of a line that are shown beside a problem."""
TYPES = {
    ".cff": "text/plain",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
SAFE = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class PortTakenError(Exception):
    """A port that can't be had; carries one that can."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(f"port {port} can't be had: another program uses it; --port {free} is free")
        self.free = free


class Server(ThreadingHTTPServer):
    """The server; each request has a thread of its own."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two programs share a port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away; anything else is a fault of ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def bind(preview: Preview, port: int) -> Server:
    """Take a port. Raises PortTakenError."""
    try:
        return Server((HERE, port), partial(Handler, preview))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise PortTakenError(port, _free(port)) from None


def _free(after: int) -> int:
    for port in (*range(max(after, 1023) + 1, min(after + 100, 65_536)), ANY):
        with socket.socket() as tried, suppress(OSError):
            tried.bind((HERE, port))
            return int(tried.getsockname()[1])
    return ANY


class Handler(BaseHTTPRequestHandler):
    """One browser's connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "coursekit", ""
    timeout = IDLE

    def __init__(self, preview: Preview, *connection: Any) -> None:
        self.preview = preview
        super().__init__(*connection)

    def do_GET(self) -> None:
        """Answer with what is at a path."""
        if refusal := self._refusal():
            self._send(403, refusal.encode(), "text/plain; charset=utf-8")
            return
        path = unquote(urlsplit(self.path).path)
        if not self.path.startswith("/"):
            self._send(400, b"A path begins with a stroke.\n", "text/plain; charset=utf-8")
        elif path == f"{OURS}events":
            self._events()
        elif path.removeprefix(OURS) in ASSETS and path.startswith(OURS):
            name = path.removeprefix(OURS)
            self._send(200, (resources.files("coursekit.serve") / "assets" / name).read_bytes(), _type(name))
        else:
            self._answer(path)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _refused(self) -> None:
        self.close_connection = True  # what it sent with it is not read
        self._send(405, b"Only GET and HEAD.\n", "text/plain", {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refused  # noqa: N815

    def _refusal(self) -> str:
        """Say why a request gets nothing: it came by another name, or a page of somebody else's sent it."""
        _, port = self.connection.getsockname()
        names = [f"{name}:{port}" for name in (HERE, "localhost")]
        if self.headers.get_all("Host") not in [[name] for name in names]:
            return f"This preview is for this machine alone: http://{names[0]}/\n"
        origins = [f"http://{name}" for name in names]
        if not set(self.headers.get_all("Origin") or ()) <= set(origins):
            return "A page from elsewhere may not read this.\n"
        site = self.headers.get("Sec-Fetch-Site", "none")
        visit = (
            self.headers.get("Sec-Fetch-Mode") == "navigate"
            and self.headers.get("Sec-Fetch-Dest") == "document"
        )
        if site not in ("none", "same-origin") and not visit:
            return "A page from elsewhere may not use this.\n"
        return ""

    def _answer(self, path: str) -> None:
        try:
            answer = self.preview.answer(path)
        except CourseError as error:
            lines = "".join(f"{as_text(problem)}\n" for problem in error.problems)
            self._send(409, f"This file can't be made now:\n\n{lines}".encode(), "text/plain; charset=utf-8")
            return
        if answer.page:
            self._send(answer.status, _told(answer, path), "text/html; charset=utf-8")
        else:
            self._send(answer.status, answer.data, _type(path))

    def _events(self) -> None:
        """Tell a page when it is to be loaded again, and what is to be mended, until the browser goes."""
        if self.command != "GET":
            self._send(200, b"", "text/event-stream")
            return
        asked = parse_qs(urlsplit(self.path).query)
        path, state, edition = (asked.get(name, [""])[0] for name in ("page", "state", "edition"))
        self.close_connection = True
        self.send_response(200)
        self._headers({"Content-Type": "text/event-stream", "Connection": "close", **SAFE})
        version, told = -1, ""
        while True:
            now = self.preview.wait(version, BEAT)
            if now == version:
                self._event("beat", "{}")
                continue
            version = now
            page = self.preview.answer(path)
            shown = [_shown(problem, self.preview) for problem in page.problems]
            said = json.dumps({"problems": shown, "held": page.held})
            if said != told:
                self._event("problems", said)
                told = said
            if digest(page.data) != state:
                self._event("changed", "{}")
                state = digest(page.data)
            elif str(page.edition) != edition:
                self._event("elsewhere", "{}")
            edition = str(page.edition)

    def _event(self, name: str, data: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def _send(self, status: int, data: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        mark = f'"{digest(data)[:32]}"'
        if status == 200 and self.headers.get("If-None-Match") == mark:  # noqa: PLR2004 - as in the specification
            self.send_response(304)
            self._headers({"ETag": mark, **SAFE})
            return
        self.send_response(status)
        self._headers(
            {"Content-Type": kind, "Content-Length": str(len(data)), "ETag": mark, **SAFE, **(more or {})}
        )
        if self.command != "HEAD":
            self.wfile.write(data)

    def _headers(self, headers: Mapping[str, str]) -> None:
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what is to be mended."""


def _type(path: str) -> str:
    ending = f".{path.rpartition('.')[2]}"
    kind = TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    return f"{kind}; charset=utf-8" if text else kind


def _told(answer: Answer, path: str) -> bytes:
    """Return a page with the script that hears of changes."""
    given = {"page": path, "state": digest(answer.data), "edition": str(answer.edition)}
    heard = f'<script src="{OURS}preview.js" defer></script>'
    tag = f'<meta name="coursekit-preview" content="{escape(json.dumps(given))}">{heard}'
    return answer.data.replace(b"</head>", tag.encode() + b"</head>", 1)


def _shown(problem: Problem, preview: Preview) -> dict[str, str | int]:
    """Return a problem as the page shows it."""
    line = line_reader(preview.root)(problem.file, problem.line)
    text, caret = excerpt(line, problem.column, WIDTH) if line else ("", "")
    return {
        "place": f"{problem.file}:{problem.line}:{problem.column}",
        "code": problem.code,
        "text": as_text(problem).partition(f": {problem.code}: ")[2],
        "line": text.lstrip(),
        "at": len(caret) - 1 - len(text) + len(text.lstrip()),
    }
