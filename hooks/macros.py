"""The module of mkdocs-macros-plugin: gives hand-written pages the macros of `kaytantopankki.pages.page_macros`."""

from functools import partial
from typing import Any

from kaytantopankki.pages.page_macros import MACROS, PageMacros


def define_env(env: Any) -> None:
    """Registers every macro by its name. The catalogue is known only when a page calls one."""
    for name in MACROS:
        env.macro(partial(_call, env, name), name)


def _call(env: Any, name: str, *args: Any, **kwargs: Any) -> object:
    build = env.conf["extra"]["build"]
    macros = PageMacros(build.catalogue, build.settings, env.page.file.src_uri)
    return getattr(macros, name)(*args, **kwargs)
