"""Match the queries of a batch with the things of the graph: candidates, with their scores and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pcvegraph.errors import ReconciliationError
from pcvegraph.languages import Bilingual, Language
from pcvegraph.linking.entities import Entity
from pcvegraph.linking.matching.matcher import DOUBTFUL, Match, is_match
from pcvegraph.linking.matching.names import Name, Use, fold, key_of
from pcvegraph.linking.matching.records import Record, domain_of
from pcvegraph.linking.matching.scoring import Score
from pcvegraph.linking.reconciliation.reconciler import Reconciler, iri_of, slug_of
from pcvegraph.linking.reconciliation.requests import (
    MOST_CANDIDATES,
    Condition,
    Given,
    Query,
    Version,
    read_batch,
)
from pcvegraph.linking.reconciliation.terms import Type
from pcvegraph.linking.searching.searcher import Narrowing
from pcvegraph.vocabulary import local_name

LONGEST_NAME = 500
"""Characters of a name; nothing has one that is longer, and nothing is looked for by it."""

CERTAIN = 100.0
PERCENT = 100
SEARCHED_WORDS = 2
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
COUNTRY_CODE = re.compile(r"[A-Za-z]{2}")
THE_SAME = Bilingual("its identifier", "son identifiant")


class Comparison(NamedTuple):
    """How a property is compared.

    `field` is that of `Record`, or the use of a name; `read` gives what a value says, and `has`
    what a record has of it.
    """

    field: str
    read: Callable[[Reconciler, Given], Collection[str]]
    has: Callable[[Record], Collection[str]]


def _text(_: Reconciler, given: Given) -> Collection[str]:
    return [given.text] if 0 < len(given.text) <= LONGEST_NAME else []


def _country(reconciler: Reconciler, given: Given) -> Collection[str]:
    """Return the ISO code of a state by its id or name, or the code itself."""
    if COUNTRY_CODE.fullmatch(given.text.strip()):
        return [given.text.strip().upper()]
    states = (each for each in reconciler.called(given) if each.country == each.iri)
    return frozenset(code for state in states for code in state.record.countries)


def _place(reconciler: Reconciler, given: Given) -> Collection[str]:
    if len(given.text) > LONGEST_NAME:
        return []
    names = [name.text for found in reconciler.called(given) for name in found.record.names]
    return frozenset(map(fold, [given.text, *names])) - {""}


def _domain(_: Reconciler, given: Given) -> Collection[str]:
    return list(filter(None, [domain_of(given.text[:LONGEST_NAME])]))


def _year(_: Reconciler, given: Given) -> Collection[str]:
    return YEAR.findall(given.text[:LONGEST_NAME])[:1]


def _identifier(_: Reconciler, given: Given) -> Collection[str]:
    return [each.strip() for each in (given.id, given.text) if each.strip()]


def _kind(reconciler: Reconciler, given: Given) -> Collection[str]:
    concepts = (each for each in reconciler.called(given) if not each.all_kinds)
    return frozenset(local_name(each.iri) for each in concepts)


def _full_names(record: Record) -> Collection[str]:
    return {key_of(name.text) for name in record.full_names}


COMPARISONS: dict[str, Comparison] = {
    "prefLabel": Comparison("alternative", _text, _full_names),
    "altLabel": Comparison("alternative", _text, _full_names),
    "acronym": Comparison("acronym", _text, lambda record: record.acronyms),
    "country": Comparison("countries", _country, lambda record: record.countries),
    "place": Comparison("places", _place, lambda record: record.hints),
    "homepage": Comparison("domains", _domain, lambda record: record.domains),
    "identifier": Comparison("identifiers", _identifier, lambda record: record.identifiers),
    "exactMatch": Comparison("identifiers", _identifier, lambda record: record.identifiers),
    "classification": Comparison("kinds", _kind, lambda record: record.kinds),
    "start": Comparison("start", _year, lambda record: [str(record.start)]),
    "end": Comparison("end", _year, lambda record: [str(record.end)]),
}
"""The properties that count in a score, by id."""

NAMES: Mapping[str, Use] = {"alternative": "alternative", "acronym": "acronym"}


class Candidate(NamedTuple):
    """A thing that a query may mean: how likely (0 to 100), and whether it is taken for it."""

    entity: Entity
    score: float
    is_match: bool
    features: list[dict[str, Any]]


def match_batch(
    reconciler: Reconciler, text: str, version: Version, language: Language
) -> dict[str, Any]:
    """Return the answer to the batch of queries that `text` is; raises as `read_batch`.

    Raises:
        ReconciliationError: a type, or a property that is required, is unknown.
    """
    found = {
        query.key: [_shown(reconciler, each, version, language) for each in candidates]
        for query in read_batch(text, version)
        for candidates in [find_candidates(reconciler, query, language)]
    }
    if version == "0.2":
        return {key: {"result": candidates} for key, candidates in found.items()}
    return {"results": [{"candidates": candidates} for candidates in found.values()]}


def find_candidates(reconciler: Reconciler, query: Query, language: Language) -> list[Candidate]:
    """Return what `query` may mean, the likeliest first; raises as `match_batch`."""
    kinds = reconciler.types(query.types)
    checks = [_check(reconciler, condition) for condition in query.conditions]
    record = _record(reconciler, query)
    found = list(_named(reconciler, query, language))
    if not found:
        matcher = reconciler.matcher(kinds, is_every=query.all_types)
        matches = matcher.matches(record, most=len(matcher.records))
        matches = [match for match in matches if all(check(match.record) for check in checks)]
        if matches:
            return list(_scored(reconciler, matches[: query.limit], is_match(matches), language))
        found = list(_searched(reconciler, record, kinds, language))
    wanted = frozenset(kind.iri for kind in kinds)
    fits = wanted.issubset if query.all_types else wanted.intersection
    kept = [
        each
        for each in found
        if (not wanted or fits(each.entity.all_kinds))
        and all(check(each.entity.record) for check in checks)
    ]
    return kept[: query.limit]


def _named(reconciler: Reconciler, query: Query, language: Language) -> Iterator[Candidate]:
    named = _by_identifier(reconciler, query)
    feature = {"id": "id", "name": THE_SAME.in_language(language), "value": True}
    for entity in named:
        yield Candidate(entity, CERTAIN, len(named) == 1, [feature])


def _by_identifier(reconciler: Reconciler, query: Query) -> list[Entity]:
    """Return the things that the query names by IRI or slug; a single word may be a name."""
    found: dict[str, Entity] = {}
    for condition in query.conditions:
        if condition.kind == "property" or condition.quantifier == "none":
            continue
        for given in condition.values:
            name = given.id or given.text
            is_id = condition.kind == "id" or given.id or "-" in name or ":" in name
            if is_id and (entity := reconciler.entity(name)):
                found[entity.iri] = entity
    return list(found.values())


def _record(reconciler: Reconciler, query: Query) -> Record:
    """Return what the query says of the thing that it looks for."""
    fields: defaultdict[str, dict[str, None]] = defaultdict(dict)
    names: list[Name] = []
    for condition in query.conditions:
        if condition.quantifier == "none":
            continue
        if condition.kind != "property":
            texts = [g.text for g in condition.values if 0 < len(g.text.strip()) <= LONGEST_NAME]
            names = [*(Name(text) for text in texts), *names]
            # Someone may write an address of another register in place of a name.
            fields["identifiers"] |= dict.fromkeys(text.strip() for text in texts if ":" in text)
        elif comparison := _comparison(reconciler, condition):
            said = [each for v in condition.values for each in comparison.read(reconciler, v)]
            if use := NAMES.get(comparison.field):
                names += [Name(each, use) for each in said]
            else:
                fields[comparison.field] |= dict.fromkeys(said)
    return Record(
        id="",
        names=tuple(dict.fromkeys(names)),
        kinds=frozenset(fields["kinds"]),
        countries=frozenset(fields["countries"]),
        places=frozenset(fields["places"]),
        domains=frozenset(fields["domains"]),
        identifiers=frozenset(fields["identifiers"]),
        start=_first_year(fields["start"]),
        end=_first_year(fields["end"]),
    )


def _first_year(years: Iterable[str]) -> int | None:
    return next(map(int, years), None)


def _comparison(reconciler: Reconciler, condition: Condition) -> Comparison | None:
    """Return how the property of the condition is compared; None where it says nothing here."""
    known = reconciler.terms.find_property(condition.property)
    return COMPARISONS.get(known.id.partition("@")[0]) if known else None


def _check(reconciler: Reconciler, condition: Condition) -> Callable[[Record], bool]:
    """Return what tells whether a record meets the condition, where it must."""
    if not condition.is_required:
        return lambda _: True
    if condition.kind == "id":
        iris = {iri_of(given.id or given.text) for given in condition.values}
        return lambda record: _holds(condition, iris, {record.id})
    if condition.kind == "name":
        if condition.quantifier == "any":
            return lambda _: True
        keys = {key_of(given.text[:LONGEST_NAME]) for given in condition.values}
        return lambda record: _holds(condition, keys, _full_names(record))
    comparison = _comparison(reconciler, condition)
    if comparison is None:
        raise ReconciliationError(
            f"The property “{condition.property[:100]}” is not compared, and cannot be required.",
            f"Use one of: {', '.join(COMPARISONS)}.",
        )
    said = {each for v in condition.values for each in comparison.read(reconciler, v)}
    if comparison.field in NAMES:
        said = {key_of(each) for each in said}
    return lambda record: _holds(condition, said, comparison.has(record))


def _holds(condition: Condition, said: Collection[str], has: Collection[str]) -> bool:
    shared = set(said) & set(has)
    match condition.quantifier:
        case "none":
            return not shared
        case "all":
            return bool(said) and len(shared) == len(set(said))
        case _:
            return bool(shared)


def _scored(
    reconciler: Reconciler, matches: list[Match], first: bool, language: Language
) -> Iterator[Candidate]:
    for place, match in enumerate(matches):
        entity = reconciler.entities[match.record.id]
        value = round(match.score.value * PERCENT, 2)
        yield Candidate(entity, value, first and place == 0, _features(match.score, language))


def _features(score: Score, language: Language) -> list[dict[str, Any]]:
    """Return the parts of a score: how many bits each speaks for or against, and in words."""
    found: dict[str, dict[str, Any]] = {}
    for part in score.parts:
        words = part.words.in_language(language)
        found[part.feature] = {"id": part.feature, "name": words, "value": round(part.bits, 2)}
    return list(found.values())


def _searched(
    reconciler: Reconciler, record: Record, kinds: Sequence[Type], language: Language
) -> Iterator[Candidate]:
    """Yield what a person would find who types the name: to look at, never a match.

    So an acronym alone, or the beginning of a name, is not left without an answer. A longer name that
    nothing is like is no thing of the graph, and that is an answer, too.
    """
    text = record.names[0].text if record.names else ""
    if not 0 < len(fold(text).split()) <= SEARCHED_WORDS:
        return
    wanted = frozenset(kind.iri for kind in kinds or reconciler.terms.types.values())
    for hit in reconciler.searcher.search(text, Narrowing(kinds=wanted), most=MOST_CANDIDATES).hits:
        words = Bilingual(
            f"found by a search for its name “{hit.name.text}”",
            f"trouvé par une recherche sur son nom « {hit.name.text} »",
        )
        feature = {"id": "search", "name": words.in_language(language), "value": hit.score}
        score = round(hit.score * DOUBTFUL * PERCENT, 2)
        yield Candidate(hit.entity, score, is_match=False, features=[feature])


def _shown(
    reconciler: Reconciler, candidate: Candidate, version: Version, language: Language
) -> dict[str, Any]:
    entity = candidate.entity
    name = entity.labels.shown(language, slug_of(entity))
    shown = {
        "id": slug_of(entity),
        "name": name.text,
        "score": candidate.score,
        "match": candidate.is_match,
        "type": reconciler.kinds_of(entity, language),
        "features": candidate.features,
    }
    if description := entity.description.shown(language).text:
        shown["description"] = description
    return shown | {"lang": name.language} if version != "0.2" and name.language else shown
