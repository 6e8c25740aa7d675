"""A new relation in the file of its subject, or further evidence for one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pcvegraph.curating.additions import Addition, clean, date_of
from pcvegraph.curating.edits import Edits, bare, values
from pcvegraph.curating.evidence import EvidenceDraft, evidence_of, words_of
from pcvegraph.curating.present import Present
from pcvegraph.errors import CurationError
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.turtle import Iri, Property, Statement
from pcvegraph.identifiers import (
    RelationParts,
    entity_iri,
    find_relation_parts,
    find_slug,
    kebab,
    relation_iri,
)
from pcvegraph.languages import Bilingual
from pcvegraph.linking.importing.sheets import is_a, link, plain, text
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF

CLASSES = {"funds": "Funding", "evaluates": "Assessment"}
MONEY = re.compile(r"\d+(?:\.\d+)?")
BESIDE = frozenset((PCVE.evidence.value, PCVE.note.value, RDF.type.value, RDF.subject.value,
                    RDF.predicate.value, RDF.object.value))  # fmt: skip
"""What of a relation does not make another one of it."""

STATED = Bilingual(
    "{relation} says this already, on these words of this source.",
    "{relation} le dit déjà, sur ces mots de cette source.",
)
NOTHING_NEW = Bilingual("There is nothing to add.", "Il n'y a rien à ajouter.")
SAME = Bilingual("{relation} says this already{dates}.", "{relation} le dit déjà{dates}.")
JOIN = Bilingual(
    "Add these words to it as further evidence: --evidence-for {relation}. A second relation of "
    "the same ends needs another date, amount, announcement, role or verdict.",
    "Ajoutez-lui ces mots comme autre preuve\u00a0: --evidence-for {relation}. Une deuxième relation de "
    "mêmes bouts demande une autre date, un autre montant, une autre annonce, un autre rôle ou verdict.",
)
NO_RELATION = Bilingual(
    "{relation} is no relation of these ends.", "{relation} n'est pas une relation de ces bouts."
)
THESE = Bilingual("There are: {relations}.", "Il y a\u00a0: {relations}.")
NONE = Bilingual(
    "There is none; leave out --evidence-for.", "Il n'y en a pas; omettez --evidence-for."
)
NO_FILE = Bilingual(
    "{subject} has no file of its own: nothing is said of it there.",
    "{subject} n'a pas de fichier\u00a0: rien ne s'y dit à son sujet.",
)
TURN = Bilingual("Turn the relation round.", "Inversez la relation.")
NO_AMOUNT = Bilingual("“{amount}” is no amount.", "«\u00a0{amount}\u00a0» n'est pas un montant.")
DIGITS = Bilingual(
    "Write digits, with a point before cents: 1500000 or 2500.50.",
    "Écrivez des chiffres, avec un point avant les cents\u00a0: 1500000 ou 2500.50.",
)


@dataclass(frozen=True)
class RelationDraft:
    """What a person says: the ends and predicate, then dates, money and words as they are typed."""

    subject: str
    predicate: str
    object: str
    evidence: EvidenceDraft
    start: str = ""
    end: str = ""
    announced: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    amount: str = ""
    currency: str = ""
    amount_kind: str = ""
    amount_bound: str = ""
    through: str = ""
    same_money_as: str = ""
    verdict: str = ""
    in_assessment: str = ""
    evidence_for: str = ""


@dataclass(frozen=True)
class Ends:
    """What a relation joins, how, and the file that says so."""

    subject: str
    predicate: str
    object: str
    class_name: str
    path: str

    def iri(self, number: int = 1) -> str:
        """Return the IRI of the first relation of these ends, or a further one."""
        subject, other = find_slug(self.subject) or "", find_slug(self.object) or ""
        return relation_iri(RelationParts(subject, kebab(self.predicate), other, number))


def new_relation(present: Present, draft: RelationDraft) -> Addition:
    """Return what adds this relation, or its evidence to the one that is named.

    Raises:
        CurationError: it is stated already; or something is not what it should be.
        UnknownIdentifierError: the graph has no such source.
    """
    ends = find_ends(present, draft)
    proof = evidence_of(present, draft.evidence)
    said = _said(present, draft, ends)
    edits = Edits(present.contents)
    there = list(_stated(edits, ends))
    _check_words(there, proof)
    if draft.evidence_for:
        iri = _named(there, draft.evidence_for)
        edits.say(ends.path, iri, [proof])
        return Addition(edits.changes, (iri,))
    _check_is_new(there, said)
    iri = _free_iri(present, ends, there)
    edits.say(ends.path, iri, [*_head(ends), *said, proof])
    return Addition(edits.changes, (iri,))


def find_ends(present: Present, draft: RelationDraft) -> Ends:
    """Return what the draft joins; raises CurationError where an end is not to be found."""
    subject, other = present.find_thing(draft.subject), present.find_thing(draft.object)
    actors = [PCVE.Actor.value in present.entities[iri].all_kinds for iri in (subject, other)]
    if draft.predicate == PCVE.partnersWith.value.rpartition("#")[2] and all(actors):
        first, second = sorted((subject, other))
        name = f"{find_slug(first)}--{find_slug(second)}"
        path = f"{DATA}partnerships/{name}.ttl"
        return Ends(first, draft.predicate, second, "Partnership", path)
    own = present.path_of(subject)
    if own is None:
        raise CurationError(NO_FILE.with_values(subject=present.shown(subject)), TURN)
    return Ends(subject, draft.predicate, other, CLASSES.get(draft.predicate, "Relation"), own)


def _head(ends: Ends) -> list[Property]:
    return [
        is_a(ends.class_name),
        link(RDF.subject.value, ends.subject),
        link(RDF.predicate.value, PREFIXES["pcve"] + ends.predicate),
        link(RDF.object.value, ends.object),
    ]


def _said(present: Present, draft: RelationDraft, ends: Ends) -> list[Property]:
    said = [
        *date_of(PCVE.start.value, draft.start, "--start"),
        *date_of(PCVE.end.value, draft.end, "--end"),
        *date_of(PCVE.announced.value, draft.announced, "--announced"),
        *(text(PCVE.role.value, clean(role), spoken) for spoken, role in draft.roles.items()),
        *_money(draft, ends),
    ]
    for term, named in ((PCVE.through, draft.through), (PCVE.verdict, draft.verdict)):
        if named:
            said.append(link(term.value, present.find_thing(named)))
    for term, relation in (
        (PCVE.sameMoneyAs, draft.same_money_as),
        (PCVE.inAssessment, draft.in_assessment),
    ):
        if relation:
            said.append(link(term.value, entity_iri(relation.removeprefix("id:"))))
    return said


def _money(draft: RelationDraft, ends: Ends) -> Iterator[Property]:
    if draft.amount:
        if not MONEY.fullmatch(draft.amount):
            raise CurationError(NO_AMOUNT.with_values(amount=draft.amount[:40]), DIGITS)
        yield plain(PCVE.amount.value, draft.amount, "decimal")
    if draft.currency:
        yield plain(PCVE.currency.value, draft.currency.upper())
    kind = draft.amount_kind or ("unknown" if ends.class_name == "Funding" else "")
    for term, scheme, value in (
        (PCVE.amountKind, "amount-kind", kind),
        (PCVE.amountBound, "amount-bound", draft.amount_bound),
    ):
        if value:
            yield link(term.value, entity_iri(f"{scheme}-{kebab(value)}"))


def _stated(edits: Edits, ends: Ends) -> Iterator[Statement]:
    """Yield the relations of these ends that the file states."""
    wanted = [bare(each) for each in _head(ends)[1:]]
    for statement in edits.document(ends.path).statements:
        said = {bare(each) for each in statement.properties}
        if isinstance(statement.subject, Iri) and said.issuperset(wanted):
            yield statement


def _check_words(there: list[Statement], proof: Property) -> None:
    """Raise CurationError where one of the relations rests on these words already."""
    for statement in there:
        for each in statement.properties:
            if each.predicate == PCVE.evidence.value and words_of(each) == words_of(proof):
                relation = find_slug(statement.subject.value) or ""  # type: ignore[union-attr]
                raise CurationError(STATED.with_values(relation=relation), NOTHING_NEW, is_no=True)


def _check_is_new(there: list[Statement], said: list[Property]) -> None:
    """Raise CurationError where a relation of the same ends says all of this."""
    news = {bare(each) for each in said}
    for statement in there:
        own = {bare(p) for p in statement.properties if p.predicate not in BESIDE}
        if news <= own:
            relation = find_slug(statement.subject.value) or ""  # type: ignore[union-attr]
            raise CurationError(
                SAME.with_values(relation=relation, dates=_dates(statement)),
                JOIN.with_values(relation=relation),
                is_no=True,
            )


def _dates(statement: Statement) -> str:
    days = [values(statement, term.value) for term in (PCVE.start, PCVE.end)]
    return f" ({' – '.join(day[0] if day else '…' for day in days)})" if any(days) else ""


def _named(there: list[Statement], named: str) -> str:
    wanted = entity_iri(named.removeprefix("id:")) if "://" not in named else named
    if Iri(wanted) in (statement.subject for statement in there):
        return wanted
    names = ", ".join(find_slug(getattr(s.subject, "value", "")) or "" for s in there)
    remedy = THESE.with_values(relations=names) if there else NONE
    raise CurationError(NO_RELATION.with_values(relation=named[:120]), remedy)


def _free_iri(present: Present, ends: Ends, there: list[Statement]) -> str:
    """Return the IRI of the next relation of these ends: no number is used twice."""
    parts = (find_relation_parts(getattr(s.subject, "value", "")) for s in there)
    number = max((part.number for part in parts if part), default=0) + 1
    while present.known.is_taken(find_slug(ends.iri(number)) or ""):
        number += 1
    return ends.iri(number)
