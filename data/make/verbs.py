"""Makes data/notices/verbs.txt: common verbs of two characters, from the dictionary of jieba."""

from pathlib import Path
from typing import Final

import jieba

_TARGET: Final = Path(__file__).parents[1] / "notices/verbs.txt"
_TAGS: Final = ("v", "vd", "vi")
_LENGTH: Final = 2
_SEEN: Final = 50


def main() -> None:
    """Writes the file anew."""
    words = []
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, tag = line.split()
            if len(word) == _LENGTH and tag in _TAGS and int(count) >= _SEEN:
                words.append(word)
    head = "# 两个字的常用动词，供辨认祈使句参考；取自 jieba 词典（MIT）。"
    _TARGET.write_text("\n".join([head, *sorted(words)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
