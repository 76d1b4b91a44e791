"""Small judgements about the sentences of a notice: headings, runs of tasks, bare wording."""

import re
from typing import Final

from liststrict.documents.outline import number_of

# A first sentence up to this length may be a heading that runs into the text.
RUN_IN: Final = 24


def runs_in(sentence: str) -> bool:
    """Whether a first sentence is a heading that runs into the text."""
    bare = sentence.strip()
    return bare.endswith("。") and len(bare) <= RUN_IN and "，" not in bare


def runs_of(judged: list[str]) -> list[tuple[int, int]]:
    """First and last of each run that asks for something; quiet sentences do not end a run."""
    runs: list[tuple[int, int]] = []
    broken = True
    for number, found in enumerate(judged):
        if found == "asks":
            if broken:
                runs.append((number, number))
            else:
                runs[-1] = (runs[-1][0], number)
            broken = False
        elif found != "quiet":
            broken = True
    return runs


def heading_of(body: str) -> str:
    """The heading of a numbered paragraph: the whole of it, or a short first sentence."""
    first = re.split(r"[。：:；\n]", body.strip(), maxsplit=1)[0]
    return first.strip() if len(first.strip()) <= 40 else ""


def bare_of(sentence: str) -> str:
    """A sentence without numbers before it and marks around it."""
    text = sentence.strip(" 　，。；：、:;！？\n\t")
    number = number_of(text)
    if number is not None:
        text = text[number.end :]
    return re.sub(r"^[一二三四五六七八九十]{1,2}[是要]", "", text).strip(" 　，。；：、")
