"""What the dataset says of itself, in DCAT and VoID: licences, counts, coverage, version.

`ontology/description/dataset.ttl` says what cannot be counted; each CONSTRUCT query beside it counts
one thing over the default graph. All of it stands in a named graph of its own, which the dump leaves
out: it holds the dump's fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, Quad, RdfFormat, Store

from pcvegraph.graph.inference import in_graph
from pcvegraph.graph.named_queries import conclusions
from pcvegraph.vocabulary import DATASET, DCAT, DESCRIPTION

FOLDER = "ontology/description/"


def describe_itself(store: Store, contents: Mapping[str, bytes], version: str) -> None:
    """Add to `store` what the files of a root say of the dataset and count in it, and its `version`.

    Raises:
        QuerySyntaxError: a query does not parse or is no CONSTRUCT; the message names it.
    """
    if dataset := contents.get(FOLDER + "dataset.ttl"):
        store.load(dataset, format=RdfFormat.TURTLE, to_graph=DESCRIPTION)
    for path, content in contents.items():
        if path.startswith(FOLDER) and path.endswith(".rq"):
            triples = conclusions(store, path, content.decode())
            store.extend(in_graph(triple, DESCRIPTION) for triple in triples)
    store.add(Quad(DATASET, DCAT.version, Literal(version), DESCRIPTION))


def find_version(store: Store) -> str:
    """Return the version that the description in `store` gives."""
    (quad,) = store.quads_for_pattern(DATASET, DCAT.version, None, DESCRIPTION)
    assert isinstance(quad.object, Literal), "describe_itself writes a literal"
    return quad.object.value
