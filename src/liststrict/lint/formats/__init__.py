"""Formats of a lint report. `FORMATS` is the only list of them."""

from collections.abc import Callable, Mapping
from typing import Final, TextIO

from liststrict.lint.formats import github, json_v1, junit, sarif, text
from liststrict.lint.report import Report

FORMATS: Final[Mapping[str, Callable[[Report, TextIO], None]]] = {
    "text": text.write,
    "json": json_v1.write,
    "sarif": sarif.write,
    "github": github.write,
    "junit": junit.write,
}
