"""A site that is made page by page, as they are asked for: MkDocs's own steps, everything in memory."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation

from coursekit.artifact import Artifact
from coursekit.render.site.engine import finished, told_the_lost
from coursekit.render.site.policy import guarded
from coursekit.render.site.settings import heard
from coursekit.wording import Wording

CONTENT = ("markdown", "meta", "content", "toc", "_title_from_render")
"""What MkDocs keeps of a page once it has been read."""
INDEX = "search/search_index.json"


class _Planned(File):
    """A file of the site that is made when MkDocs reads it."""

    def __init__(self, path: str, make: Callable[[], bytes], config: MkDocsConfig) -> None:
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self.make = make

    @property  # type: ignore[misc]  # nobody writes it
    def content_bytes(self) -> bytes:
        return self.make()

    @property  # type: ignore[misc]  # as above
    def content_string(self) -> str:
        return self.make().decode()


@dataclass
class _Read:
    """A page as it was read from its Markdown."""

    artifact: Artifact
    data: bytes
    values: Mapping[str, Any]
    said: tuple[str, ...]
    """What MkDocs warned of."""
    entries: bytes | None = None
    """What the search knows of it, as items of a JSON list; None until somebody asks."""
    framed: dict[int, bytes] = field(default_factory=dict)
    """The whole page, by the menu that is round it."""


class Live:
    """The site of one language, as it would be built now."""

    def __init__(self, config: MkDocsConfig, base: str, wording: Wording) -> None:
        self.config = config
        self.wording = wording
        self.base = base
        """Where the site begins on its server: `/` or `/fr/`."""
        config.plugins.on_pre_build(config=config)
        self._env = config.theme.get_env()
        self._theme = Files([])
        self._theme.add_files_from_theme(self._env, config)
        self._planned: Mapping[str, Artifact] = {}
        self._files = self._theme
        self._navigation = Navigation([], [])
        self._read: dict[str, _Read] = {}
        self._menu = 0
        self._titles: dict[str, tuple[Artifact, str]] = {}
        self._shown: tuple[object, ...] = ()
        self._addresses: dict[str, File] = {}
        self.faults: tuple[str, ...] = ()
        """What MkDocs says of the menu."""

    def update(self, planned: Mapping[str, Artifact]) -> None:
        """Take what is planned now, by its path in the docs folder."""
        titles = {path: self._title(path, planned[path]) for path in planned if path.endswith(".md")}
        self._planned = planned
        shown = (tuple(planned), tuple(titles.values()))
        if shown == self._shown:
            return
        self._menu += 1
        self._read = {path: read for path, read in self._read.items() if path in planned}
        files = Files(_Planned(path, partial(self._make, path), self.config) for path in planned)
        for file in self._theme:
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
        with heard() as said:
            files = self.config.plugins.on_files(files, config=self.config)
            set_exclusions(files, self.config)
            navigation = get_navigation(files, self.config)
            for path, title in titles.items():
                page: Any = files.src_uris[path].page
                page.markdown, page.meta = "", {"title": title}
            self._navigation = self.config.plugins.on_nav(navigation, config=self.config, files=files)
            self._env = self.config.plugins.on_env(self._env, config=self.config, files=files)
        self.faults = tuple(said)
        self._files, self._shown = files, shown
        self._addresses = {
            unquote(file.url): file
            for file in files
            if file.inclusion.value > InclusionLevel.DRAFT.value
            and (file.src_uri in planned or not file.is_documentation_page())
        }

    def files_beside(self) -> list[Path]:
        """Return what the settings name that is no page: folders of the theme's, hooks."""
        named = [self.config.theme.custom_dir, *self.config.hooks]
        return [Path(name) for name in named if name]

    def find(self, address: str) -> str | None:
        """Return the proper address of a file; None where there is none."""
        for name in (address, f"{address}index.html" if not address or address.endswith("/") else address):
            if name in self._addresses:
                return name
        return None

    def is_page(self, address: str) -> bool:
        """Tell whether there is a page at an address."""
        return address in self._addresses and self._addresses[address].is_documentation_page()

    def file(self, address: str) -> bytes:
        """Return a file that is no page. Raises UnfitError where it can't be made."""
        data: bytes = self._addresses[address].content_bytes
        return data

    def made_by(self, address: str) -> str:
        """Return the path of the output that a file is a copy of."""
        return self._planned[self._addresses[address].src_uri].path

    def page(self, address: str) -> tuple[bytes, tuple[str, ...]]:
        """Return a page as the browser gets it, and what MkDocs says of it."""
        file = self._addresses[address]
        read = self._content(file)
        if self._menu not in read.framed:
            read.framed.clear()
            page: Any = file.page
            page.active = True
            try:
                template = self._env.get_template(page.meta.get("template", "main.html"))
                read.framed[self._menu] = self._written(
                    lambda: self._framed(page, template), page.file.dest_uri
                )
            finally:
                page.active = False
        return read.framed[self._menu], read.said

    def missing(self) -> bytes:
        """Return the page that says that there is no page."""
        template = self._env.get_template("404.html")
        context = get_context(self._navigation, self._files, self.config, base_url=self.base)
        context = self.config.plugins.on_template_context(
            context, template_name="404.html", config=self.config
        )
        text = told_the_lost(template.render(context), self.wording, self._addresses.__contains__)
        return self._written(lambda: text, "404.html")

    def index(self) -> bytes:
        """Return the index of the search; pages that nobody read yet are read for it."""
        plugin = self._search()
        if plugin is None:
            return b"{}"
        plugin.search_index.entries = []
        config = json.dumps(json.loads(plugin.search_index.generate_search_index(None))["config"])
        entries = (self._entries(address) for address in self._addresses if self.is_page(address))
        return b'{"config":%s,"docs":[%s]}' % (config.encode(), b",".join(filter(None, entries)))

    def _entries(self, address: str) -> bytes:
        """Return what the search knows of a page, as items of a JSON list."""
        file = self._addresses[address]
        if not self._planned[file.src_uri].searched:
            return b""
        read, plugin = self._content(file), self._search()
        if read.entries is None and plugin is not None:
            plugin.search_index.entries = []
            plugin.search_index.add_entry_from_context(file.page)
            found = plugin.search_index.entries
            read.entries = json.dumps(found, separators=(",", ":"), default=str)[1:-1].encode()
        return read.entries or b""

    def _title(self, path: str, artifact: Artifact) -> str:
        known = self._titles.get(path)
        if known is None or known[0] is not artifact:
            known = (artifact, artifact.title() if artifact.title else path)
            self._titles[path] = known
        return known[1]

    def _content(self, file: File) -> _Read:
        """Read a page, if what it is made from changed, and put what was read where MkDocs looks for it."""
        path, page, artifact = file.src_uri, file.page, self._planned[file.src_uri]
        read = self._read.get(path)
        if read is None or read.artifact is not artifact:
            data = artifact.make()
            if read is None or read.data != data:
                read = self._read_now(page, artifact, data)
                self._read[path] = read
            read.artifact = artifact
        for name, value in read.values.items():
            setattr(page, name, value)
        return read

    def _make(self, path: str) -> bytes:
        return self._planned[path].make()

    def _read_now(self, page: Any, artifact: Artifact, data: bytes) -> _Read:
        config, files = self.config, self._files
        with heard() as said:
            config._current_page = page  # noqa: SLF001 - as MkDocs does, for extensions that ask
            try:
                page = config.plugins.on_pre_page(page, config=config, files=files)
                page.file.make = lambda: data
                page.read_source(config)
                page.markdown = config.plugins.on_page_markdown(
                    page.markdown, page=page, config=config, files=files
                )
                page.render(config, files)
                page.content = config.plugins.on_page_content(
                    page.content, page=page, config=config, files=files
                )
            finally:
                page.file.make = partial(self._make, page.file.src_uri)
                config._current_page = None  # noqa: SLF001 - as above
        values = {name: getattr(page, name) for name in CONTENT}
        return _Read(artifact, data, values, tuple(said))

    def _search(self) -> Any:
        """Return the plugin of the search, whoever's it is; None where the site has none."""
        return next((one for one in self.config.plugins.values() if hasattr(one, "search_index")), None)

    def _framed(self, page: Any, template: Any) -> str:
        config = self.config
        config._current_page = page  # noqa: SLF001 - as MkDocs does
        try:
            context = get_context(self._navigation, self._files, config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._navigation)
            written: str = config.plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            config._current_page = None  # noqa: SLF001 - as above
        return written

    def _written(self, render: Callable[[], str], name: str) -> bytes:
        data = finished(render().encode("utf-8", "xmlcharrefreplace"), lambda _: None)
        return guarded(data.decode(), name).encode()
