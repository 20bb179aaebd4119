"""`scripts/serve`: shows the site on this machine."""

import errno
import os
import socket
import sys

from kaytantopankki import cli
from kaytantopankki.pages.page_checks import fatal_problems

_HOST = "127.0.0.1"


def main(arguments: list[str] | None = None) -> None:
    """Becomes `mkdocs serve`."""
    parser = cli.ArgumentParser(cli.GUIDES["serve"])
    parser.add_argument("--port", type=int, default=8000)
    asked, rest = parser.parse_known_args(arguments)
    root = cli.repository_root()
    try:
        if problems := fatal_problems(root):
            cli.refuse("\n".join(map(str, problems)))
        _check_port(asked.port)
    except (ValueError, OSError) as error:
        cli.refuse(str(error))
    address = f"http://{_HOST}:{asked.port}/"
    print(f"Kokoan sivuston. Se avautuu hetken päästä osoitteessa {address} (lopeta: Ctrl+C).", flush=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", f"{_HOST}:{asked.port}", *rest]
    os.chdir(root)
    os.execve(sys.executable, command, environment)


def _check_port(port: int) -> None:
    """Raises ValueError in Finnish when the site cannot be shown in this port."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((_HOST, port))
    except OverflowError as error:
        raise ValueError(f"Porttia {port} ei ole. Suurin on 65535") from error
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "on jo käytössä. Ehkä sivusto on auki toisessa ikkunassa" if taken else "ei ole sallittu"
        raise ValueError(f"Portti {port} {why}. Valitse toinen: scripts/serve --port {max(port, 8000) + 1}") from error


if __name__ == "__main__":
    main()
