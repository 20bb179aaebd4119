"""The commands, run as a person runs them."""

from collections.abc import Callable

import pytest


def refused(capture: pytest.CaptureFixture[str], command: Callable[[list[str]], int], *arguments: str) -> str:
    """What a command says that cannot do what it is asked: it ends with two."""
    with pytest.raises(SystemExit) as end:
        command([*arguments])
    assert end.value.code == 2
    return capture.readouterr().err
