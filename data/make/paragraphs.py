"""Counts the paragraphs of each article: rules/paragraphs.yaml from a folder of law texts.

    python data/make/paragraphs.py FOLDER

FOLDER holds one Markdown file per version, named 法名(日期).md, with articles as 第…条 paragraphs.
Only counts are kept, so that lint can tell without any text that a paragraph does not exist.
Texts with gaps in their articles are left out.
"""

import re
import sys
from pathlib import Path

from liststrict.laws.register import plain_title
from liststrict.numerals import number_in
from liststrict.packs.load import load_register
from liststrict.resources import rules_root

ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇]+条(?=[\s　])")
ITEM = re.compile(r"[（(][一二三四五六七八九十百]+[）)]|\d+[.．、]")


def main() -> None:
    laws = {
        plain_title(name): law
        for law in load_register(rules_root() / "laws.yaml").laws
        for name in (law.title, law.id, *law.aliases)
    }
    lines = [
        "# 每条有几款，从法律文本数出（data/make/paragraphs.py）；第一个数是第一条。供检查“没有这一款”用。",
        "laws:",
    ]
    found: dict[str, dict[str, list[int]]] = {}
    for file in sorted(Path(sys.argv[1]).glob("*.md")):
        title, _, day = file.stem.rpartition("(")
        law = laws.get(plain_title(title))
        counts = count(file.read_text(encoding="utf-8"))
        if law is None or not counts:
            print("left out:", file.name, file=sys.stderr)
            continue
        found.setdefault(law.id, {})[day.rstrip(")")] = counts
    for law_id, versions in found.items():
        lines.append(f"  {law_id}:")
        lines += [f"    '{day}': {' '.join(map(str, counts))}" for day, counts in versions.items()]
    (rules_root() / "paragraphs.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def count(text: str) -> list[int]:
    """Paragraphs of article 1, 2, …; empty if the articles have gaps."""
    counts: list[int] = []
    head, _, body = text.partition("<!-- INFO END -->")
    for line in map(str.strip, (body or head).splitlines()):
        article = ARTICLE.match(line)
        if article:
            number = number_in(article.group()[1:-1])
            if number != len(counts) + 1:
                return []
            counts.append(1)
        elif line and counts and not line.startswith("#") and not ITEM.match(line):
            counts[-1] += 1
    return counts


if __name__ == "__main__":
    main()
