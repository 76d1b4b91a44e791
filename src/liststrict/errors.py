"""Errors that a user can mend. Each carries Chinese lines that say what, where and how."""

from collections.abc import Sequence

from liststrict.model.diagnostic import Diagnostic


class ListstrictError(Exception):
    """Base: wrong usage or unreadable input (exit code 2). `lines` are shown as they stand."""

    code = "E000"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.lines: tuple[str, ...] = (message,)


class InputError(ListstrictError):
    """The request or the file that holds it cannot be screened."""

    code = "E100"


class UnknownPackError(ListstrictError):
    """No pack has this id, or the folder is no pack."""

    code = "E200"


class UnknownEntryError(ListstrictError):
    """No entry or list has this id."""

    code = "E210"


class PackError(ListstrictError):
    """Files of a pack are broken; all problems that were found are listed."""

    code = "E220"

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("；".join(str(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = tuple(diagnostics)
        self.lines = tuple(str(diagnostic) for diagnostic in diagnostics)


class NotInForceError(ListstrictError):
    """None of the lists is in force on the date that was asked for."""

    code = "E230"


class CaseError(ListstrictError):
    """A file of labelled cases is broken."""

    code = "E300"


class DocumentError(ListstrictError):
    """A document or table cannot be read: damaged, locked, mislabelled, or too large."""

    code = "E400"


class MissingExtraError(ListstrictError):
    """A library for office files is not installed."""

    code = "E410"

    def __init__(self, purpose: str) -> None:
        super().__init__(f"{purpose}需要另装组件；请执行：pip install 'liststrict[office]'")


class BatchError(ListstrictError):
    """A batch cannot be started, resumed or finished."""

    code = "E420"
