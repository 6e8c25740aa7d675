"""Names in a page, which lead to the pages of what they name.

A page names the same things hundreds of times: what is written of each is written once.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from pcvegraph.languages import Shown
from pcvegraph.querying.descriptions import Thing
from pcvegraph.web.visits import Visit


class Naming:
    """Writes names for the page that answers a visit."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._linked: dict[tuple[str, Shown], Markup] = {}

    def linked(self, thing: Thing) -> Markup:
        """Return the name of a thing, which leads to it where it has an address.

        A name in another language than the page's has that language beside it.
        """
        shown = thing.shown(self._visit.language)
        written = self._linked.get((thing.iri, shown))
        if written is None:
            written = self._linked[thing.iri, shown] = self._link(thing.iri, shown)
        return written

    def _link(self, iri: str, shown: Shown) -> Markup:
        # Joined: Markup.format takes ten times as long, and a page names hundreds of things.
        name, tag, spoken = escape(shown.text), Markup(""), Markup("")
        if self._is_foreign(shown):
            language = escape(shown.language)
            tag = Markup(' <span class="tag">') + language + Markup("</span>")
            spoken = Markup(' lang="') + language + Markup('"')
        if not iri.startswith(("http://", "https://")):
            # A number of another dataset leads nowhere.
            return name + Markup(" <code>") + iri + Markup("</code>") + tag
        opening = Markup('<a href="') + self._visit.link(iri) + Markup('"') + spoken + Markup(">")
        return opening + name + Markup("</a>") + tag

    def _is_foreign(self, shown: Shown) -> bool:
        return bool(shown.language) and shown.language != self._visit.language
