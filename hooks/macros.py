"""The module of mkdocs-macros-plugin: gives hand-written pages the macros of `kaytantopankki.pages.page_macros`."""

from functools import partial
from typing import Any

from kaytantopankki.pages.page_macros import MACROS, PageMacros, sandbox, shown_settings


def define_env(env: Any) -> None:
    """Registers every macro by its name. The catalogue is known only when a page calls one."""
    for name in MACROS:
        env.macro(partial(_call, env, name), name)


def on_pre_page_macros(env: Any) -> None:
    """Leaves a page its macros and some settings, in a sandbox: the plugin's own environment gives it all of MkDocs."""
    env._env = sandbox()
    env.variables.clear()
    env.variables.update({**env.macros, "config": shown_settings(env.conf)})


def _call(env: Any, name: str, *args: Any, **kwargs: Any) -> object:
    build = env.conf["extra"]["build"]
    macros = PageMacros(build.catalogue, build.settings, env.page.file.src_uri)
    return getattr(macros, name)(*args, **kwargs)
