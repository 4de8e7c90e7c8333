"""A whole demo, started as a stranger would start it, and a browser to walk through it. Nothing is skipped: without Chromium these tests fail."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from zhiheng.lib.postgres import ADMIN, EmbeddedPostgres

PRISONERS = 200
READY_SECONDS = 180
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
DATABASE = "zhiheng"


@dataclass(frozen=True)
class Demo:
    """The running demo: its address, and its folder."""

    address: str
    folder: Path

    @property
    def password(self) -> str:
        """What a fresh sign-in asks the demo's people for."""
        return (self.folder / "demo_password").read_text().strip()

    def as_superuser(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """What somebody with the database's own password can do behind the application's back."""
        server = EmbeddedPostgres(self.folder / "postgres")
        with psycopg.connect(server.url(ADMIN, DATABASE), autocommit=True) as connection:
            cursor = connection.execute(sql.encode(), values)
            return list(cursor.fetchall()) if cursor.description else []

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`zhiheng ...` on this demo's data."""
        argv = [sys.executable, "-m", "zhiheng.config.cli", *words]
        return subprocess.run(argv, env=_environment(self.folder), capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`zhiheng demo` with 200 prisoners, in a folder of its own. Stopped as Ctrl-C stops it."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    argv = [sys.executable, "-m", "zhiheng.config.cli", "demo", "--port", str(port), "--data", str(folder), "--prisoners", str(PRISONERS)]
    with (folder / "said.txt").open("wb") as said, subprocess.Popen(argv, env=_environment(folder), stdout=said, stderr=said) as process:
        try:
            _wait_until_ready(process, f"http://127.0.0.1:{port}", folder)
            yield Demo(f"http://127.0.0.1:{port}", folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _environment(folder: Path) -> dict[str, str]:
    """That of a stranger's terminal: nothing of the test run's own database."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIHENG_", "DATABASE_", "DJANGO_"))}
    return {**ours, "ZHIHENG_DATA": str(folder), "LANG": "C.UTF-8"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The demo did not start: {(folder / 'said.txt').read_text()[-2000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. One per module: while it lives, the framework refuses database calls in this thread."""
    path = next((path for path in (*CHROMIUM, shutil.which("chromium") or "") if path and Path(path).exists()), None)
    if path is None:
        pytest.fail("Chromium is missing. Install it (apt-get install chromium): the journeys are never skipped.")
    with sync_playwright() as playwright:
        # As root, Chromium cannot make its own sandbox; the pages are our own.
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Visitor:
    """A browser window on the demo, and everything that it should not have done."""

    demo: Demo
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Keep errors of scripts, messages of the browser, and requests to other hosts."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", lambda r: self.complaints.append(f"{r.status} {r.url}") if r.status >= 500 else None)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 401, 404 or 422 on purpose is also reported by the browser; the tests read such pages themselves.
        if message.type in ("error", "warning") and not re.search(r"status of (401|403|404|409|422)", message.text):
            self.complaints.append(f"{message.type}: {message.text} ({self.page.url})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.demo.address).netloc:
            self.complaints.append(f"a request left the host: {request.url}")

    def open(self, path: str) -> Page:
        """Go to a page of the demo."""
        self.page.goto(self.demo.address + path, wait_until="load")
        return self.page

    def sign_in(self, role: str) -> Page:
        """One click on the sign-in page."""
        self.open("/sign-in")
        self.page.locator(f'form[action="/demo/sign-in/{role}"] button').first.click()
        return self._entered()

    def sign_in_as(self, number: str) -> Page:
        """Number and password, for those whom the sign-in page does not offer."""
        self.open("/sign-in")
        self.page.locator('input[name="number"]').fill(number)
        self.page.locator('input[name="password"]').fill(self.demo.password)
        self.page.locator('input[name="password"]').press("Enter")
        return self._entered()

    def _entered(self) -> Page:
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        return self.page


type Visit = Callable[..., Visitor]


@pytest.fixture
def visit(demo: Demo, browser: Browser) -> Iterator[Visit]:
    """``visit(width=1280, language="en", theme="dark", scripts=True)``: a new window. What browsers complain of fails the test at its end."""
    opened: list[Visitor] = []

    def make(*, width: int = 1280, height: int = 900, language: str = "zh-hans", theme: str = "light", scripts: bool = True) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="zh-CN")
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": name, "value": value, "url": demo.address} for name, value in (("zh_language", language), ("zh_theme", theme))])
        visitor = Visitor(demo, context, context.new_page())
        visitor.watch()
        opened.append(visitor)
        return visitor

    yield make
    for visitor in opened:
        visitor.context.close()
    assert [complaint for visitor in opened for complaint in visitor.complaints] == []
