"""Every error that pcvegraph raises on purpose.

PcvegraphError
├── NotARootError             the folder has no ontology/, data/ttl/ and queries/
├── GraphRefusedError         the files have findings, so that no graph is built
├── RevisionError             a git revision that is not there, or no git to read it with
├── InvalidIdentifierError    a slug that is not lower-case ASCII kebab-case
├── UnknownIdentifierError    nothing in the graph has this IRI
├── UnknownFormatError        a format that cannot express the answer
├── NotAcceptableError        a request that accepts no format of the answer
├── QueryError
│   ├── ProtocolError         a request that is none of the SPARQL Protocol
│   │   └── NoQueryError      it has no query
│   ├── UnknownQueryError     the library has no query of this name
│   ├── UnknownNetworkError   the library has no network of this name
│   ├── QuerySyntaxError      the query does not parse
│   ├── QueryRefusedError     a query that asks what this service does not do
│   ├── QueryEvaluationError  the engine gave up on a query that parsed
│   ├── QueryLimitError       a query needed more time, memory or room than one may have
│   ├── QueryHeadError        the head of a query file is incomplete
│   ├── ParameterError        a parameter that the query does not take, or a value of another type
│   └── ReconciliationError   a request to reconcile, suggest or extend that says what it should not
│       └── BatchSizeError    it asks more at once than is answered
├── EngineError
│   ├── BusyError             too many queries wait; with the seconds after which to try again
│   │   └── AddressBusyError  too many of one address
│   ├── WorkerLostError       the process that evaluated the query ended, and so did the next
│   └── StoreError            the remote store failed, or said what it should not
├── MappingError              a mapping file that says what it should not, or too little
├── DatasetError              a dataset of others that cannot be read, with the row
├── LinkFileError             a file of links that says what it should not, with line and column
├── MissingLibraryError       a library that only an extra installs is needed
├── NotNewError               a place to write to that is there already
├── ReleaseError              a release that cannot be made or served as it was asked for
│   └── NotAReleaseError      a folder that should be a release is none
└── CurationError             a change of the data that cannot be made as it is asked for
    ├── ChangedMeanwhileError a file that somebody else wrote meanwhile
    └── TextError             a document whose text cannot be read, or that has none

Each says in `str(error)` what is wrong and where, and in `remedy` what to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from pcvegraph.languages import Bilingual


class PcvegraphError(Exception):
    """What every error of ours has in common: a sentence, and a remedy."""

    remedy: str = ""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy or self.remedy


class NotARootError(PcvegraphError):
    """A folder that should be a root lacks one of its three parts."""

    remedy = "Name a folder that holds ontology/, data/ttl/ and queries/ with --root DIR."


class GraphRefusedError(PcvegraphError):
    """The files do not pass, so that nothing is built or served from them. `count` findings."""

    remedy = "Run `pcvegraph check` to see each finding with its file, line and remedy."

    def __init__(self, count: int, first: str, state: str = "") -> None:
        data = f"The data of {state}" if state else "The data"
        super().__init__(f"{data} has {count} finding{'s' * (count != 1)}; the first: {first}")
        self.count = count
        self.first = first


class RevisionError(PcvegraphError):
    """The files of a git revision cannot be read."""


class InvalidIdentifierError(PcvegraphError):
    """A slug of another form than the published ones."""

    remedy = "Write it in lower-case ASCII letters, digits and single hyphens."

    def __init__(self, slug: str) -> None:
        super().__init__(f"“{slug[:200]}” is not an identifier of the graph.")


class UnknownIdentifierError(PcvegraphError):
    """Nothing in the graph has this identifier. `nearest` holds up to three similar ones."""

    nearest: tuple[str, ...] = ()  # of one that another process raised, too

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(f"Nothing in the graph is called “{name[:200]}”.", _nearest(nearest))
        self.nearest = tuple(nearest)


class UnknownFormatError(PcvegraphError):
    """A format that is unknown or cannot express this kind of answer. `known` lists those that can."""

    def __init__(self, asked: str, kind: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{kind} cannot be written as “{asked[:200]}”.", f"Use one of: {', '.join(known)}."
        )
        self.known = tuple(known)


class NotAcceptableError(PcvegraphError):
    """An Accept header that nothing here meets."""

    def __init__(self, accept: str, media_types: Sequence[str]) -> None:
        super().__init__(
            f"Nothing here is “{accept[:200]}”.",
            f"Accept one of: {', '.join(media_types)}; or name a format with ?format=.",
        )


class QueryError(PcvegraphError):
    """Something is wrong with a query or with how it is asked."""


class ProtocolError(QueryError):
    """The parameters of a request are none that the SPARQL Protocol has."""


class NoQueryError(ProtocolError):
    """A request has no query."""


class UnknownQueryError(QueryError):
    """The library has no query of this name. `nearest` holds up to three similar ones."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(
            f"There is no query and no file called “{name[:200]}”.",
            _nearest(nearest) + " `pcvegraph query --list` shows all.",
        )
        self.nearest = tuple(nearest)


