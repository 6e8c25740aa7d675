"""Lay out the text of a query: a line for each thing it says, indented by its braces.

Lines that the writer broke stay broken. Only white space changes: the tokens and comments of what
comes out are those of what went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcvegraph.querying.tokens import Token, tokens

INDENT = "  "
COMMENT = re.compile(r"#[^\r\n]*")
EXPONENT = re.compile(r"[eE][0-9]*")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
BEGINS_LINE = frozenset(
    (
        *("BASE", "PREFIX", "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "FROM", "WHERE"),
        *("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"),
        *("OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "FILTER", "BIND"),
    )
)
"""Keywords before which a line is broken, outside of brackets."""

DEEPEST = 40
"""Braces that are indented by; no reader follows more."""

SHORT = 88
"""Characters of a pattern that stays on a line where it was written so."""


class _Layout:
    """The lines so far, the line being written, and what is open in it.

    Attributes:
        braces: for each open brace whether what is in it stays on the lines where it was
        brackets: how many round and square brackets are open
        column: where the predicates of the triples that have begun stand; 0 where none have
        subject: whether the subject of triples is all that stands on the line
        values: whether VALUES has been read, and not yet its brace
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.braces: list[bool] = []
        self.brackets = 0
        self.column = 0
        self.subject = False
        self.values = False

    @property
    def in_group(self) -> bool:
        """Whether a pattern is being written, outside of brackets, whose parts have lines."""
        return bool(self.braces) and not self.braces[-1] and not self.brackets

    @property
    def indent(self) -> int:
        """How many spaces a line begins with that goes on with nothing."""
        return len(INDENT) * min(len(self.braces), DEEPEST)

    def break_line(self) -> None:
        """End the line, if it holds something."""
        if self.line:
            self.lines.append(self.line)
        self.line = ""

    def write(self, text: str, *, space: bool, column: int | None = None) -> None:
        """Write `text`, on a new line at `column`."""
        if self.line:
            self.line += " " * space + text
        else:
            self.line = " " * (self.indent if column is None else column) + text


