"""Write the reference from what it describes: `python docs/reference/make.py`.

Commands from the command line, settings from their table, addresses from OpenAPI, terms from the
ontology, questions from the library. A test holds the pages to what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import typer
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from pcvegraph.cli.application import application
from pcvegraph.graph.root import Root, find_root
from pcvegraph.languages import LANGUAGES, Language
from pcvegraph.querying.library import read_library
from pcvegraph.settings import PREFIX, Settings
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF, RDFS, SKOS, local_name
from pcvegraph.web.app import every_address
from pcvegraph.web.openapi import describe_addresses

HERE = Path(__file__).parent
SCHEMA = PREFIXES["schema"]
BRACKETED = re.compile(r" *\[(?:default: .*|required)\]$")


def main() -> None:
    """Write every page beside this file."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print(HERE / name)


def pages() -> dict[str, str]:
    """Return the pages by the name of their file."""
    root = find_root(Path(__file__).parents[2])
    found = {
        "commands.md": "\n".join(_commands()),
        "settings.md": "\n".join(_settings()),
        "addresses.md": "\n".join(_addresses()),
    }
    for language in LANGUAGES:
        ending = "" if language == "en" else ".fr"
        found[f"ontology{ending}.md"] = "\n".join(_ontology(root, language))
        found[f"queries{ending}.md"] = "\n".join(_queries(root, language))
    return {name: text + "\n" for name, text in sorted(found.items())}


def _commands() -> Iterator[str]:
    command: Any = typer.main.get_command(application)
    yield "# Commands\n"
    yield (
        "Results go to stdout, messages to stderr. Exit code 0: fine; 1: findings, or the answer is no; "
        "2: wrong use. `pcvegraph COMMAND --help` says the same in the terminal.\n"
    )
    for name in sorted(command.commands):
        yield from _command(command.commands[name], f"pcvegraph {name}")


def _command(command: Any, path: str) -> Iterator[str]:
    yield f"## {path}\n"
    yield (command.help or "").strip() + "\n"
    if hasattr(command, "commands"):
        for name in sorted(command.commands):
            yield from _command(command.commands[name], f"{path} {name}")
        return
    context = typer.Context(command, info_name=path)
    yield f"`{path} {' '.join(command.collect_usage_pieces(context))}`\n"
    yield "| option | meaning |"
    yield "|---|---|"
    for parameter in command.params:
        said = parameter.get_help_record(context)
        if said:
            name, meaning = said
            meaning = BRACKETED.sub("", meaning)
            yield f"| `{_cell(name)}` | {_cell(meaning)}{_default(parameter)} |"
    yield ""


def _default(parameter: Any) -> str:
    value = parameter.default
    if value is None or callable(value) or isinstance(value, bool) or value in ("", (), []):
        return ""
    return f" Default: `{_cell(str(value))}`."


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "Each is an environment variable; a command's own option goes before it.\n"
    yield "| variable | default | meaning |"
    yield "|---|---|---|"
    for row in fields(Settings):
        default = f"`{row.default}`" if row.default != "" else "empty"
        yield f"| `{PREFIX}{row.name.upper()}` | {default} | {row.metadata['sentence']} |"


def _addresses() -> Iterator[str]:
    yield "# Addresses\n"
    yield (
        "What the service answers to; [HTTP](../http.md) says how, with formats, limits and errors. The "
        "same for programs, with every question and network: `/api` (OpenAPI).\n"
    )
    # What they answer with is not asked for: their description needs no graph.
    nothing = cast("Any", None)
    addresses = every_address(nothing, nothing, nothing)
    described: Mapping[str, Any] = describe_addresses(addresses, "")["paths"]
    for path, methods in described.items():
        yield f"## {path}\n"
        first = next(iter(methods.values()))
        yield f"{', '.join(method.upper() for method in methods)}. {first.get('summary', '')}.\n"
        parameters = first.get("parameters", [])
        if parameters:
            yield "| parameter | in | meaning |"
            yield "|---|---|---|"
            for each in parameters:
                yield f"| `{each['name']}` | {each['in']} | {_cell(each.get('description', ''))} |"
            yield ""


