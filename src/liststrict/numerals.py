"""Chinese numerals as laws count: 第二十三条第一款第（三）项."""

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = {"千": 1000, "百": 100, "十": 10}
# What stands for a digit in law texts: zeros of several shapes, and Arabic digits of both widths.
_VALUES: Final = {
    **{digit: value for value, digit in enumerate(_DIGITS)},
    **dict.fromkeys("〇○Ｏ", 0),
    "两": 2,
    **{digit: value for value, digit in enumerate("０１２３４５６７８９")},
    **{digit: value for value, digit in enumerate("0123456789")},
}
NUMERAL_CHARACTERS: Final = "".join((*_VALUES, *_UNITS))


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


def number_in(words: str) -> int | None:
    """The number that Chinese or Arabic numerals stand for, 1 to 9999; None if they stand for none.

    The inverse of `chinese_number`; also reads digits in a row (一〇一, 101) and 一十二.
    """
    if not words or len(words) > 9:
        return None
    total = _in_units(words) if any(unit in words for unit in _UNITS) else _in_a_row(words)
    return total if total is not None and 0 < total < 10000 else None


def _in_a_row(words: str) -> int | None:
    total = 0
    for character in words:
        if character not in _VALUES:
            return None
        total = total * 10 + _VALUES[character]
    return total


def _in_units(words: str) -> int | None:
    """一千二百三十四: a digit before each unit, units falling; a 零 may stand for skipped ones."""
    total, pending, last = 0, None, 10_000
    for character in words:
        unit = _UNITS.get(character)
        if unit is not None:
            if unit >= last or (pending is None and unit != 10):
                return None
            total += (1 if pending is None else pending) * unit
            pending, last = None, unit
        elif character not in _VALUES or pending:
            return None
        else:
            pending = _VALUES[character] or None
    return total + (pending or 0)


def provision_in_words(article: int | None, paragraph: int | None, item: int | None) -> str:
    """A provision as it is cited; empty for a law as a whole."""
    words = f"第{chinese_number(article)}条" if article else ""
    if paragraph:
        words += f"第{chinese_number(paragraph)}款"
    if item:
        number = chinese_number(item)
        words += f"第（{number}）项" if article else f"第{number}项"
    return words
