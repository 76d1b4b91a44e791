"""Makes `data/lexicon/sounds.txt`: characters that sound alike, for typing errors.

    python data/make/sounds.py            (needs pypinyin, for this script only)

One line for each toneless syllable, with the confusions of the south-west folded together
(zh/z, ch/c, sh/s, n/l, f/h before u, -ng/-n): all characters of GB 2312 that are read so.
The first reading of a character counts.
"""

from pathlib import Path

from pypinyin import Style, pinyin

OUTPUT = Path(__file__).parents[1] / "lexicon" / "sounds.txt"


def gb2312():
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def folded(syllable: str) -> str:
    for sharp, flat in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(sharp):
            syllable = flat + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    for long, short in (("ang", "an"), ("eng", "en"), ("ing", "in")):
        if syllable.endswith(long):
            syllable = syllable[: -len(long)] + short
    return syllable


def main() -> None:
    groups: dict[str, list[str]] = {}
    for character in gb2312():
        reading = pinyin(character, style=Style.NORMAL)[0][0]
        groups.setdefault(folded(reading), []).append(character)
    lines = [
        "# 读音相近的字，每行一组（不分声调；平翘舌、前后鼻音、鼻边音不分）；由 data/make/sounds.py 生成。"
    ]
    lines += ["".join(members) for _, members in sorted(groups.items()) if len(members) > 1]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} groups")


if __name__ == "__main__":
    main()
