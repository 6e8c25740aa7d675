"""The columns that a network of the library has: their names, types and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from pcvegraph.languages import Bilingual
from pcvegraph.networks.network import Column, Table, Type, Value

NODES: dict[str, tuple[Type, Bilingual]] = {
    "id": ("string", Bilingual("IRI of the thing", "IRI de la chose")),
    "label": ("string", Bilingual("name", "nom")),
    "kind": ("string", Bilingual("what it is", "ce que c'est")),
    "country": ("string", Bilingual("country it belongs to", "pays dont il relève")),
    "acronym": ("string", Bilingual("acronym", "sigle")),
    "external_ids": (
        "strings",
        Bilingual("IRIs of the same thing in other datasets", "IRI de la même chose ailleurs"),
    ),
    "start": ("date", Bilingual("earliest day of its life", "premier jour possible")),
    "end": ("date", Bilingual("latest day of its life", "dernier jour possible")),
    "degree": ("integer", Bilingual("number of its edges", "nombre de ses liens")),
}
EDGES: dict[str, tuple[Type, Bilingual]] = {
    "id": ("string", Bilingual("name of the edge", "nom du lien")),
    "source": ("integer", Bilingual("place of the first end", "rang de la première extrémité")),
    "target": ("integer", Bilingual("place of the second end", "rang de la seconde extrémité")),
    "kind": ("string", Bilingual("what the edge says", "ce que dit le lien")),
    "weight": ("double", Bilingual("weight", "poids")),
    "start": ("date", Bilingual("earliest day", "premier jour possible")),
    "end": ("date", Bilingual("latest day", "dernier jour possible")),
    "spells": ("spells", Bilingual("times in which it holds", "périodes où il vaut")),
    "undated_count": (
        "integer",
        Bilingual("number of relations without a date", "nombre de relations sans date"),
    ),
    "amount": ("double", Bilingual("amount of money", "montant")),
    "currency": ("string", Bilingual("currency of the amount", "devise du montant")),
    "through": ("strings", Bilingual("IRIs of what both share", "IRI de ce qui est partagé")),
    "relations": ("strings", Bilingual("IRIs of the relations", "IRI des relations")),
    "source_count": ("integer", Bilingual("number of sources", "nombre de sources")),
    "publisher_count": ("integer", Bilingual("number of publishers", "nombre d'éditeurs")),
    "sources": ("strings", Bilingual("IRIs of the sources", "IRI des sources")),
    "anchors": (
        "strings",
        Bilingual("addresses of the words that say so", "adresses des mots qui le disent"),
    ),
}


def table(known: dict[str, tuple[Type, Bilingual]], **values: Sequence[Value]) -> Table:
    """Return a table of those of the `known` columns that have `values`, in the known order."""
    return Table(
        {
            name: Column(name, kind, meaning, values[name])
            for name, (kind, meaning) in known.items()
            if name in values
        }
    )
