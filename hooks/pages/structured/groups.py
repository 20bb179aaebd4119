"""Networks and joint projects as organisations."""

from catalogue.catalogue import Network, Project
from catalogue.labels import NetworkType
from pages import links
from pages.settings import Site
from pages.structured.nodes import Node, at, node, organisation

# A project is an organisation with an aim to reach, and so are a programme and an agreement.
_TYPES = {NetworkType.PROGRAMME: "Project", NetworkType.AGREEMENT: "Project"}


def network(site: Site, entry: Network) -> Node:
    """A network with its own web page."""
    data = entry.data
    return _group(_TYPES.get(data.type, "Organization"), site, entry)


def project(site: Site, entry: Project) -> Node:
    """A joint project with its leader and partners."""
    data = entry.data
    names = dict.fromkeys(filter(None, (data.coordinator, *data.partners)))
    return {
        **_group("Project", site, entry),
        **node(
            "Project",
            member=[organisation(name) for name in names],
            funder=[organisation(name) for name in dict.fromkeys(item.funder for item in data.funding)],
            areaServed=[node("City", name=name) for name in data.municipalities],
        ),
    }


def _group(kind: str, site: Site, entry: Network | Project) -> Node:
    data, url = entry.data, site.at(links.address(entry))
    return {
        "@id": url,
        **node(
            kind,
            mainEntityOfPage=url,
            name=data.title,
            alternateName=data.short,
            description=data.summary,
            url=data.url or url,
            foundingDate=at(data.started),
            dissolutionDate=at(data.ended),
        ),
    }
