"""Queries that try to take a service down: those in hostile/, and those that are made here.

Each is a name and a text. Some texts cannot be sent as they are read: write them as bytes with
`text.encode(errors="surrogateescape")`, which makes of them what is no UTF-8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

FILES = Path(__file__).parent / "hostile"
DEPTHS = (10, 1_000, 100_000)
WIDTHS = (100, 10_000)
MEGABYTE = 1_000_000
EVERYTHING = "?s ?p ?o"


def hostile_queries() -> list[tuple[str, str]]:
    """Return the name and the text of each hostile query: always the same, in the same order."""
    return [*_written(), *_deep(), *_wide(), *_growing(), *_long(), *_broken()]


def _written() -> Iterator[tuple[str, str]]:
    for file in sorted(FILES.glob("*.rq")):
        yield file.stem, file.read_text()


def _select(pattern: str) -> str:
    return f"SELECT * WHERE {{ {pattern} }} LIMIT 1"


def _nested(opening: str, middle: str, closing: str, depth: int) -> str:
    return opening * depth + middle + closing * depth


NESTED: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: _select(f"{EVERYTHING} FILTER{_nested('(', '1', ')', n)}"),
    "braces": lambda n: _select(_nested("{ ", EVERYTHING, " }", n)),
    "brackets": lambda n: _select(f"?s ?p {_nested('[ <a:b> ', '1', ' ]', n)}"),
    "lists": lambda n: _select(f"?s ?p {_nested('( ', '1', ' )', n)}"),
    "optionals": lambda n: _select(_nested(f"{EVERYTHING} OPTIONAL {{ ", EVERYTHING, " }", n)),
    "filters": lambda n: _select(_nested(f"{EVERYTHING} FILTER EXISTS {{ ", EVERYTHING, " }", n)),
    "sub-selects": lambda n: _select(_nested("{ SELECT * WHERE { ", EVERYTHING, " } }", n)),
    "unions": lambda n: _select(_nested(f"{{ {EVERYTHING} }} UNION {{ ", EVERYTHING, " }", n)),
    "minuses": lambda n: _select(_nested(f"{EVERYTHING} MINUS {{ ", EVERYTHING, " }", n)),
    "negations": lambda n: _select(f"{EVERYTHING} FILTER({'!' * n}true)"),
    "functions": lambda n: _select(f"BIND({_nested('STR(', '1', ')', n)} AS ?x)"),
    "conditions": lambda n: _select(f"BIND({_nested('IF(true, ', '1', ', 2)', n)} AS ?x)"),
    "paths": lambda n: _select(f"?s {_nested('(', '<a:b>', ')*', n)} ?o"),
    "inverses": lambda n: _select(f"?s {_nested('^(', '<a:b>', ')', n)} ?o"),
    "triple-terms": lambda n: _select(f"{_nested('<<( ', '<a:b>', ' <a:p> 1 )>>', n)} ?p ?o"),
    "unclosed": lambda n: "SELECT * WHERE { " * n,
}


def _deep() -> Iterator[tuple[str, str]]:
    for name, nest in NESTED.items():
        for depth in DEPTHS:
            fitting = min(depth, _most(nest))
            yield f"nested-{name}-{fitting}", nest(fitting)


def _most(make: Callable[[int], str]) -> int:
    """Return about how deep `make` may go within a megabyte."""
    return (MEGABYTE - len(make(0))) // (len(make(1)) - len(make(0)))


def _numbered(pattern: str, count: int, separator: str = " ") -> str:
    return separator.join(pattern.replace("#", str(number)) for number in range(count))


WIDE: dict[str, Callable[[int], str]] = {
    "values": lambda n: _select(f"VALUES ?x {{ {_numbered('#', n)} }} ?s ?p ?x"),
    "values-multiplied": lambda n: (
        f"SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?x {{ {_numbered('#', n)} }} "
        f"VALUES ?y {{ {_numbered('#', n)} }} VALUES ?z {{ {_numbered('#', n)} }} }}"
    ),
    "unions": lambda n: _select(_numbered("{ ?s ?p # }", n, " UNION ")),
    "unions-of-everything": lambda n: (
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {_numbered(f'{{ {EVERYTHING} }}', n, ' UNION ')} }}"
    ),
    "patterns": lambda n: _select(_numbered("?s# ?p# ?o# .", n)),
    "star": lambda n: f"SELECT (COUNT(*) AS ?n) WHERE {{ {_numbered('?s ?p# ?o# .', n)} }}",
    "optionals": lambda n: _select(EVERYTHING + _numbered(" OPTIONAL { ?s ?p# ?o# }", n)),
    "filters": lambda n: _select(EVERYTHING + _numbered(" FILTER(?o != #)", n)),
    "alternatives": lambda n: _select(f"{EVERYTHING} FILTER({_numbered('?o = #', n, ' || ')})"),
    "list-of-in": lambda n: _select(f"{EVERYTHING} FILTER(?o IN ({_numbered('#', n, ', ')}))"),
    "sum": lambda n: _select(f"BIND({_numbered('#', n, ' + ')} AS ?x)"),
    "binds": lambda n: _select(_numbered("BIND(# AS ?v#)", n)),
    "columns": lambda n: f"SELECT {_numbered('(# AS ?v#)', n)} WHERE {{ {EVERYTHING} }}",
    "path-steps": lambda n: _select(f"?s {_numbered('<a:#>', n, '/')} ?o"),
    "path-alternatives": lambda n: _select(f"?s ({_numbered('<a:#>', n, '|')})* ?o"),
    "negated-set": lambda n: _select(f"?s !({_numbered('<a:#>', n, '|')}) ?o . ?a ?b ?c"),
    "graphs": lambda n: f"SELECT * {_numbered('FROM <a:#>', n)} WHERE {{ {EVERYTHING} }}",
    "template": lambda n: (
        f"CONSTRUCT {{ {_numbered('?s ?p _:b# .', n)} }} WHERE {{ {EVERYTHING} }}"
    ),
    "order": lambda n: (
        f"SELECT * WHERE {{ {EVERYTHING} }} ORDER BY {_numbered('(STRLEN(STR(?o)) + #)', n)}"
    ),
    "groups": lambda n: f"SELECT {_numbered('(COUNT(?o) + # AS ?v#)', n)} WHERE {{ {EVERYTHING} }}",
}


def _wide() -> Iterator[tuple[str, str]]:
    for name, spread in WIDE.items():
        for width in WIDTHS:
            yield f"many-{name}-{width}", spread(width)


def _growing() -> Iterator[tuple[str, str]]:
    """Yield queries whose strings double, or grow a hundredfold, at each step."""
    for name, step in {
        "concat": "CONCAT(?v{0}, ?v{0})",
        "replace": "REPLACE(?v{0}, '.', '" + "$0" * 100 + "')",
        "encode": "ENCODE_FOR_URI(CONCAT(?v{0}, '%', ?v{0}))",
        "upper-case": "UCASE(CONCAT(?v{0}, 'ß', ?v{0}))",
        "iri": "STR(IRI(CONCAT('a:', STR(?v{0}), STR(?v{0}))))",
    }.items():
        for steps in (10, 60):
            chain = " ".join(f"BIND({step.format(n)} AS ?v{n + 1})" for n in range(steps))
            yield (
                f"growing-{name}-{steps}",
                f"SELECT (STRLEN(?v{steps}) AS ?n) WHERE {{ BIND('0123456789' AS ?v0) {chain} }}",
            )


def _long() -> Iterator[tuple[str, str]]:
    """Yield texts of about a megabyte."""
    xs = "x" * (MEGABYTE - 100)
    prefixes = _numbered("PREFIX p#: <http://example.org/#/>", 23_000, "\n")
    yield "long-iri", _select(f"<http://example.org/{xs}> ?p ?o")
    yield "long-string", _select(f'?s ?p "{xs}"')
    yield "long-string-without-end", f'SELECT * WHERE {{ ?s ?p "{xs}'
    yield "long-triple-quotes-without-end", "SELECT * WHERE { ?s ?p '''" + "''x" * 300_000
    yield "long-variable", _select(f"?{xs} ?p ?o")
    yield "long-language-tag", _select(f'?s ?p "x"@{xs}')
    yield "long-number", _select(f"?s ?p {'9' * (MEGABYTE - 100)}")
    yield "long-name", "PREFIX p: <a:> " + _select(f"p:{'%41' * 300_000} ?p ?o")
    yield "long-word", xs
    yield "long-comment", "#" + xs + "\n" + _select(EVERYTHING)
    yield "long-comments", "#\n" * 490_000 + _select(EVERYTHING)
    yield "long-comment-before-brackets", "#" * 900_000 + "\n" + NESTED["parentheses"](1_000)
    yield "long-white-space", "SELECT * WHERE {" + " \t\r\n" * 240_000 + EVERYTHING + "} LIMIT 1"
    yield "long-semicolons", _select(EVERYTHING + " ;" * 490_000)
    yield "long-escapes", _select('?s ?p "' + "\\u0041" * 160_000 + '"')
    yield "long-prefixes", prefixes + _select(EVERYTHING)
    yield "long-same-prefix", "PREFIX p: <a:b>\n" * 60_000 + _select(EVERYTHING)
    yield "long-bases", "BASE <a/>\n" * 90_000 + _select(EVERYTHING)
    yield (
        "long-regex",
        _select(EVERYTHING + ' FILTER(REGEX(STR(?o), "' + "(a|b)?" * 130_000 + '"))'),
    )
    yield "long-form-words", "SELECT " * 140_000


def _broken() -> Iterator[tuple[str, str]]:
    """Yield texts with characters that a text should not have."""
    yield "broken-nul-first", "\x00" + _select(EVERYTHING)
    yield "broken-nul-in-string", _select('?s ?p "a\x00b"')
    yield "broken-nul-in-iri", _select("<http://example.org/\x00> ?p ?o")
    yield "broken-escaped-nul", _select('?s ?p "\\u0000"')
    yield "broken-escaped-surrogate", _select('?s ?p "\\uD800"')
    yield "broken-escaped-surrogates", _select('?s ?p "\\uD83D\\uDE00"')
    yield "broken-escape-past-unicode", _select('?s ?p "\\U00110000"')
    yield "broken-escape-cut", _select('?s ?p "\\u12"')
    yield "broken-escaped-service", "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    yield "broken-byte", _select('?s ?p "\udcff"')
    yield "broken-surrogate-bytes", _select('?s ?p "\udced\udca0\udc80"')
    yield "broken-overlong", _select('?s ?p "\udcc0\udcaf"')
    yield "broken-cut-character", _select(EVERYTHING) + "\udce2\udc82"
    yield "broken-byte-order-mark", "\ufeff" + _select(EVERYTHING)
    yield "broken-non-character", _select('?s ?p "\uffff\U0010ffff"')
    yield "broken-direction-marks", _select('?s ?p "\u202e\u2066" # \u202e')
    yield "broken-combining", _select('?s ?p "a' + "\u0301" * 100_000 + '"')