class UnknownNetworkError(QueryError):
    """The library has no network of this name. `nearest` holds up to three similar ones."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(
            f"There is no network called “{name[:200]}”.",
            _nearest(nearest) + " `pcvegraph network --list` shows all.",
        )
        self.nearest = tuple(nearest)


class QuerySyntaxError(QueryError):
    """The query does not parse."""

    remedy = (
        "Mend the query at the place named; https://www.w3.org/TR/sparql11-query/ has the grammar."
    )


class QueryRefusedError(QueryError):
    """The query is fine SPARQL but asks for what this service does not do."""


class QueryEvaluationError(QueryError):
    """The engine could not answer a query that it understood."""


class QueryLimitError(QueryError):
    """A query needed more than one may have. `limit` is "time", "memory" or "size"; `causes` say why."""

    def __init__(
        self, limit: str, message: str, remedy: str, causes: Sequence[Bilingual] = ()
    ) -> None:
        super().__init__(message, remedy)
        self.limit = limit
        self.causes = tuple(causes)


class QueryHeadError(QueryError):
    """A query file's head lacks something that the library needs."""


class ParameterError(QueryError):
    """A parameter that the query does not take, or a value that does not fit its type."""


class ReconciliationError(QueryError):
    """A request to reconcile, suggest or extend says what it should not."""


class BatchSizeError(ReconciliationError):
    """A request to reconcile or extend asks more at once than is answered."""


class EngineError(PcvegraphError):
    """The engine could not answer, for a reason that is not in the query."""


class BusyError(EngineError):
    """Too many queries wait. `retry_after_seconds` says when to try again."""

    def __init__(self, message: str, remedy: str, retry_after_seconds: int) -> None:
        super().__init__(message, remedy)
        self.retry_after_seconds = retry_after_seconds


class AddressBusyError(BusyError):
    """Too many queries of one address wait, while others may still ask."""


class WorkerLostError(EngineError):
    """The process that evaluated the query ended, and so did the next that tried."""

    remedy = "Try again; the log of the service has the reason."


class StoreError(EngineError):
    """The remote store failed, cannot be reached, or answered what is no answer."""


class MappingError(PcvegraphError):
    """A mapping file says what it should not, or too little."""

    remedy = "docs/linking.md has a mapping file to start from."


class DatasetError(PcvegraphError):
    """A dataset of others cannot be read; the message names the row."""


class LinkFileError(PcvegraphError):
    """A file of links says what it should not; the message names line and column."""

    remedy = "Mend the lines named; nothing was written."


class MissingLibraryError(PcvegraphError):
    """A library that is not installed is needed; `extra` names the extra that installs it."""

    def __init__(self, purpose: str, library: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs the library {library}, which is not installed.",
            f"Install it: pip install 'pcvegraph[{extra}]'",
        )


class NotNewError(PcvegraphError):
    """Something stands already where a command would write."""


class ReleaseError(PcvegraphError):
    """A release cannot be made or served as it was asked for."""


class NotAReleaseError(ReleaseError):
    """A folder that should be a release is none."""

    remedy = "Name a folder that `pcvegraph release` made."

    def __init__(self, folder: object, reason: str) -> None:
        super().__init__(f"{folder} is not a release: {reason}.")


class CurationError(PcvegraphError):
    """A change of the data cannot be made as it is asked for. `words` say it in both languages."""

    def __init__(self, words: Bilingual, remedy: Bilingual, *, is_no: bool = False) -> None:
        super().__init__(words.en, remedy.en)
        self.words = words
        self.remedies = remedy
        self.is_no = is_no
        """Whether it is the answer “no” to what was asked, and no wrong use."""


class TextError(CurationError):
    """A document's text cannot be read; it is a “no” where the document has none, or is broken."""


class ChangedMeanwhileError(CurationError):
    """A file holds something else than when the change was begun."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Bilingual(
                f"{path} was changed meanwhile; nothing was written.",
                f"{path} a été modifié entre-temps; rien n'a été écrit.",
            ),
            Bilingual("Try again.", "Recommencez."),
        )


def retold(kind: str, message: str, remedy: str) -> PcvegraphError:
    """Return an error of the class `kind` that another process raised: its words, and no more of it."""
    found = globals().get(kind, PcvegraphError)
    error: PcvegraphError = found.__new__(found)
    PcvegraphError.__init__(error, message, remedy)
    return error


def _nearest(nearest: Sequence[str]) -> str:
    return f"Nearest: {', '.join(nearest)}." if nearest else "Nothing is spelt like it."
