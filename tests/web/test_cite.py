"""Citations: of a source as itself, of anything else as a page of one version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.web.pages.citing import SPECIAL, Citation, bibtex, csl_json, sentence

SOURCE = "/source/polimetre-promise-5020-training-assistance"
PAGE = Citation(
    "canada", "Canada", "pcvegraph", "", "https://w3id.org/x", "en", "2026-11-30", "0123456789ab"
)
HARD = r"50 % of {braces} & “accents” é ü 日本 $5 #1 a_b ~x ^y C:\dir"


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60) as session:
        yield session


def read_entry(entry: str) -> dict[str, str]:
    """Return the fields of an entry of BibTeX as BibTeX reads them: to the brace that closes each."""
    head = re.match(r"@misc\{([^\s,{}]+),\n", entry)
    assert head
    fields, rest = {}, entry[head.end() :]
    while name := re.match(r"\s*(\w+) = ", rest):
        rest = rest[name.end() :]
        if rest[0] != "{":
            fields[name[1]], rest = re.match(r"(\w+)", rest)[1], rest[3:].lstrip(",")
            continue
        depth, place = 0, 0
        while True:
            letter = rest[place]
            if letter == "\\":
                place += 2
                continue
            depth += {"{": 1, "}": -1}.get(letter, 0)
            place += 1
            if depth == 0:
                break
        fields[name[1]], rest = rest[1 : place - 1], rest[place:].lstrip(",")
    assert rest == "\n}\n"
    return fields


def unescaped(value: str) -> str:
    """Return what TeX prints for a value in braces."""
    value = value[1:-1]
    for letter, written in sorted(SPECIAL.items(), key=lambda pair: -len(pair[1])):
        value = value.replace(written, f"\0{ord(letter)}\0")
    return re.sub("\0(\\d+)\0", lambda found: chr(int(found[1])), value)


texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), exclude_characters="\0")
)


@given(texts.filter(bool), texts.filter(bool))
def test_bibtex_reads_back_what_was_written(title: str, publisher: str):
    fields = read_entry(bibtex(PAGE._replace(title=title, publisher=publisher)))
    assert unescaped(fields["title"]) == title
    assert unescaped(fields["author"]) == publisher


def test_bibtex_writes_what_means_something_to_tex_as_itself():
    entry = bibtex(PAGE._replace(title=HARD, address="https://x.org/a{b}?c=%20&d#e_f"))
    fields = read_entry(entry)
    assert unescaped(fields["title"]) == HARD
    assert r"50 \% of \{braces\} \& “accents” é ü 日本" in entry
    # An address is taken letter by letter; braces would end the field.
    assert fields["url"] == "https://x.org/a%7Bb%7D?c=%20&d#e_f"


@pytest.mark.parametrize(
    ("issued", "year", "month"),
    [
        ("2019-09", "2019", "sep"),
        ("2017", "2017", None),
        ("2020-02-03", "2020", "feb"),
        ("", None, None),
    ],
)
def test_dates_are_as_precise_as_they_are(issued: str, year: str | None, month: str | None):
    document = PAGE._replace(issued=issued, version="")
    fields = read_entry(bibtex(document))
    assert (fields.get("year"), fields.get("month")) == (year, month)
    parts = json.loads(csl_json(document))[0].get("issued")
    assert parts == ({"date-parts": [[int(p) for p in issued.split("-")]]} if issued else None)


@given(texts, texts)
def test_csl_is_json_whatever_the_texts(title: str, publisher: str):
    item = json.loads(csl_json(PAGE._replace(title=title, publisher=publisher)))[0]
    assert item.get("title", "") == title
    assert item.get("author", [{"literal": ""}])[0]["literal"] == publisher


def test_a_sentence_is_in_the_language_of_the_page():
    assert sentence(PAGE, "en") == (
        "“Canada”, pcvegraph, version 0123456789ab, https://w3id.org/x. Licence: CC BY 4.0."
    )
    assert "«\u00a0Canada\u00a0»" in sentence(PAGE, "fr")
    document = PAGE._replace(version="", publisher="Polimètre", issued="2019-09")
    assert sentence(document, "fr") == (
        "Polimètre. «\u00a0Canada\u00a0». septembre 2019. https://w3id.org/x."
    )


def test_a_page_is_cited_with_its_version_day_and_licence(client: httpx.Client):
    version = client.get("/healthz").json()["version"]
    answer = client.get("/id/canada.bib")
    assert answer.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    # It says which day it was read on, so that nobody is to keep it.
    assert answer.headers["Cache-Control"] == "no-store"
    fields = read_entry(answer.text)
    assert fields["title"] == "{Canada}"
    assert fields["edition"] == f"version {version[:12]}"
    assert fields["note"] == "Licence: CC BY 4.0"
    assert fields["url"] == "https://w3id.org/pcvegraph/id/canada"
    assert fields["urldate"] == datetime.now(UTC).date().isoformat()


def test_a_source_is_cited_as_itself(client: httpx.Client):
    fields = read_entry(client.get(f"{SOURCE}.bib").text)
    assert unescaped(fields["author"]) == "Polimètre"
    assert (fields["year"], fields["month"]) == ("2019", "sep")
    assert fields["url"] == "https://www.polimetre.org/fr/canada/42-trudeau-plc/promesses/5020"
    assert "edition" not in fields
    item = client.get(f"{SOURCE}.csl.json").json()[0]
    assert item["author"] == [{"literal": "Polimètre"}]
    assert item["issued"] == {"date-parts": [[2019, 9]]}


@pytest.mark.parametrize(
    ("name", "extension", "media_type"),
    [
        ("bibtex", "bib", "application/x-bibtex"),
        ("csl-json", "csl.json", "application/vnd.citationstyles.csl+json"),
    ],
)
@pytest.mark.parametrize(
    "place", ["/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group", SOURCE]
)
def test_a_citation_comes_by_extension_parameter_and_accept(
    client: httpx.Client, place: str, name: str, extension: str, media_type: str
):
    answers = (
        client.get(f"{place}.{extension}", headers={"Accept": "text/html"}),
        client.get(place, params={"format": name}, headers={"Accept": "image/png"}),
        client.get(place, headers={"Accept": media_type}),
    )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert all(answer.headers["Content-Type"].startswith(media_type) for answer in answers)


def test_the_ontology_is_not_cited_so(client: httpx.Client):
    assert client.get("/ontology?format=bibtex").status_code == 406


def test_the_page_has_the_sentence_and_leads_to_the_files(client: httpx.Client):
    page = client.get("/id/canada?lang=fr", headers={"Accept": "text/html"}).text
    assert "Pour citer cette page" in page
    assert 'href="/id/canada.bib"' in page
    assert 'href="/id/canada.csl.json"' in page
    assert (
        "Pour citer ce document"
        in client.get(f"{SOURCE}?lang=fr", headers={"Accept": "text/html"}).text
    )
