"""What is wrong is told by `scripts/check` and by a strict build: of the same file, at the same line, in the same words."""

import re
import shutil
from pathlib import Path

import pytest

from tests.content.broken import BROKEN, write_broken
from tests.site.processes import BUILD, CHECK, run

LEAST_FILES = 60
BESIDE = (".png", ".heic")  # Pictures of pages that show them wrongly.


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_and_a_strict_build_say_the_same(name: str, small_repository: Path, tmp_path: Path) -> None:
    root = write_broken(tmp_path / name, name)
    shutil.copytree(small_repository / ".cache", root / ".cache")
    code, output = run(root, *CHECK)
    *checked, count = output.splitlines()
    files = {problem.split(":")[0] for problem in checked}
    assert (code, count) == (1, f"{len(checked)} ongelmaa {len(files)} tiedostossa.")
    assert {path for path in BROKEN[name] if not path.endswith(BESIDE)} <= files
    code, output = run(root, *BUILD, "--strict")
    # MkDocs gives a warning a label; what stops the build at once has none.
    built = re.findall(r"^(?:WARNING +-  )?((?!INFO)\S.*?:\d+: .*)$", output, re.MULTILINE)
    assert (code, built) == (1, checked)
    assert output.count("WARNING") in (0, len(checked))
    assert len(files) >= LEAST_FILES or name != "wrong"
