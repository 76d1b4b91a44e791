"""A verdict and what the user adds into the bytes of one form: the whole way on one page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from liststrict.forms.details import Details
from liststrict.forms.fields import (
    Fields,
    certificate_fields,
    receipt_fields,
    return_fields,
    review_fields,
)
from liststrict.forms.kinds import FORMS, fitting
from liststrict.forms.package import read_template
from liststrict.forms.plain import PLAIN_WORDS, load_plain_words
from liststrict.forms.render import render
from liststrict.model.verdict import Verdict
from liststrict.resources import templates_root

_FIELDS: Final[dict[str, Callable[..., Fields]]] = {
    "review": review_fields,
    "return": return_fields,
    "certificate": certificate_fields,
    "receipt": receipt_fields,
}


def make_form(
    kind: str, verdict: Verdict, details: Details, templates: Path | None = None
) -> bytes:
    """The form as .docx; `templates` is a folder of edited templates.

    Raises InputError if the verdict does not fit the form, or the template is missing or broken.
    """
    fields = form_fields(kind, verdict, details, templates)
    folder = templates or templates_root()
    file = folder / template_name(kind)
    return render(read_template(file), str(file), fields)


def form_fields(
    kind: str, verdict: Verdict, details: Details, templates: Path | None = None
) -> Fields:
    """All that the template of this form may use. Raises InputError."""
    fit = fitting(kind, verdict)
    words = (templates or templates_root()) / PLAIN_WORDS
    if not words.is_file():
        words = templates_root() / PLAIN_WORDS
    plain = load_plain_words(words) if kind == "certificate" else {}
    return _FIELDS[kind](verdict, fit, details, plain)


def template_name(kind: str) -> str:
    """File name of a form's template."""
    return f"{kind}.docx"


def template_files() -> tuple[Path, ...]:
    """All files that an office may copy and edit."""
    return (
        *(templates_root() / template_name(kind) for kind in FORMS),
        templates_root() / PLAIN_WORDS,
    )
