"""The settings and templates of the written sources: our own frame, with no hook, plugin or theme."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

# The template of a page whose content is ready, in the folder of the frame.
READY = "valmis.html"
_READY = """{#- A page whose content is ready: the frame around it, what its head needs, and its scripts. -#}
{% extends "main.html" %}
{% block extrahead %}{{ page.meta.extrahead | safe }}{% endblock %}
{% block container %}{{ page.content | safe }}{% endblock %}
{% block scripts %}{% for script in page.meta.scripts %}<script src="{{ base_url }}/{{ script }}" defer></script>{% endfor %}{% endblock %}
"""
# What the frame takes from our build.
_GIVEN = ("built", "search_root", "feedback", "scheme_hash")
# What our build gives each page besides its front matter.
_HEAD = "{% set head = page.meta.head if page and page.meta else none %}\n"
_KEPT = ("site_name", "site_description", "site_url", "repo_url", "nav", "extra_css", "extra_javascript")
_FRAME = ("base.html", "main.html", "404.html")
_READ_ME = """# Sivuston lähteet mille tahansa generaattorille

Komento `scripts/materialise` kirjoitti tämän kansion. Älä muokkaa tätä: seuraava ajo kirjoittaa tiedostot uudelleen.

- `docs/`: sivut Markdownina ja tiedostot, jotka julkaistaan sellaisinaan. Sivun alussa ovat otsikko, kuvaus ja sivupohja.
- `overrides/`: sivun kehys: ylä- ja alatunniste. Se toimii Jinjassa (MkDocs) ja MiniJinjassa (Zensical).
- `mkdocs.yml`: asetukset. Ei koukkuja, liitännäisiä eikä teemaa.
- `data/`: mitä kukin sivu näyttää, JSONina, jos sivupohjat halutaan tehdä uudelleen.
- `templates/`: sivupohjat, joilla sivujen sisältö on tehty.

Kokoa sivusto tässä kansiossa: `mkdocs build` tai `zensical build`.
"""


def configuration(settings: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    """mkdocs.yml of the written sources; `names` are what templates are given besides the page."""
    day = names["built"]
    theme = {"name": None, "custom_dir": "overrides", "static_templates": ["404.html"]}
    return written_yaml(
        {
            **{name: settings[name] for name in _KEPT if name in settings},
            # Each page names its own source.
            "edit_uri": "",
            "theme": {**theme, "language": "fi", "favicon": settings["theme"]["favicon"]},
            "extra": {
                **{name: names[name] for name in _GIVEN},
                "built": {"day": day.day, "month": day.month, "year": day.year},
            },
            "plugins": [],
            "markdown_extensions": settings["markdown_extensions"],
            "validation": settings["validation"],
        }
    )


def templates(overrides: Path) -> Iterator[tuple[str, str]]:
    """(path, text): the frame, which takes from the configuration what our build gives it; and all the templates."""
    given = "".join(f"{{% set {name} = config.extra.{name} %}}\n" for name in _GIVEN) + _HEAD
    yield f"overrides/{READY}", _READY
    for file in sorted(overrides.rglob("*.html")):
        name, text = file.relative_to(overrides).as_posix(), file.read_text(encoding="utf-8")
        yield f"templates/{name}", text
        if name in _FRAME or name.startswith("partials/"):
            yield f"overrides/{name}", given + text if name == "main.html" else text


def read_me() -> str:
    """What the folder is."""
    return _READ_ME


def written_yaml(value: object) -> str:
    """YAML in the order given, with letters as they are."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))
