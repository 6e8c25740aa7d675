"""A new thing of any class that has files of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pcvegraph.curating.additions import Addition, check_nothing_lacks, check_slug, clean, date_of
from pcvegraph.curating.addresses import is_address
from pcvegraph.curating.edits import Edits
from pcvegraph.curating.model import Demand, Kind
from pcvegraph.curating.present import Present
from pcvegraph.curating.sources import COPY, NO_ADDRESS
from pcvegraph.errors import CurationError
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.removals import is_removed, read_removals
from pcvegraph.graph.turtle import Property
from pcvegraph.identifiers import entity_iri
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.drafts import propose_slug
from pcvegraph.linking.importing.sheets import is_a, link, plain, text
from pcvegraph.linking.matching.matcher import DOUBTFUL, Match
from pcvegraph.linking.matching.names import Name, key_of
from pcvegraph.linking.matching.records import Record, domains_of
from pcvegraph.vocabulary import DCTERMS, PCVE, PREFIXES, SKOS, local_name

CLASSIFICATION, HOMEPAGE = PREFIXES["org"] + "classification", PREFIXES["foaf"] + "homepage"
OPTIONS = {
    Demand(SKOS.prefLabel.value, "en"): "--name-en",
    Demand(SKOS.prefLabel.value, "fr"): "--name-fr",
    Demand(DCTERMS.description.value, "en"): "--description-en",
    Demand(DCTERMS.source.value): "--source",
    Demand(CLASSIFICATION): "--kind",
    Demand(PCVE.isoCode.value): "--iso-code",
}
"""By what a shape demands the option that gives it."""

LIKE = Bilingual(
    "“{name}” may be there already: {known} ({words}).",
    "«\u00a0{name}\u00a0» existe peut-être déjà\u00a0: {known} ({words}).",
)
IF_ANOTHER = Bilingual(
    "Where it is the same, add relations to that one. Where it is another, add --anyway.",
    "Si c'est la même chose, ajoutez-lui des relations. Si c'en est une autre, ajoutez --anyway.",
)
REMOVED = Bilingual(
    "This was removed from the graph on request.", "Ceci a été retiré du graphe sur demande."
)
LEAVE_OUT = Bilingual("Leave it out.", "Ne l'ajoutez pas.")
NO_SLUG = Bilingual(
    "No identifier can be made of “{name}”.",
    "On ne peut tirer d'identifiant de «\u00a0{name}\u00a0».",
)
GIVE_SLUG = Bilingual(
    "Give one with --slug: the common English name in kebab-case.",
    "Donnez-en un avec --slug\u00a0: le nom anglais usuel, en lettres minuscules et traits d'union.",
)


@dataclass(frozen=True)
class ThingDraft:
    """What a person says of a thing: names and descriptions by language, the rest as it is typed."""

    kind: Kind
    names: dict[str, str]
    descriptions: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    translated: Sequence[str] = ()
    country: str = ""
    place: str = ""
    classification: str = ""
    iso_code: str = ""
    start: str = ""
    end: str = ""
    homepage: str = ""
    sources: Sequence[str] = ()
    subjects: Sequence[str] = ()
    slug: str = ""


def missing_options(draft: ThingDraft, demands: set[Demand]) -> list[str]:
    """Return the options that must be given and are not, sorted."""
    given = {Demand(SKOS.prefLabel.value, language) for language in draft.names}
    given |= {Demand(DCTERMS.description.value, language) for language in draft.descriptions}
    for value, term in (
        (draft.sources, DCTERMS.source.value),
        (draft.classification, CLASSIFICATION),
        (draft.iso_code, PCVE.isoCode.value),
    ):
        given |= {Demand(term)} if value else set()
    return sorted(OPTIONS[each] for each in demands - given if each in OPTIONS)


def new_thing(
    present: Present, draft: ThingDraft, demands: set[Demand], *, anyway: bool = False
) -> Addition:
    """Return what adds this thing.

    Raises:
        CurationError: something that is demanded is missing; or, without `anyway`, the graph has a
            thing that it may be; or what is named is not in the graph.
    """
    check_nothing_lacks(missing_options(draft, demands))
    said = _said(present, draft)
    if not anyway:
        _check_is_new(present, draft)
    slug = draft.slug or _free_slug(present, draft)
    iri = entity_iri(slug)
    check_slug(slug, is_taken=present.known.is_taken(slug))
    if is_removed(iri, read_removals(present.root)):
        raise CurationError(REMOVED, LEAVE_OUT, is_no=True)
    edits = Edits(present.contents)
    edits.say(f"{DATA}{draft.kind.room}/{slug}.ttl", iri, said)
    return Addition(edits.changes, (iri,))


def _said(present: Present, draft: ThingDraft) -> list[Property]:
    named = draft.names.items()
    said = [is_a(local_name(draft.kind.iri))]
    said += [text(SKOS.prefLabel.value, clean(name), language) for language, name in named]
    said += [
        text(PCVE.ourTranslation.value, clean(name), language)
        for language, name in named
        if language in draft.translated
    ]
    for term, texts in (
        (PCVE.acronym.value, draft.acronyms),
        (DCTERMS.description.value, draft.descriptions),
    ):
        said += [text(term, clean(value), language) for language, value in texts.items()]
    if draft.iso_code:
        said.append(plain(PCVE.isoCode.value, draft.iso_code.upper()))
    return [*said, *_links(present, draft), *_dates(draft)]


def _links(present: Present, draft: ThingDraft) -> list[Property]:
    said = [
        link(term, present.find_thing(named))
        for term, named in (
            (CLASSIFICATION, draft.classification),
            (PCVE.country.value, draft.country),
            (PCVE.place.value, draft.place),
            *((DCTERMS.subject.value, subject) for subject in draft.subjects),
        )
        if named
    ]
    if draft.homepage:
        if not is_address(draft.homepage):
            raise CurationError(NO_ADDRESS.with_values(address=draft.homepage[:200]), COPY)
        said.append(link(HOMEPAGE, draft.homepage))
    return said + [
        link(DCTERMS.source.value, present.known.find_source(source)) for source in draft.sources
    ]


def _dates(draft: ThingDraft) -> list[Property]:
    return [
        *date_of(PCVE.start.value, draft.start, "--start"),
        *date_of(PCVE.end.value, draft.end, "--end"),
    ]


def _check_is_new(present: Present, draft: ThingDraft) -> None:
    found = present.like(_record(present, draft))
    keys = {key_of(name) for name in draft.names.values()}
    near = [match for match in found if _is_near(match, keys)]
    if near:
        match = near[0]
        score = match.score.words
        shown = Bilingual(present.shown(match.record.id), present.shown(match.record.id, "fr"))
        name = next(iter(draft.names.values()))
        words = LIKE.with_values(name=name)
        raise CurationError(
            Bilingual(
                words.en.replace("{known}", shown.en).replace("{words}", score.en),
                words.fr.replace("{known}", shown.fr).replace("{words}", score.fr),
            ),
            IF_ANOTHER,
            is_no=True,
        )


def _is_near(match: Match, keys: set[str]) -> bool:
    same = keys & {key_of(name.text) for name in match.record.full_names}
    return bool(same) or match.score.value >= DOUBTFUL


def _record(present: Present, draft: ThingDraft) -> Record:
    country = present.entities.get(present.find_thing(draft.country)) if draft.country else None
    names = [Name(name, "label", language) for language, name in draft.names.items()]
    names += [Name(name, "acronym", language) for language, name in draft.acronyms.items()]
    return Record(
        "",
        tuple(names),
        countries=country.record.countries if country else frozenset(),
        domains=domains_of([draft.homepage] if draft.homepage else []),
    )


def _free_slug(present: Present, draft: ThingDraft) -> str:
    name = draft.names.get("en") or next(iter(draft.names.values()))
    slug = propose_slug(name)
    if not slug or slug.isdigit():
        raise CurationError(NO_SLUG.with_values(name=name[:80]), GIVE_SLUG)
    free, further = slug, 1
    while present.known.is_taken(free):
        further += 1
        free = f"{slug}-{further}"
    return free
