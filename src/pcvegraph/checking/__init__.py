"""Check the files of a root: syntax, shapes and checks; all findings, each with file and line."""

from pcvegraph.checking.verdicts import Verdict, check, check_laid_over, checked_snapshot

__all__ = ["Verdict", "check", "check_laid_over", "checked_snapshot"]
