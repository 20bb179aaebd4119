"""Pages that a build has made, as MkDocs sees them: their texts are read as MkDocs reads any, but with less ado."""

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _ExtractAnchorsTreeprocessor, _RawHTMLPreprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc


def text_reader(config: MkDocsConfig) -> Markdown:
    """What reads the texts of all these pages. MkDocs sets one up for each page, though texts are short."""
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


class GeneratedPage(Page):
    """A page that has its title in its front matter. Many have no text, and then there is nothing to read.

    What looks for anchors and links in a text has no public name in MkDocs, and no other way to be shared.
    """

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.present_anchor_ids, self.links_to_anchors = set(), {}
        if not (self.markdown or "").strip():
            self.content = ""
            return
        reader: Markdown = config.extra["build"].reader.reset()
        html = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(self.file, files, config)
        links = _RelativePathTreeprocessor(self.file, files, config)
        for part in (html, anchors, links):  # Each takes the place of the page before.
            part._register(reader)
        self.content = reader.convert(self.markdown)
        self.toc = get_toc(reader.toc_tokens)
        self.present_anchor_ids = anchors.present_anchor_ids | html.present_anchor_ids
        self.links_to_anchors = links.links_to_anchors