CHAPTERS = {
    "classes": ("Classes", "Classes"),
    "predicates": ("Predicates", "Prédicats"),
    "properties": ("Properties", "Propriétés"),
}
OPENINGS = {
    "en": (
        "# Terms of the ontology\n",
        (
            "The prefix `pcve:` is `https://w3id.org/pcvegraph/ontology#`; "
            "[the model](../model.md) says how they fit together. "
            "A predicate stands between subject and object of a relation.\n"
        ),
        ("from", "to", "holds"),
    ),
    "fr": (
        "# Termes de l'ontologie\n",
        (
            "Le préfixe `pcve:` est `https://w3id.org/pcvegraph/ontology#`\u00a0; "
            "[le modèle](../model.fr.md) dit comment ils s'assemblent. "
            "Un prédicat relie le sujet et l'objet d'une relation.\n"
        ),
        ("de", "vers", "durée"),
    ),
}


def _ontology(root: Root, language: Language) -> Iterator[str]:
    store = Store()
    store.load(path=str(root.ontology / "pcvegraph.ttl"), format=RdfFormat.TURTLE)
    title, said, words = OPENINGS[language]
    yield title
    yield said
    for kind, names in CHAPTERS.items():
        yield f"## {names[LANGUAGES.index(language)]}\n"
        for term in sorted(_terms(store, kind), key=lambda node: local_name(node.value)):
            yield f"### pcve:{local_name(term.value)}\n"
            label = _text(store, term, RDFS.label, language)
            yield f"**{label}**. {_text(store, term, SKOS.definition, language)}\n"
            ends = (SCHEMA + "domainIncludes", SCHEMA + "rangeIncludes", PCVE.temporality.value)
            lines = []
            for word, end in zip(words, ends, strict=True):
                values = store.quads_for_pattern(term, NamedNode(end), None)
                short = sorted(f"`{local_name(quad.object.value)}`" for quad in values)
                if short:
                    lines.append(f"* {word} {', '.join(short)}")
            if lines:
                yield "\n".join(lines) + "\n"


def _terms(store: Store, kind: str) -> Iterator[NamedNode]:
    owl = PREFIXES["owl"]
    types = ["Class"] if kind == "classes" else ["ObjectProperty", "DatatypeProperty"]
    for each in types:
        for quad in store.quads_for_pattern(None, RDF.type, NamedNode(owl + each)):
            term = quad.subject
            if not isinstance(term, NamedNode) or not term.value.startswith(PREFIXES["pcve"]):
                continue
            relates = any(store.quads_for_pattern(term, PCVE.temporality, None))
            if kind == "classes" or relates == (kind == "predicates"):
                yield term


def _text(store: Store, term: NamedNode, predicate: NamedNode, language: str) -> str:
    objects = [quad.object for quad in store.quads_for_pattern(term, predicate, None)]
    texts = [
        text.value for text in objects if isinstance(text, Literal) and text.language == language
    ]
    return texts[0] if texts else ""


ASKED = {
    "en": (
        "# Questions of the library\n",
        (
            "Each is an address, `/queries/NAME`, and a command, `pcvegraph query NAME`; "
            "[how to write one](../writing-queries.md).\n"
        ),
        ("parameter", "type", "meaning", "default", "column", "meaning"),
    ),
    "fr": (
        "# Questions de la bibliothèque\n",
        (
            "Chacune est une adresse, `/queries/NOM`, et une commande, `pcvegraph query NOM`\u00a0; "
            "[comment en écrire une](../writing-queries.md).\n"
        ),
        ("paramètre", "type", "sens", "valeur par défaut", "colonne", "sens"),
    ),
}


def _queries(root: Root, language: Language) -> Iterator[str]:
    title, said, words = ASKED[language]
    yield title
    yield said
    for name, query in sorted(read_library(root).items()):
        yield f"## {name}\n"
        yield query.title.in_language(language) + "\n"
        if query.parameters:
            yield f"| {words[0]} | {words[1]} | {words[2]} | {words[3]} |"
            yield "|---|---|---|---|"
            for each in query.parameters.values():
                meaning = _cell(each.meaning.in_language(language))
                yield f"| `{each.name}` | {each.type} | {meaning} | `{_cell(each.plain_default)}` |"
            yield ""
        yield f"| {words[4]} | {words[5]} |"
        yield "|---|---|"
        for column, meant in query.columns.items():
            yield f"| `{column}` | {_cell(meant.in_language(language))} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


if __name__ == "__main__":
    main()
