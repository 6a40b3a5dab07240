"""A small client of a language server: starts it, opens files, and asks what an editor asks."""

import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path

from platformdirs import user_cache_path

from coursekit.artifact import digest

LOCK = Path(__file__).parent / "language-server"
"""What npm gets, each package with its SHA-512."""
SECONDS = 60


def obtained():
    """Return the folder with yaml-language-server; npm gets it once and holds it against the lock."""
    program = shutil.which("npm")
    assert program, "these tests need Node.js with npm"
    lock = (LOCK / "package-lock.json").read_bytes()
    folder = user_cache_path("coursekit", appauthor=False) / f"language-server-{digest(lock)[:12]}"
    if not (folder / "whole").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(LOCK / name, folder)
        subprocess.run(
            [program, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            check=True,
            timeout=300,
        )
        (folder / "whole").touch()
    return folder / "node_modules" / "yaml-language-server"


class Server:
    """A running yaml-language-server, as an editor has it for one folder; files are named from `folder`."""

    def __init__(self, program, root, settings):
        self.folder, self.settings = root.parent, settings
        self.texts, self.said, self.answers, self.number, self.version = {}, {}, {}, 0, 1
        self.arrived = queue.Queue()
        self.inserted = {}
        self.process = subprocess.Popen(
            [shutil.which("node"), program / "bin" / "yaml-language-server", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PATH": os.environ["PATH"]},
        )
        threading.Thread(target=self.listen, daemon=True).start()
        documentation = ["markdown", "plaintext"]
        item = {"documentationFormat": documentation, "snippetSupport": True}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": item},
                        "hover": {"contentFormat": documentation},
                        "publishDiagnostics": {"relatedInformation": True},
                    },
                },
            },
        )
        self.tell("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.stdin.close()
        self.process.wait(SECONDS)
        self.process.stdout.close()

    def listen(self):
        """Read messages until the server ends."""
        while head := self.process.stdout.readline():
            length = int(head.split(b":")[1]) if head.lower().startswith(b"content-length") else 0
            while self.process.stdout.readline().strip():
                pass
            self.arrived.put(json.loads(self.process.stdout.read(length)))

    def send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        while number not in self.answers:
            self.take()
        answer = self.answers.pop(number)
        assert "error" not in answer, answer
        return answer["result"]

    def take(self):
        """Take in one message: an answer, a question of the server's, or its word on a file."""
        message = self.arrived.get(timeout=SECONDS)
        if "method" not in message:
            self.answers[message["id"]] = message
        elif message["method"] == "textDocument/publishDiagnostics":
            self.said[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message["method"] == "workspace/configuration":
            given = [self.setting(item["section"]) for item in message["params"]["items"]]
            self.send({"id": message["id"], "result": given})
        elif "id" in message:
            self.send({"id": message["id"], "result": None})

    def setting(self, section):
        """Return the settings under a section: what stands as `yaml.schemas` is `schemas` of `yaml`."""
        found = {}
        for name, value in self.settings.items():
            *outer, last = name.split(".")
            inner = found
            for step in outer:
                inner = inner.setdefault(step, {})
            inner[last] = value
        return found.get(section)

    def open(self, name, text=None):
        """Open a file, or give it another text; return what is underlined: line and words."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8") if text is None else text
        uri = path.as_uri()
        self.said.pop(uri, None)
        if uri in self.texts:
            self.version += 1
            document = {"uri": uri, "version": self.version}
            self.tell(
                "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
            )
        else:
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": document})
        self.texts[uri] = text
        while uri not in self.said:
            self.take()
        return [(fault["range"]["start"]["line"] + 1, fault["message"]) for fault in self.said[uri]]

    def at(self, name, mark):
        """Return the parameters for the place right behind a mark in an open file."""
        uri = (self.folder / name).as_uri()
        before = self.texts[uri][: self.texts[uri].index(mark) + len(mark)]
        line = before.rsplit("\n", 1)[-1]
        return {
            "textDocument": {"uri": uri},
            "position": {"line": before.count("\n"), "character": len(line)},
        }

    def completed(self, name, mark):
        """Return what is offered behind a mark, with its words; `inserted` has what it would write."""
        found = self.ask("textDocument/completion", self.at(name, mark))
        self.inserted = {item["label"]: item.get("insertText", item["label"]) for item in found["items"]}
        return {item["label"]: said(item.get("documentation")) for item in found["items"]}

    def shown(self, name, mark):
        """Return what an editor shows over the last character of a mark."""
        params = self.at(name, mark)
        params["position"]["character"] -= 1
        found = self.ask("textDocument/hover", params)
        return said(found["contents"]) if found else ""


def said(words):
    return words["value"] if isinstance(words, dict) else words or ""
