"""One law text in Markdown into articles, paragraphs and items.

The shape: headings for parts, chapters and sections; an article begins with 第…条 at the start of
a line; each further line is a paragraph (款) unless it begins with （一） or 一、, which is an item
(项) of the paragraph before it.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from liststrict.laws.citation import Place
from liststrict.numerals import NUMERAL_CHARACTERS, number_in

_N: Final = f"[{NUMERAL_CHARACTERS}]{{1,9}}"
_ARTICLE = re.compile(
    rf"[#>*\s]*第\s*({_N})\s*条(?:之([一二三四五六七八九十]{{1,3}}))?\**(?=[\s　:：]|$)[\s　:：]*(.*)"
)
_ITEM = re.compile(rf"(?:[（(]\s*({_N})\s*[）)]|([一二三四五六七八九十]{{1,3}})、)[\s　]*(.*)")
_SUB_ITEM = re.compile(r"\d{1,3}\s*[.．、]|[①-⑳]")
_ANNEX = re.compile(r"[#*\s]*附\s*(?:件|表|录|：|:|$)")
_HEADING = re.compile(r"\s*(?:#|<!--|---|\|)")
_PREFACE_END: Final = "INFO END"
# Nothing that a terminal could obey or that turns the direction of writing is kept.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Paragraph(NamedTuple):
    """One paragraph (款): its text and its items (项), in order."""

    text: str
    items: tuple[tuple[int, str], ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.text, *(text for _, text in self.items)))

    def item(self, number: int) -> str | None:
        """Text of one item, None if there is none."""
        return next((text for found, text in self.items if found == number), None)


class Article(NamedTuple):
    """One article (条), with `branch` for 第…条之…."""

    number: int
    branch: int | None
    paragraphs: tuple[Paragraph, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.paragraphs))


class LawText:
    """The articles of one law version."""

    def __init__(self, articles: tuple[Article, ...]) -> None:
        self.articles = articles

    @cached_property
    def _by_number(self) -> dict[tuple[int, int | None], Article]:
        return {(article.number, article.branch): article for article in self.articles}

    @property
    def last(self) -> int:
        """Number of the last article; 0 for a text without articles."""
        return max((article.number for article in self.articles), default=0)

    def article(self, number: int, branch: int | None = None) -> Article | None:
        """One article, None if there is none."""
        return self._by_number.get((number, branch))

    def at(self, place: Place) -> str | None:
        """The words at a place, None where nothing stands."""
        if place.article is None:
            return None
        article = self.article(place.article, place.branch)
        if article is None or (place.paragraph is None and place.item is None):
            return str(article) if article else None
        place = self.exact(place)
        if place.paragraph is None:
            return None
        if place.paragraph > len(article.paragraphs):
            return None
        paragraph = article.paragraphs[place.paragraph - 1]
        return str(paragraph) if place.item is None else paragraph.item(place.item)

    def exact(self, place: Place) -> Place:
        """The place with its paragraph, where only the article and the item are cited."""
        article = self.article(place.article, place.branch) if place.article else None
        if article is None or place.item is None or place.paragraph is not None:
            return place
        for number, paragraph in enumerate(article.paragraphs, 1):
            if paragraph.item(place.item) is not None:
                return place._replace(paragraph=number)
        return place

    def items(self) -> Iterator[tuple[Place, str]]:
        """Every item with its place."""
        for article in self.articles:
            for number, paragraph in enumerate(article.paragraphs, 1):
                for item, text in paragraph.items:
                    yield Place(article.number, number, item, branch=article.branch), text

    def paragraphs(self) -> Iterator[tuple[Place, str]]:
        """Every paragraph with its place."""
        for article in self.articles:
            for number, paragraph in enumerate(article.paragraphs, 1):
                yield Place(article.number, number, branch=article.branch), str(paragraph)


def parse_law_text(text: str) -> LawText:
    """Reads one law. Lines before the first article and after an annex heading do not count."""
    lines = text.splitlines()
    start = next((index + 1 for index, line in enumerate(lines) if _PREFACE_END in line), 0)
    articles: list[Article] = []
    builder: _ArticleBuilder | None = None
    for line in lines[start:]:
        words = _CONTROL.sub("", line).strip()
        found = _article_start(words, builder)
        if found:
            if builder:
                articles.append(builder.done())
            builder = found
        elif builder and words:
            if _ANNEX.match(words):
                break
            if not _HEADING.match(words):
                builder.add(words)
    if builder:
        articles.append(builder.done())
    return LawText(tuple(articles))


def _article_start(words: str, before: "_ArticleBuilder | None") -> "_ArticleBuilder | None":
    """An article begins only with a higher number: a paragraph may begin by citing another one."""
    found = _ARTICLE.match(words)
    number = number_in(found.group(1)) if found else None
    if found is None or number is None:
        return None
    branch = number_in(found.group(2)) if found.group(2) else None
    if before and (number, branch or 0) <= (before.number, before.branch or 0):
        return None
    builder = _ArticleBuilder(number, branch)
    if found.group(3):
        builder.add(found.group(3).strip())
    return builder


class _ArticleBuilder:
    """Collects the lines of one article."""

    def __init__(self, number: int, branch: int | None) -> None:
        self.number = number
        self.branch = branch
        self._paragraphs: list[tuple[str, list[tuple[int, str]]]] = []

    def add(self, line: str) -> None:
        """One line: an item, a continuation, or a new paragraph."""
        found = _ITEM.match(line)
        number = number_in(found.group(1) or found.group(2)) if found else None
        if number is not None and self._paragraphs and self._takes_item(number):
            self._paragraphs[-1][1].append((number, line))
        elif self._paragraphs and (_SUB_ITEM.match(line) or self._unfinished()):
            self._continue(line)
        else:
            self._paragraphs.append((line, []))

    def _takes_item(self, number: int) -> bool:
        """Whether an item of this number can follow; joins paragraphs that stand between items.

        A line between item （三） and item （四） belongs to item （三）: the list goes on after it.
        """
        items = self._paragraphs[-1][1]
        if items or number == 1:
            return True
        for index in range(len(self._paragraphs) - 1, -1, -1):
            items = self._paragraphs[index][1]
            if items and items[-1][0] == number - 1:
                last, words = items[-1]
                between = [text for text, _ in self._paragraphs[index + 1 :]]
                items[-1] = (last, "\n".join((words, *between)))
                del self._paragraphs[index + 1 :]
                return True
            if items:
                break
        return True

    def _unfinished(self) -> bool:
        """A list without numbers: its lines end in a comma, and it is opened by a colon."""
        text, items = self._paragraphs[-1]
        return not items and text.endswith(("，", "：", ","))

    def _continue(self, line: str) -> None:
        text, items = self._paragraphs[-1]
        if items:
            number, words = items[-1]
            items[-1] = (number, f"{words}\n{line}")
        else:
            self._paragraphs[-1] = (f"{text}\n{line}", items)

    def done(self) -> Article:
        """The article."""
        paragraphs = tuple(Paragraph(text, tuple(items)) for text, items in self._paragraphs)
        return Article(self.number, self.branch, paragraphs)