def laid_out(text: str) -> str:
    """Return the query `text` laid out; as it was where more than white space would change."""
    layout, before, end = _Layout(), Token("other", "", 0, 0), 0
    stream = list(tokens(text))
    for place, token in enumerate(stream):
        gap = text[end : token.start]
        _put_comments(layout, gap)
        is_point = _is_point(stream, place)
        inline = token.text == "{" and _is_short(text, stream, place, bool(layout.braces))
        _put(layout, token, before, gap, is_point=is_point, inline=inline)
        before, end = token, token.end
    _put_comments(layout, text[end:])
    layout.break_line()
    result = "\n".join(layout.lines).strip("\n") + "\n"
    return result if list(_said(result)) == list(_said(text)) else text


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Yield the tokens and the comments of `text`, without their places."""
    end = 0
    for token in tokens(text):
        yield from (("comment", said.rstrip()) for said in COMMENT.findall(text[end : token.start]))
        yield token.kind, token.text
        end = token.end
    yield from (("comment", said.rstrip()) for said in COMMENT.findall(text[end:]))


def _is_point(stream: list[Token], place: int) -> bool:
    """Return whether the token is the point of a number, such as 1.5, .5 or 1.e5."""
    token, after = stream[place], stream[place + 1] if place + 1 < len(stream) else None
    if token.text != "." or after is None or after.start != token.end:
        return False
    return after.text.isdigit() or EXPONENT.fullmatch(after.text) is not None


def _is_short(text: str, stream: list[Token], place: int, is_inner: bool) -> bool:
    """Return whether the braces that open here hold little, on one line; the outermost one thing."""
    closing = place + 1
    while closing < len(stream) and stream[closing].text not in ("{", "}"):
        closing += 1
    if closing == len(stream) or stream[closing].text == "{":
        return False
    inside = text[stream[place].end : stream[closing].start]
    broken_at = {"\n", ";", "#"} if is_inner else {"\n", ";", "#", "."}
    return len(inside) <= SHORT and not broken_at & set(inside.rstrip(" ."))


def _put_comments(layout: _Layout, gap: str) -> None:
    """Write the comments of `gap`; one blank line of it stays."""
    at = 0
    for found in COMMENT.finditer(gap):
        if "\n" in gap[at : found.start()]:
            layout.break_line()
            _put_blank(layout, gap[at : found.start()])
        layout.write(found.group().rstrip(), space=True)
        layout.break_line()
        at = found.end()
    _put_blank(layout, gap[at:])


def _put_blank(layout: _Layout, gap: str) -> None:
    if BLANK_LINE.search(gap) and not layout.brackets:
        layout.break_line()
        if layout.lines and layout.lines[-1]:
            layout.lines.append("")


def _put(
    layout: _Layout, token: Token, before: Token, gap: str, *, is_point: bool, inline: bool
) -> None:
    mark = token.text if token.kind == "other" and not is_point else ""
    word = token.text.upper() if token.kind == "word" else ""
    if mark == "}":
        _close(layout, gap)
        return
    if _breaks(layout, mark, word, before, gap):
        layout.break_line()
    if word in BEGINS_LINE and not layout.brackets:
        layout.column = 0
    begins = not layout.line
    column = _column(layout, mark, word)
    layout.write(token.text, space=_is_apart(token, mark, before, gap), column=column)
    if layout.subject and not mark and not layout.brackets:
        layout.column, layout.subject = len(layout.line) - len(token.text), False
    if mark == "{":
        layout.braces.append(layout.values or inline)
        layout.column, layout.subject, layout.values = 0, False, False
        if layout.in_group:
            layout.break_line()
    elif mark in (".", ";") and layout.in_group:
        layout.column *= mark == ";"
        layout.subject = False
        layout.break_line()
    elif begins and layout.in_group and not layout.column and word not in BEGINS_LINE:
        layout.subject = not mark
    layout.brackets = max(layout.brackets + (mark in ("(", "[")) - (mark in (")", "]")), 0)
    layout.values = layout.values or word == "VALUES"


def _close(layout: _Layout, gap: str) -> None:
    """Write the brace that closes what is open, on a line of its own where that has lines."""
    as_it_was = layout.braces.pop() if layout.braces else False
    layout.column, layout.subject = 0, False
    if not as_it_was or "\n" in gap:
        layout.break_line()
    layout.write("}", space=True)


def _breaks(layout: _Layout, mark: str, word: str, before: Token, gap: str) -> bool:
    """Return whether a line begins with what follows `gap`."""
    last = before.text.upper() if before.kind in ("word", "other") else ""
    if mark in (".", ";", ","):
        return False
    if layout.brackets or (layout.braces and layout.braces[-1]):
        return "\n" in gap and mark != ")"
    if word in BEGINS_LINE:
        return (word, last) != ("WHERE", "CONSTRUCT")
    if mark == "{":
        return layout.in_group and last in ("}", "UNION", ".")
    return "\n" in gap or (layout.in_group and last == "}")


def _column(layout: _Layout, mark: str, word: str) -> int | None:
    """Return where a line that begins so is indented to, if it goes on with what stands above it."""
    if layout.brackets:
        return (layout.column or layout.indent) + len(INDENT)
    if layout.braces:
        return layout.column or None
    goes_on = bool(layout.lines and layout.lines[-1]) and mark != "{" and word not in BEGINS_LINE
    return len(INDENT) if goes_on else None


def _is_apart(token: Token, mark: str, before: Token, gap: str) -> bool:
    """Return whether a space stands before `token`, after `gap`: where there was one, as a rule."""
    last = before.text if before.kind == "other" else ""
    if mark in (",", ")", "]") or last in ("(", "["):
        return False
    ends = last in (".", ";") and not (token.text.isdigit() or EXPONENT.fullmatch(token.text))
    return bool(gap) or mark in ("{", ".", ";") or last in ("{", "}") or ends
