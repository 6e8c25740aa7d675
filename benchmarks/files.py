"""A made-up world as the files of a root, in the normal form of a Turtle file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pcvegraph.vocabulary import PREFIXES
from words import Pair
from world import (
    Concept,
    Date,
    Disagreement,
    Entity,
    Evidence,
    Relation,
    Source,
    World,
    relation_slug,
)

ROOMS = {
    **dict.fromkeys(("Organisation", "Network", "State", "Person"), "actors"),
    **dict.fromkeys(("Forum", "WorkingGroup"), "forums"),
    "Commitment": "commitments",
    "Event": "events",
    "Report": "documents",
    "Place": "places",
}  # the others live in programmes/
KINDS_OF_ORGANISATION = (
    "civil-society-organisation",
    "government-body",
    "public-agency",
    "research-centre",
    "university",
    "police-service",
)

Said = Iterable[tuple[str, "str | Said"]]  # predicates and objects; what is nested is a blank node
Statement = tuple[str, list[str]]  # the subject, the lines of its description


def files_of(world: World) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of data/ttl."""
    for entity in world.entities:
        place = f"data/ttl/{ROOMS.get(entity.kind, 'programmes')}/{entity.slug}.ttl"
        relations = sorted(world.relations.get(entity.slug, ()), key=_order)
        yield place, _file([_entity(entity), *map(_relation, relations)])
    for relation in world.partnerships:
        name = f"{relation.parts.subject}--{relation.parts.object}"
        yield f"data/ttl/partnerships/{name}.ttl", _file([_relation(relation)])
    for disagreement in world.disagreements:
        name = disagreement.slug
        yield f"data/ttl/disagreements/{name}.ttl", _file([_disagreement(disagreement)])
    by_publisher = sorted(world.sources, key=lambda source: (source.publisher, source.slug))
    for publisher, sources in groupby(by_publisher, lambda source: source.publisher):
        yield f"data/ttl/sources/{publisher}.ttl", _file(map(_source, sources))


def concepts_file(world: World, real: str) -> str:
    """Return ontology/concepts.ttl: the lists and scales of the `real` one, a thesaurus of ours."""
    lists = [
        block for block in real.split("\n\n") if re.search(r"^ {4}a skos:", block, re.MULTILINE)
    ]
    known = sorted(source.slug for source in world.sources)  # so that they stay in order
    cited = sorted(set(re.findall(r" source:([a-z0-9-]+)", "\n".join(lists))))
    made = {real: known[number % len(known)] for number, real in enumerate(cited)}
    text = re.sub(r" source:([a-z0-9-]+)", lambda m: f" source:{made[m[1]]}", "\n\n".join(lists))
    return _file(map(_concept, world.concepts), text.strip().split("\n\n"))


def verdicts_in(real: str) -> list[str]:
    """Return the slugs of the verdicts that the real concepts file has."""
    return re.findall(
        r"^id:(\S+)\n {4}a skos:Concept ;\n {4}skos:inScheme id:\S+-values ;", real, re.MULTILINE
    )


def _order(relation: Relation) -> tuple[str, int]:
    return "--".join(relation.parts[:3]), relation.parts.number


def _entity(entity: Entity) -> Statement:
    home = f"<https://www.example.org/{entity.slug}>" if entity.kind == "Organisation" else None
    kind = KINDS_OF_ORGANISATION[entity.number % len(KINDS_OF_ORGANISATION)]
    return f"id:{entity.slug}", _lines(
        [
            ("a", f"pcve:{entity.kind}"),
            *_texts("skos:prefLabel", entity.name),
            *_some("pcve:acronym", entity.acronym and f'"{entity.acronym}"@en'),
            *_some("pcve:ourTranslation", entity.translated and f'"{entity.name.fr}"@fr'),
            *(_texts("dcterms:description", entity.description) if entity.description else ()),
            *_some("org:classification", entity.kind == "Organisation" and f"id:{kind}"),
            *_some("pcve:isoCode", entity.kind == "State" and f'"{_code(entity.number)}"'),
            *_some("pcve:country", entity.country and f"id:{entity.country}"),
            *_some("pcve:place", entity.place and f"id:{entity.place}"),
            *_some("pcve:start", _date(entity.start)),
            *_some("pcve:end", _date(entity.end)),
            *_some("dcterms:subject", entity.concept and f"id:{entity.concept}"),
            *_some("foaf:homepage", home),
            *(("dcterms:source", f"source:{source}") for source in entity.sources),
        ]
    )


