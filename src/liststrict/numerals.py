"""Chinese numerals as laws count: 第二十三条第一款第（三）项."""

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 9999 in Chinese numerals (10 is 十, 110 is 一百一十)."""
    if not 0 < number < 10000:
        raise ValueError(f"{number} is not between 1 and 9999")
    digits = str(number)
    words = ""
    pending_zero = False
    for digit, unit in zip(digits, ("千", "百", "十", "")[-len(digits) :], strict=True):
        if digit == "0":
            pending_zero = bool(words)
            continue
        if pending_zero:
            words += "零"
            pending_zero = False
        words += _DIGITS[int(digit)] + unit
    return words.removeprefix("一") if 10 <= number < 20 else words


def provision_in_words(article: int | None, paragraph: int | None, item: int | None) -> str:
    """A provision as it is cited; empty for a law as a whole."""
    words = f"第{chinese_number(article)}条" if article else ""
    if paragraph:
        words += f"第{chinese_number(paragraph)}款"
    if item:
        number = chinese_number(item)
        words += f"第（{number}）项" if article else f"第{number}项"
    return words
