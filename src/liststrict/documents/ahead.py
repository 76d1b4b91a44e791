"""What stands around a paragraph: whether others belong to it."""

from liststrict.documents.document import Document
from liststrict.documents.frame import Frame
from liststrict.documents.outline import Number, number_of
from liststrict.documents.wording import load_wording

# So far into a document its first number or lead-in is looked for.
_OPENING: int = 40


class Ahead:
    """Answers about the neighbours of a block of a document."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self._document = document
        self._frame = frame

    def has_opening(self) -> bool:
        """Whether the body begins with a paragraph that is not yet the matter itself."""
        wording = load_wording()
        words = self._document.words
        blocks = [self._document.blocks[index] for index in self._frame.body]
        return any(
            number_of(words(block)) or wording.lead_in.search(words(block).strip())
            for block in blocks[:_OPENING]
        )

    def has_items(self, index: int, number: Number) -> bool:
        """Whether what follows belongs to this number: a deeper number, or text without one."""
        if index + 1 >= len(self._document.blocks) or index + 1 in self._frame.roles:
            return False
        if index + 1 == self._frame.annex:
            return False
        after = self._document.blocks[index + 1]
        if after.kind == "row":
            return True
        following = number_of(self._document.words(after))
        if following is not None:
            return following.level > number.level
        words = self._document.words(after).strip()
        if self._is_sibling(index - 1, number) and words.endswith(("：", ":")):
            return False  # the last item of a list, and what leads to the next
        return not load_wording().formula.search(words.rstrip("。"))

    def has_more(self, index: int) -> bool:
        """Whether a paragraph of the body follows, so that this one can be its heading."""
        return index + 1 in self._frame.body and index + 1 not in self._frame.roles

    def _is_sibling(self, index: int, number: Number) -> bool:
        if index < 0:
            return False
        found = number_of(self._document.words(self._document.blocks[index]))
        return found is not None and found.level == number.level
