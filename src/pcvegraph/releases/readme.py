"""README.md and README.fr.md of a release: what each file is, how to check and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable

from pcvegraph.languages import Bilingual, Language
from pcvegraph.releases.contents import ANSWERS, Content
from pcvegraph.releases.saying import Particulars

NAMES: dict[Language, str] = {"en": "README.md", "fr": "README.fr.md"}
TITLE = Bilingual("What each file is", "Ce qu'est chaque fichier")
FOLDERS = {
    "ontology/": Bilingual(
        "The model: terms, concepts, shapes, rules, checks ({count} files)",
        "Le modèle\u00a0: termes, concepts, formes, règles, contrôles ({count} fichiers)",
    ),
    "queries/": Bilingual(
        "The questions of the library, in SPARQL ({count} files)",
        "Les questions de la bibliothèque, en SPARQL ({count} fichiers)",
    ),
    ANSWERS: Bilingual(
        "The answers of this version to them, with the values in their files ({count} files)",
        "Les réponses de cette version, avec les valeurs que donnent leurs fichiers ({count} fichiers)",
    ),
}
TEXT = Bilingual(
    """# {title}, {name}

{description}

Release {name} of {day}. Version of the data (SHA-256 of `pcvegraph.nq`):

    {version}

| file | what it is |
|---|---|
{rows}

Every file has its SHA-256 in `SHA256SUMS`. Check them with `sha256sum --check SHA256SUMS`, and all that
the files say of each other with `pcvegraph verify .`.

Cite it as `CITATION.cff` says. What changed since the release before is in `CHANGES.md`. The data are
under CC BY 4.0; quotations belong to the authors of the sources: see `LICENSE`.
""",
    """# {title}, {name}

{description}

Version {name} du {day}. Version des données (SHA-256 de `pcvegraph.nq`)\u00a0:

    {version}

| fichier | ce que c'est |
|---|---|
{rows}

`SHA256SUMS` donne l'empreinte SHA-256 de chaque fichier. Vérifiez-les par
`sha256sum --check SHA256SUMS`, et tout ce que les fichiers disent les uns des autres par
`pcvegraph verify .`.

Pour citer cette version, voir `CITATION.cff`. Ce qui a changé depuis la version précédente est dans
`CHANGES.fr.md`. Les données sont sous licence CC BY 4.0; les citations appartiennent aux auteurs des
sources\u00a0: voir `LICENSE`.
""",
)


def as_readme(said: Particulars, contents: Iterable[Content], language: Language) -> bytes:
    """Return the page; folders stand in it as one line each."""
    listed = list(contents)
    rows = [
        f"| `{content.path}` | {content.title.in_language(language)} |"
        for content in listed
        if not content.path.startswith(tuple(FOLDERS))
    ]
    for folder, title in FOLDERS.items():
        count = sum(content.path.startswith(folder) for content in listed)
        if count:
            told = title.with_values(count=str(count)).in_language(language)
            rows.append(f"| `{folder}` | {told} |")
    values = {
        "title": said.titles.shown(language, "pcvegraph").text,
        "description": said.descriptions.shown(language).text,
        "name": said.name,
        "day": said.day.isoformat(),
        "version": said.version,
        "rows": "\n".join(rows),
    }
    return TEXT.with_values(**values).in_language(language).encode()
