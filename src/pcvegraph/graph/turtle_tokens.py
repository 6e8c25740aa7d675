"""The tokens of a Turtle text, each with the comments around it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its # on, without spaces at its end, and its line."""

    text: str
    line: int


@dataclass(slots=True)
class Token:
    """A token, the comments on lines of their own before it, and the one that ends its line.

    `kind` is a group of the pattern below, for a sign the sign itself, or "end" after the last one.
    """

    kind: str
    text: str
    start: int
    line: int
    above: tuple[Comment, ...] = ()
    beside: tuple[Comment, ...] = ()


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = _BASE + "_0-9\u00b7\u0300-\u036f\u203f\u2040-"
_LOCAL = rf"(?:[:{_CHARS}]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""
      (?P<space>    [ \t\r\n]+ )
    | (?P<comment>  \#[^\r\n]* )
    | (?P<iri>      <[^\x00-\x20<>"{{}}|^`]*> )
    | (?P<string>   \"{{3}} (?: "{{0,2}} (?: [^"\\] | \\. ) )*+ \"{{3}}
                  | '{{3}} (?: '{{0,2}} (?: [^'\\] | \\. ) )*+ '{{3}}
                  | " (?: [^"\\\r\n] | \\. )*+ "
                  | ' (?: [^'\\\r\n] | \\. )*+ ' )
    | (?P<label>    _: [_0-9{_BASE}] (?: [.{_CHARS}]* [{_CHARS}] )? )
    | (?P<name>     (?: [{_BASE}] (?: [.{_CHARS}]* [{_CHARS}] )? )? :
                    (?: {_LOCAL} (?: \.*{_LOCAL} )*+ )? )
    | (?P<at>       @[A-Za-z]+ (?: -[A-Za-z0-9]+ )* )
    | (?P<double>   [+-]? (?: [0-9]+ \.? [0-9]* | \.[0-9]+ ) [eE] [+-]? [0-9]+ )
    | (?P<decimal>  [+-]? [0-9]* \. [0-9]+ )
    | (?P<integer>  [+-]? [0-9]+ )
    | (?P<word>     [A-Za-z]+ )
    | (?P<sign>     \^\^ | [.,;()\[\]] )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, the last of the kind "end"; ValueError where there is none."""
    found: list[Token] = []
    above: list[Comment] = []
    start, line, last_line = 0, 1, 0
    while start < len(text):
        match = _TOKEN.match(text, start)
        if match is None:
            raise fault(text, start)
        kind, piece = match.lastgroup or "", match[0]
        end_line = line + piece.count("\n")
        if kind == "comment" and line == last_line:
            found[-1].beside = (Comment(piece.rstrip(), line),)
            last_line = 0  # where only \r parts it from a further comment, that one is not beside
        elif kind == "comment":
            above.append(Comment(piece.rstrip(), line))
        elif kind != "space":
            kind = piece if kind == "sign" else kind
            found.append(Token(kind, piece, start, line, tuple(above)))
            above, last_line = [], end_line
        start, line = match.end(), end_line
    found.append(Token("end", "", start, line, tuple(above)))
    return found


def fault(text: str, start: int) -> ValueError:
    """Return the error to raise where `text` cannot be read on from `start`."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return ValueError(f"line {line}, column {column}: this cannot be read as Turtle 1.1")


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescaped(text: str) -> str:
    """Return the text that a string or IRI with escapes stands for."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[3], escape[3])


def unquoted(text: str) -> str:
    """Return the content of a string as it is written, without its quotes."""
    width = 3 if text.startswith(('"""', "'''")) else 1
    return text[width:-width]
