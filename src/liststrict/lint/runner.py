"""Runs rules over packs: reads, checks, sifts suppressions, sorts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from liststrict.errors import InputError, PackError
from liststrict.lint.files import PackFiles, read_pack
from liststrict.lint.registry import ABOUT_SUPPRESSIONS, RULES
from liststrict.lint.report import PackReport, Report
from liststrict.lint.shelf import Shelf
from liststrict.lint.subject import Outcome, Subject
from liststrict.lint.suppress import sift
from liststrict.lint.targets import Target
from liststrict.model.diagnostic import Diagnostic
from liststrict.packs.load import HEADER_FILE
from liststrict.yaml_marks import read_yaml


class Options(NamedTuple):
    """What is checked: `select` no rules means all; `cases` are texts that use the vocabulary."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    on: date | None = None
    cases: tuple[str, ...] = ()


def lint(targets: Sequence[Target], options: Options | None = None) -> Report:
    """Checks packs. Raises InputError for unknown rules, and nothing for whatever the packs hold."""
    options = options or Options()
    codes = _codes(options)
    read = [read_pack(target.folder, target.shown) for target in targets]
    shelf = Shelf()
    subjects = [_subject(pack, read, options, shelf) for pack in read]
    files: dict[str, Path] = {}
    for subject in subjects:
        subject.above = _above(subject, subjects, options, shelf)
        files |= _places(subject.files)
    reports = [
        _check(subject, target.shown, codes)
        for subject, target in zip(subjects, targets, strict=True)
    ]
    return Report(tuple(reports), files)


def _subject(
    pack: PackFiles, beside: Sequence[PackFiles], options: Options, shelf: Shelf
) -> Subject:
    below, unknown = shelf.below(pack)
    return Subject(pack, shelf, below, unknown, beside, options.on, options.cases)


def _above(
    subject: Subject, run: Sequence[Subject], options: Options, shelf: Shelf
) -> tuple[Subject, ...]:
    """Packs that build on a pack: of the same run, or in folders beside it."""
    found = {
        one.files.folder.resolve(): one for one in run if subject.header.id in one.header.builds_on
    }
    for file in sorted(subject.files.folder.resolve().parent.glob(f"*/{HEADER_FILE}")):
        if file.parent not in found and _builds_on(file, subject.header.id):
            pack = read_pack(file.parent, file.parent.as_posix())
            found[file.parent] = _subject(pack, (), options, shelf)
    return tuple(found.values())


def _builds_on(file: Path, name: str) -> bool:
    try:
        value = read_yaml(file).value
    except PackError:
        return False
    below = value.get("builds_on") if isinstance(value, dict) else None
    return isinstance(below, list) and name in below


def _codes(options: Options) -> tuple[str, ...]:
    for code in (*options.select, *options.ignore):
        if code not in RULES:
            raise InputError(f"没有规则“{code}”；规则的名称见 docs/lint/README.md")
    chosen = options.select or tuple(RULES)
    return tuple(code for code in RULES if code in chosen and code not in options.ignore)


def _check(subject: Subject, shown: str, codes: Sequence[str]) -> PackReport:
    found = [
        problem
        for code in codes
        if code not in ABOUT_SUPPRESSIONS
        for problem in _problems(subject, code)
    ]
    sifted = sift(subject, found)
    subject.outcome = Outcome(frozenset(codes), frozenset(RULES), sifted.used)
    last = [
        problem
        for code in codes
        if code in ABOUT_SUPPRESSIONS
        for problem in _problems(subject, code)
    ]
    order = {name: number for number, name in enumerate(_places(subject.files))}
    problems = sorted(
        dict.fromkeys((*sifted.kept, *last)),
        key=lambda one: (order.get(one.mark.file, -1), *one.mark[1:], codes.index(one.code)),
    )
    header = subject.header
    suppressed = len(found) - len(sifted.kept)
    return PackReport(header.id, header.version, shown, tuple(problems), suppressed, tuple(codes))


def _problems(subject: Subject, code: str) -> list[Diagnostic]:
    rule = RULES[code]
    return [
        Diagnostic(rule.ID, one.message, one.mark, one.tip, rule.SEVERITY, one.related, one.edits)
        for one in rule.check(subject)
    ]


def _places(pack: PackFiles) -> dict[str, Path]:
    """Files by the names that places give them, in reading order."""
    places = {pack.header_document.file: pack.folder / HEADER_FILE}
    places |= {one.document.file: pack.folder / one.name for one in pack.lists}
    return places
