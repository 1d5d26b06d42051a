"""`stockelper up`: the main job. Opens the stores, makes sure there is something to ask about, serves the chat.

The web page and the scheduler are processes of their own, started again when they end by themselves; SIGTERM or Ctrl-C
here ends them, and so does our death without notice. One line `ready URL` on stdout.
"""

import signal
import socket
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
from ui.children import Child, stop, watch
from ui.first_look import is_first, look
from ui.output import emit, say, show
from ui.practising import has_relations, newest_practice_bar
from ui.wiring import Product, open_product

HOST = "127.0.0.1"
START_SECONDS = 60.0
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
    web = Child("web", _page(options, port))
    children = [web]
    try:
        _prepare(product)
        tell_who_is_asked(product)
        if _lacks_practice_models(product):
            children.append(Child("training", _own("train", options, "--market", "practice")))
        _await_page(web, port)
        url = f"http://{HOST}:{port}"
        emit({"ready": url}) if options.json else show(f"ready {url}")
        if not options.headless:
            webbrowser.open(url)
        look_first(product, options)
        if product.settings.schedule:
            children.append(Child("scheduler", _own("schedule", options, "--attached")))
        watch(children, product.language())
    except Terminated:
        return 0
    finally:
        stop(children)
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


def _page(options: Namespace, port: int) -> list[str]:
    """The web process. What it should open is handed over as script arguments, not by the environment."""
    script = [f"--data={options.data}"] if options.data else []
    script += [f"--as-of={options.as_of}"] if options.as_of else []
    return [
        "ui.serving", "run", str(_app()),
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
    if not product.graph.count()["edges"] and has_relations(product.documents):
        product.build_graph()


def _lacks_practice_models(product: Product) -> bool:
    """Whether the store holds a practice market that no model was trained for."""
    return newest_practice_bar(product.documents) is not None and not product.models.cards("practice", 1)


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


def _await_page(web: Child, port: int) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline:
        if web.process.poll() is not None:
            raise StockelperError("web_ended", status=web.how_it_ended())
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


def _own(name: str, options: Namespace, *more: str) -> list[str]:
    """A command of ours on the same data: the scheduler, which stands by where another one leads, or the training of the
    practice market's models, some seconds of work beside the page."""
    return ["ui", name, *more, *([f"--data={options.data}"] if options.data else [])]