def _code(number: int) -> str:
    return chr(65 + number // 26) + chr(65 + number % 26)


def _relation(relation: Relation) -> Statement:
    return f"id:{relation_slug(relation.parts)}", _lines(
        [
            ("a", f"pcve:{relation.kind}"),
            ("rdf:subject", f"id:{relation.parts.subject}"),
            ("rdf:predicate", f"pcve:{relation.predicate}"),
            ("rdf:object", f"id:{relation.parts.object}"),
            *_some("pcve:start", _date(relation.start)),
            *_some("pcve:end", _date(relation.end)),
            *relation.says,
            *(("pcve:evidence", _evidence(each)) for each in relation.evidence),
        ]
    )


def _evidence(evidence: Evidence) -> Said:
    return [
        ("dcterms:source", f"source:{evidence.source}"),
        ("pcve:anchor", f'"{evidence.anchor}"@{evidence.language}'),
        *_some("pcve:asOf", _date(evidence.as_of)),
        *(_texts("pcve:note", evidence.note)[:1] if evidence.note else ()),
    ]


def _disagreement(disagreement: Disagreement) -> Statement:
    claims: list[tuple[str, str | Said]] = [
        ("pcve:claim", [*_texts("pcve:value", value), ("pcve:evidence", _evidence(evidence))])
        for value, evidence in disagreement.claims
    ]
    return f"id:{disagreement.slug}", _lines(
        [
            ("a", "pcve:Disagreement"),
            ("pcve:about", f"id:{disagreement.about}"),
            *_texts("pcve:topic", disagreement.topic),
            *claims,
        ]
    )


def _source(source: Source) -> Statement:
    address = f"https://{source.publisher}.example/{source.language}/{source.slug}.html"
    publisher = (
        ("dc:publisher", f'"{source.publisher_name}"')
        if source.publisher_name
        else ("dcterms:publisher", f"id:{source.publisher}")
    )
    return f"source:{source.slug}", _lines(
        [
            ("a", "pcve:Source"),
            ("dcterms:title", f'"{source.title}"@{source.language}'),
            publisher,
            *_some("dcterms:issued", _date(source.issued)),
            ("dcterms:language", f'"{source.language}"'),
            *_some("pcve:consulted", _date(source.consulted)),
            ("schema:url", f'"{address}"^^xsd:anyURI'),
        ]
    )


def _concept(concept: Concept) -> Statement:
    scheme = {"Phenomenon": "phenomena", "Practice": "practices"}[concept.kind]
    definition = Pair(
        f"What is called {concept.name.en} in this made-up world.",
        f"Ce qu'on nomme {concept.name.fr} dans ce monde inventé.",
    )
    return f"id:{concept.slug}", _lines(
        [
            ("a", f"pcve:{concept.kind}"),
            ("skos:inScheme", f"id:{scheme}"),
            *_texts("skos:prefLabel", concept.name),
            *_texts("skos:definition", definition),
            *_some("skos:broader", concept.broader and f"id:{concept.broader}"),
            *_some("skos:related", concept.related and f"id:{concept.related}"),
            ("dcterms:source", f"source:{concept.source}"),
        ]
    )


def _texts(predicate: str, pair: Pair) -> list[tuple[str, str]]:
    return [(predicate, f'"{pair.en}"@en'), (predicate, f'"{pair.fr}"@fr')]


def _some(predicate: str, value: str | bool | None) -> list[tuple[str, str]]:
    return [(predicate, value)] if isinstance(value, str) and value else []


def _date(date: Date | None) -> str | None:
    return f'"{date.text}"^^xsd:{date.type}' if date else None


def _lines(said: Said, indent: str = "    ") -> list[str]:
    """Return a line for each predicate and object, and those of blank nodes further in."""
    lines: list[str] = []
    for predicate, value in said:
        if isinstance(value, str):
            lines.append(f"{indent}{predicate} {value} ;")
        else:
            lines += (f"{indent}{predicate} [", *_lines(value, indent + "    "), f"{indent}] ;")
    return lines


def _file(statements: Iterable[Statement], more: Iterable[str] = ()) -> str:
    """Return the text of a file: the prefixes it uses, the statements, those of `more` among them."""
    blocks = ["\n".join([subject, *lines])[:-1] + "." for subject, lines in statements]
    if more:
        blocks = sorted([*blocks, *more], key=lambda block: block.partition("\n")[0])
    text = "\n\n".join(blocks)
    used = _used_prefixes(text)
    return "".join(f"@prefix {p}: <{used[p]}> .\n" for p in sorted(used)) + f"\n{text}\n"


def _used_prefixes(text: str) -> Mapping[str, str]:
    without_texts = re.sub(r'"[^"\n]*"', '""', text)
    names = set(re.findall(r"(?:^|[ ^])([a-z0-9]+):(?!/)", without_texts, re.MULTILINE))
    return {name: PREFIXES[name] for name in names}
