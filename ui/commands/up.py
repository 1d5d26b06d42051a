"""`stockelper up`: the main job. Opens the stores, makes sure there is something to ask about, serves the chat.

The web page and the scheduler are processes of their own; SIGTERM or Ctrl-C here ends them, and so does our death
without notice. One line `ready URL` on stdout.
"""

import signal
import socket
import subprocess
import sys
import webbrowser
from argparse import ArgumentParser, Namespace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep
from types import FrameType

from collectors.scheduling.states import states
from stockelper.errors import BadInput, StockelperError
from stockelper.language import catalogue
from ui.first_look import is_first, look
from ui.output import emit, own_language, say, show
from ui.wiring import Product, open_product

HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 8.0
PORTS_TRIED = 20


class Terminated(KeyboardInterrupt):
    """SIGTERM or Ctrl-C asked us to end."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--headless", action="store_true", help="do not open a browser")
    parser.add_argument("--port", type=int, metavar="N", help="the page's port (0: any free one)")


def run(options: Namespace) -> int:
    """Serve until told to stop."""
    product = open_product(options)
    port = choose_port(options.port, product.settings.port)
    for number in (signal.SIGTERM, signal.SIGINT):  # also where a shell's `&` started us with SIGINT ignored
        signal.signal(number, _terminate)
    web = subprocess.Popen(_command(options, port), stdin=subprocess.PIPE, stdout=sys.stderr)
    children = [web]
    try:
        _prepare(product)
        tell_who_is_asked(product)
        if product.lacks_practice_models():
            children.append(_train_practice(options))
        _await_page(web, port)
        url = f"http://{HOST}:{port}"
        emit({"ready": url}) if options.json else show(f"ready {url}")
        if not options.headless:
            webbrowser.open(url)
        look_first(product, options)
        if product.settings.schedule:
            children.append(_schedule(options))
        return 0 if web.wait() == 0 else 1
    except Terminated:
        return 0
    finally:
        for child in children:
            _ask_to_stop(child)
        for child in children:
            _stop(child)
        product.close()


def choose_port(asked: int | None, default: int) -> int:
    """The asked port, or the first free one from the default on.

    Raises:
        BadInput: when the asked port is out of range or taken.
    """
    if asked is not None:
        if not 0 <= asked <= 65535:
            raise BadInput("bad_port", port=asked)
        if (free := _bind(asked)) is None:
            raise BadInput("port_taken", port=asked)
        return free
    for port in range(default, default + PORTS_TRIED):
        if (free := _bind(port)) is not None:
            return free
    raise BadInput("port_taken", port=default)


def _bind(port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])


def _command(options: Namespace, port: int) -> list[str]:
    """The web process. What it should open is handed over as script arguments, not by the environment."""
    script = [f"--data={options.data}"] if options.data else []
    script += [f"--as-of={options.as_of}"] if options.as_of else []
    return [
        sys.executable, "-m", "ui.serving", "run", str(_app()),
        f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true",
        "--server.fileWatcherType=none", "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal",
        "--", *script, f"--user={options.user}",
    ]  # fmt: skip


def _app() -> Path:
    return Path(str(files("ui").joinpath("app.py")))


def _prepare(product: Product) -> None:
    """First data: an empty store gets the practice market, a graph that was never built is built.

    Raises `StoreError` when a store cannot be written: the chat would open and answer nothing.
    """
    product.check_checkpoints()
    product.practise()
    if not product.graph.count()["edges"] and product.has_relations():
        product.build_graph()


def tell_who_is_asked(product: Product) -> None:
    """Say before the first question to a source that it will be asked, or how to ask when none is."""
    settings = product.settings
    if not settings.schedule:
        say(f"stockelper: {catalogue.render(product.language(), 'up.no_schedule')}")
    elif not states(product.documents):
        told = catalogue.render(product.language(), "up.first_start", watchlist=settings.watchlist)
        say(f"stockelper: {told}")


def look_first(product: Product, options: Namespace) -> None:
    """At the very first start ask the sources for a few seconds, and say whether they could be reached."""
    if not is_first(product):
        return
    language = product.language()
    saying = catalogue.render(language, "up.looking", watchlist=product.settings.watchlist)
    came = look(options, saying)
    say(f"stockelper: {catalogue.render(language, 'up.reached' if came else 'up.unreached')}")


def _await_page(web: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline:
        if web.poll() is not None:
            raise StockelperError("web_ended", status=web.returncode)
        if _answers(port):
            return
        sleep(0.1)
    raise StockelperError("web_silent", seconds=START_SECONDS)


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _terminate(signum: int, frame: FrameType | None) -> None:
    raise Terminated


def _schedule(options: Namespace) -> "subprocess.Popen[bytes]":
    """The scheduler; it stands by where another one leads."""
    command = [sys.executable, "-m", "ui", "schedule", "--attached"]
    command += [f"--data={options.data}"] if options.data else []
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sys.stderr)


def _train_practice(options: Namespace) -> "subprocess.Popen[bytes]":
    """Some seconds of work beside the page, so that the practice market has forecasts."""
    command = [sys.executable, "-m", "ui", "train", "--market", "practice"]
    command += [f"--data={options.data}"] if options.data else []
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sys.stderr)


def _ask_to_stop(child: "subprocess.Popen[bytes]") -> None:
    if child.stdin is not None:
        child.stdin.close()
    if child.poll() is None:
        child.terminate()


def _stop(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        say(f"stockelper: {catalogue.render(own_language(), 'up.killed', pid=child.pid)}")
        child.kill()
        child.wait()
