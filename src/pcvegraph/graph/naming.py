"""Give evidence and claims, which files write as blank nodes, their IRIs and types."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from pcvegraph import identifiers
from pcvegraph.vocabulary import BASE, PREFIXES

FUNCTIONS = BASE + "function/"
PROLOGUE = f"""PREFIX function: <{FUNCTIONS}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX pcve: <{PREFIXES["pcve"]}>
"""
RENAME = """DELETE { GRAPH ?file { ?owner ?link ?node . ?node ?property ?value } }
INSERT { GRAPH ?file { ?owner ?link ?name . ?name ?property ?value . ?name a ?class } }
WHERE {
  VALUES (?link ?class) { (%s) }
  GRAPH ?file { ?owner ?link ?node . FILTER(ISBLANK(?node) && ISIRI(?owner)) %s }
  GRAPH ?file { ?node ?property ?value }
}"""
# Claims first: the evidence inside one takes its name from the claim's.
RENAMINGS = (
    (
        "pcve:claim pcve:Claim",
        # A value said in two languages is one claim: the first by language names it.
        (
            "?node pcve:value ?said . FILTER NOT EXISTS { ?node pcve:value ?other . "
            "FILTER(CONCAT(LANG(?other), STR(?other)) < CONCAT(LANG(?said), STR(?said))) } "
            "BIND(function:claim(?owner, ?said) AS ?name)"
        ),
    ),
    (
        "pcve:evidence pcve:Evidence",
        (
            "?node dcterms:source ?source ; pcve:anchor ?words . "
            "BIND(function:evidence(?owner, ?source, ?words) AS ?name)"
        ),
    ),
)


def name_nodes(store: Store) -> None:
    """Rename every blank node that is whole evidence or a whole claim, in its file's graph.

    Evidence is whole with a source and an anchor, a claim with a value; other blank nodes stay.
    """
    for link, parts in RENAMINGS:
        store.update(
            PROLOGUE + RENAME % (link, parts),
            custom_functions={
                NamedNode(FUNCTIONS + "claim"): _claim,
                NamedNode(FUNCTIONS + "evidence"): _evidence,
            },
        )


def _claim(disagreement: Any, value: Any) -> NamedNode | None:
    if not isinstance(value, Literal):
        return None
    return NamedNode(identifiers.claim_iri(disagreement.value, value.value))


def _evidence(owner: Any, source: Any, anchor: Any) -> NamedNode | None:
    if not isinstance(source, NamedNode) or not isinstance(anchor, Literal):
        return None
    return NamedNode(identifiers.evidence_iri(owner.value, source.value, anchor.value))
