"""The code that asks a query of this service: for the shell, Python, R and JavaScript.

A query is written into code as each language quotes a text, so that no query ends its quotes.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from pcvegraph.querying.formats import Kind

MEDIA_TYPES = {"bindings": "text/csv", "boolean": "text/csv", "triples": "text/turtle"}
PLAIN = re.compile(r"[\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\uffef\U00010000-\U0010fffd]*")
"""Texts that a source file of any language can hold as they are."""

DAY_PARAMETER = "default-graph-uri"


class Snippet(NamedTuple):
    """Code that can be run as it is: what it is for, and the code."""

    name: str
    code: str


class Asking(NamedTuple):
    """What is asked: the address of the service, the query, the graphs, the kind of its answer."""

    endpoint: str
    query: str
    graphs: Sequence[str]
    kind: Kind

    @property
    def media_type(self) -> str:
        """What the code asks for."""
        return MEDIA_TYPES[self.kind]


def snippets(asking: Asking) -> list[Snippet]:
    """Return the code that asks the query in each language."""
    return [
        Snippet("curl", _curl(asking)),
        Snippet("Python", _python(asking)),
        Snippet("R", _r(asking)),
        Snippet("JavaScript", _javascript(asking)),
    ]


def _curl(asking: Asking) -> str:
    graphs = "".join(
        f"  --data-urlencode {shlex.quote(f'{DAY_PARAMETER}={graph}')} \\\n"
        for graph in asking.graphs
    )
    end, number = "QUERY", 0
    lines = asking.query.split("\n")
    while end in lines:
        number += 1
        end = f"QUERY{number}"
    return (
        f"curl --fail-with-body --silent --show-error {shlex.quote(asking.endpoint)} \\\n"
        f"  --header 'Accept: {asking.media_type}' \\\n{graphs}"
        f"  --data-urlencode 'query@-' <<'{end}'\n{asking.query.rstrip(chr(10))}\n{end}\n"
    )


def _python(asking: Asking) -> str:
    told = [("query", "QUERY"), *((DAY_PARAMETER, repr(graph)) for graph in asking.graphs)]
    form = ", ".join(f'("{name}", {value})' for name, value in told)
    if asking.kind == "triples":
        use = "    print(answer.read().decode())\n"
        imports = (
            "from urllib.parse import urlencode\nfrom urllib.request import Request, urlopen\n"
        )
    else:
        use = (
            '    for row in csv.reader(io.TextIOWrapper(answer, encoding="utf-8")):\n'
            "        print(row)\n"
        )
        imports = (
            "import csv\nimport io\nfrom urllib.parse import urlencode\n"
            "from urllib.request import Request, urlopen\n"
        )
    return (
        f"{imports}\nQUERY = {_python_text(asking.query)}\n\n"
        f"request = Request(\n    {asking.endpoint!r},\n    urlencode([{form}]).encode(),\n"
        f'    {{"Accept": "{asking.media_type}"}},\n)\nwith urlopen(request) as answer:\n{use}'
    )


def _python_text(text: str) -> str:
    is_plain = PLAIN.fullmatch(text) and '"""' not in text and text[-1:] not in ("\\", '"')
    return f'r"""{text}"""' if is_plain else ascii(text)


def _r(asking: Asking) -> str:
    graphs = "".join(f"&{DAY_PARAMETER}={quote(graph, safe='')}" for graph in asking.graphs)
    short = "turtle" if asking.kind == "triples" else "csv"
    read = 'cat(readLines(address, encoding = "UTF-8"), sep = "\\n")'
    if asking.kind != "triples":
        header = "" if asking.kind == "bindings" else ", header = FALSE"
        read = f'print(read.csv(address, encoding = "UTF-8"{header}))'
    return (
        f"query <- {_r_text(asking.query)}\n\naddress <- paste0(\n"
        f"  {_double_quoted(asking.endpoint)}, {_double_quoted(f'?format={short}{graphs}')},\n"
        f'  "&query=", URLencode(query, reserved = TRUE)\n)\n{read}\n'
    )


def _r_text(text: str) -> str:
    if not PLAIN.fullmatch(text):
        return _double_quoted(text)
    dashes = ""
    while f'){dashes}"' in text:
        dashes += "-"
    return f'r"{dashes}({text}){dashes}"'


def _javascript(asking: Asking) -> str:
    lines = ",\n".join(f"  {_double_quoted(line)}" for line in asking.query.split("\n"))
    graphs = "".join(
        f"form.append({_double_quoted(DAY_PARAMETER)}, {_double_quoted(graph)});\n"
        for graph in asking.graphs
    )
    return (
        f'const query = [\n{lines}\n].join("\\n");\n\n'
        f"const form = new URLSearchParams({{ query }});\n{graphs}"
        f"fetch({_double_quoted(asking.endpoint)}, {{\n"
        f'  method: "POST",\n  headers: {{ Accept: "{asking.media_type}" }},\n  body: form,\n}})\n'
        "  .then((answer) => answer.text())\n  .then((text) => console.log(text));\n"
    )


def _double_quoted(text: str) -> str:
    r"""Return `text` in double quotes, as JavaScript and R (but for \u0000) read it."""
    return json.dumps(text)
