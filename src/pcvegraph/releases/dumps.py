"""The default graph whole, each triple once, in the usual forms of RDF."""

from __future__ import annotations

from pyoxigraph import RdfFormat, serialize

from pcvegraph.releases.json_ld import as_json_ld
from pcvegraph.releases.material import Material
from pcvegraph.vocabulary import PREFIXES


def as_rdf(material: Material, chosen: RdfFormat) -> bytes:
    """Return the triples, sorted, in the form `chosen`, with the prefixes of the house."""
    return serialize(material.triples, format=chosen, prefixes=PREFIXES) or b""


def as_json(material: Material) -> bytes:
    """Return the triples as JSON-LD, with the context of the material."""
    return as_json_ld(material.triples, material.context)
