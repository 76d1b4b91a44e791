"""What the user adds to a verdict: names, contacts, and the answers only the unit can give."""

from typing import Annotated, Final

from pydantic import AfterValidator

from liststrict.errors import InputError
from liststrict.forms.clean import clean, clean_line
from liststrict.model.basis import Frozen
from liststrict.model.notice import NoticeVerdict

# Long enough for whatever is pasted into a form, short enough for a document that still opens.
MAX_CHARACTERS: Final = 10_000

Line = Annotated[str, AfterValidator(clean_line)]
Text = Annotated[str, AfterValidator(clean)]


class Details(Frozen):
    """Everything that is empty stays a blank to be filled in by hand."""

    requester: Line = ""
    purpose: Text = ""
    village: Line = ""
    unit: Line = ""
    contact: Line = ""
    phone: Line = ""
    number: Line = ""
    item: Line = ""
    basis: Text = ""
    why: Text = ""
    period: Text = ""
    funds: Text = ""
    people: Text = ""
    burden: Text = ""
    resident: Line = ""


def details_from(options: dict[str, tuple[str, str | None]]) -> Details:
    """Details from fields to (name of the option, value). Raises InputError for one too long.

    The error names the option and never its value: it may be personal data.
    """
    for option, value in options.values():
        if value is not None and len(value) > MAX_CHARACTERS:
            raise InputError(
                f"{option} 有 {len(value)} 个字，超过 {MAX_CHARACTERS} 个；请写短一些，其余作为附件"
            )
    return Details(**{field: value for field, (_, value) in options.items() if value})


def with_notice(details: Details, answer: NoticeVerdict) -> Details:
    """Details that were left open, as far as the notice itself tells them."""
    signals = "；".join(dict.fromkeys(signal.name for signal in answer.burden))
    told = {
        "requester": answer.notice.issuer,
        "item": answer.notice.title,
        "period": answer.notice.deadline,
        "burden": f"来文中有：{signals}" if signals else None,
    }
    open_fields = {
        name: value[:MAX_CHARACTERS]
        for name, value in told.items()
        if value and not getattr(details, name)
    }
    return Details(**{**details.model_dump(), **open_fields})
