"""Templates that have been compiled, for the next builds and for other processes of the same one."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from building.cache import keep

_DIGEST = 32  # Bytes.


class Compiled(BytecodeCache):
    """Keeps them in a folder. Jinja itself sees whether a template has changed; here whether it would be compiled in
    another way, and whether the file is whole: Python runs what stands in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        return super().get_bucket(environment, name, filename, f"{_manner(environment, name)}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            content = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        code = content[_DIGEST:]
        if sha256(code).digest() == content[:_DIGEST]:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        keep(self._folder / bucket.key, sha256(code).digest() + code)


def _manner(environment: Environment, name: str) -> tuple[str, bool, bool, bool]:
    escapes = environment.autoescape
    escaped = escapes if isinstance(escapes, bool) else escapes(name)
    return _jinja(), escaped, environment.trim_blocks, environment.lstrip_blocks


@cache
def _jinja() -> str:
    return version("jinja2")
