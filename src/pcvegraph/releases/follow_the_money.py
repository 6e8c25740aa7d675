"""Actors, projects, events and their links as FollowTheMoney entities, one a line.

https://followthemoney.tech/ has no words for phenomena, practices, places, laws, strategies, methods,
tools and commitments: these, and the links to them, are left out. docs/data.md says what becomes what.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pcvegraph.releases.material import Material
from pcvegraph.vocabulary import PREFIXES

TABLES = frozenset({"entities", "relations", "evidence", "sources"})
PREFIX = "pcvegraph-"
Row = dict[str, str]

KINDS = {
    "Organisation": "Organization",
    "Network": "Organization",
    "Forum": "Organization",
    "WorkingGroup": "Organization",
    "State": "PublicBody",
    "Person": "Person",
    "Fund": "LegalEntity",
    "Programme": "Project",
    "Project": "Project",
    "Campaign": "Project",
    "Training": "Project",
    "Event": "Event",
    "Report": "Document",
}
"""Our class → their schema; what is not here has none."""

CLASSIFICATIONS = {
    "government-body": "PublicBody",
    "public-agency": "PublicBody",
    "police-service": "PublicBody",
    "company": "Company",
}
"""The finer kind of an organisation → its schema, where that is a narrower one."""

PAID = frozenset({"grant", "contribution"})
"""Kinds of money that were given: a pledge or a budget is no payment."""

ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company"})
LEGAL = ORGANISATIONS | {"Person", "LegalEntity"}


LANGUAGE_CODES = {
    "ar": "ara",
    "da": "dan",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "it": "ita",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "sv": "swe",
}
"""Language tag → its code of three letters, which is what is asked for there; others are left out."""


class Link(NamedTuple):
    """Which schema a relation becomes, between which, and what its two ends are called there."""

    schema: str
    predicates: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    subject: str
    object: str


LINKS = (
    Link("Membership", frozenset({"memberOf"}), LEGAL, ORGANISATIONS, "member", "organization"),
    Link(
        "Employment",
        frozenset({"holdsOfficeIn"}),
        frozenset({"Person"}),
        ORGANISATIONS,
        "employee",
        "employer",
    ),
    Link(
        "Directorship",
        frozenset({"chairs", "coChairs", "leads"}),
        LEGAL,
        ORGANISATIONS,
        "director",
        "organization",
    ),
    Link("Payment", frozenset({"funds"}), LEGAL, LEGAL, "payer", "beneficiary"),
    Link("Succession", frozenset({"succeeds"}), LEGAL, LEGAL, "successor", "predecessor"),
    Link(
        "ProjectParticipant",
        frozenset(
            {"funds", "implements", "delivers", "leads", "organises", "founds", "partnersWith"}
        ),
        LEGAL,
        frozenset({"Project"}),
        "participant",
        "project",
    ),
)
"""The first that fits is taken."""


EVERY = frozenset(KINDS.values())
ANY_LINK = Link("UnknownLink", frozenset(), EVERY, EVERY, "subject", "object")
"""What fits none: it says in words what it is."""


class Entity(NamedTuple):
    """An entity as FollowTheMoney has it."""

    id: str
    schema: str
    properties: dict[str, list[str]]


def as_follow_the_money(material: Material) -> bytes:
    """Return the entities, sorted by what they are and by id, as JSON, one a line."""
    rows = {name: _rows(material, name) for name in sorted(TABLES)}
    things = {row["id"]: row for row in rows["entities"]}
    addresses = {row["id"]: row for row in rows["sources"]}
    words: dict[str, list[Row]] = defaultdict(list)
    for row in rows["evidence"]:
        words[row["relation"]].append(row)
    schemas = {iri: schema for iri, row in things.items() if (schema := _schema(row))}
    entities = [
        *(_thing(things[iri], schema, things, addresses) for iri, schema in schemas.items()),
        *_links(rows["relations"], words, schemas, things),
    ]
    cited = {iri for entity in entities for iri in entity.properties.get("proof", [])}
    entities += [_source(row) for row in rows["sources"] if _id(row["id"]) in cited]
    return b"".join(_line(entity) for entity in entities)


def _rows(material: Material, name: str) -> list[Row]:
    columns, rows = material.table(name)
    return [{key: row[key].value if key in row else "" for key in columns} for row in rows]


def _id(iri: str) -> str:
    """Return the id of a thing of ours: its slug, and whether it is a source."""
    if iri.startswith(PREFIXES["source"]):
        return f"{PREFIX}source-{iri.removeprefix(PREFIXES['source'])}"
    return PREFIX + iri.removeprefix(PREFIXES["id"])


def _schema(row: Row) -> str:
    kind = KINDS.get(row["kind"].partition("|")[0], "")
    finer = row["classification"].rpartition("/")[2]
    return CLASSIFICATIONS.get(finer, kind) if kind == "Organization" else kind


def _thing(row: Row, schema: str, things: Mapping[str, Row], sources: Mapping[str, Row]) -> Entity:
    name, other = row["labelEn"] or row["labelFr"], row["labelFr"] if row["labelEn"] else ""
    acronyms = _parts(row["acronyms"])
    said = {
        "name": [name],
        "alias": [other, *(n for n in _parts(row["otherNames"]) if n not in acronyms)],
        "country": [_country(row, things)],
        "sourceUrl": [sources[iri]["address"] for iri in _parts(row["sources"]) if iri in sources],
    }
    if schema != "Person":
        said["summary"] = [row["descriptionEn"], row["descriptionFr"]]
    if schema in LEGAL:
        said |= _of_a_body(row) | {"abbreviation": acronyms}
    else:
        said["weakAlias"] = acronyms
    if schema in ("Project", "Event"):
        said |= {"startDate": [row["start"]], "endDate": [row["end"]]}
    if schema == "Event":
        said["location"] = [_name(things, row["place"])]
    if schema == "Document":
        said |= {"title": [name], "fileName": [name], "date": [row["start"]]}
    return Entity(_id(row["id"]), schema, _filled(said))


def _of_a_body(row: Row) -> dict[str, list[str]]:
    return {
        "incorporationDate": [row["start"]],
        "dissolutionDate": [row["end"]],
        "website": _parts(row["homepage"]),
        "classification": [row["classification"].rpartition("/")[2]],
        "registrationNumber": _parts(row["identifiers"]),
    }


def _country(row: Row, things: Mapping[str, Row]) -> str:
    state = row["id"] if row["kind"] == "State" else row["country"]
    return things[state]["isoCode"].lower() if state else ""


def _links(
    relations: Iterable[Row],
    words: Mapping[str, list[Row]],
    schemas: Mapping[str, str],
    things: Mapping[str, Row],
) -> Iterator[Entity]:
    for row in relations:
        if row["subject"] in schemas and row["object"] in schemas:
            link = _link_of(row, schemas)
            said = _of_a_link(row, words[row["id"]])
            if link.schema == "Payment":
                said |= _of_money(row, things)
            elif row["amountKind"]:
                sum_ = f"{row['amount']} {row['currency']}".strip()
                said["summary"] = [sum_, *_money_in_words(row, things)]
            said[link.subject], said[link.object] = [_id(row["subject"])], [_id(row["object"])]
            yield Entity(_id(row["id"]), link.schema, _filled(said))


def _link_of(row: Row, schemas: Mapping[str, str]) -> Link:
    predicate, subject, object_ = row["predicate"], schemas[row["subject"]], schemas[row["object"]]
    is_paid = row["amountKind"].rpartition("amount-kind-")[2] in PAID
    for link in LINKS:
        fits = subject in link.subjects and object_ in link.objects
        if predicate in link.predicates and fits and (is_paid or link.schema != "Payment"):
            return link
    return ANY_LINK


def _of_a_link(row: Row, words: list[Row]) -> dict[str, list[str]]:
    roles = [row["roleEn"], row["roleFr"]]
    return {
        "role": roles if any(roles) else [row["predicateEn"]],
        "startDate": [row["start"]],
        "endDate": [row["end"]],
        "description": [row["noteEn"], row["noteFr"]],
        "recordId": [row["id"]],
        "sourceUrl": [each["address"] for each in words],
        "proof": [_id(each["source"]) for each in words],
    }


def _of_money(row: Row, things: Mapping[str, Row]) -> dict[str, list[str]]:
    # A payment has no role.
    return {
        "role": [],
        "amount": [row["amount"]],
        "currency": [row["currency"]],
        "programme": [_name(things, row["through"])],
        "summary": _money_in_words(row, things),
    }


def _money_in_words(row: Row, things: Mapping[str, Row]) -> list[str]:
    """Return what an amount must not be read without: its kind, its bound, and who counts it."""
    told = [_name(things, row["amountKind"]), _name(things, row["amountBound"])]
    return [*told, f"the same money as {row['sameMoneyAs']}" if row["sameMoneyAs"] else ""]


def _source(row: Row) -> Entity:
    said = {
        "title": [row["title"]],
        "name": [row["title"]],
        "date": [row["issued"]],
        "language": [LANGUAGE_CODES.get(row["language"], "")],
        "publisher": [row["publisherNameEn"]],
        "sourceUrl": [row["address"]],
    }
    return Entity(_id(row["id"]), "HyperText", _filled(said))


def _name(things: Mapping[str, Row], iri: str) -> str:
    return things[iri]["labelEn"] or things[iri]["labelFr"] if iri else ""


def _parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _filled(said: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found = {name: sorted({value for value in values if value}) for name, values in said.items()}
    return {name: values for name, values in sorted(found.items()) if values}


def _line(entity: Entity) -> bytes:
    return json.dumps(entity._asdict(), ensure_ascii=False).encode() + b"\n"
