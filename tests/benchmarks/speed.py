"""Speed as ratios in one run: one request against jieba, a cold command against jieba's start.

    python tests/benchmarks/speed.py

Printed, never asserted: machines differ, ratios in one run are what can be compared. What is compared is
measured in turns, round by round, since a busy machine changes its pace within seconds.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
ROUNDS = 9


def requests() -> list[str]:
    lines = (ROOT / "data/cases/test.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return [text for text in texts if 24 <= len(text) <= 36][:200]


def seconds(function, texts) -> float:
    """Seconds per text."""
    start = time.perf_counter()
    for text in texts:
        function(text)
    return (time.perf_counter() - start) / len(texts)


def in_turns(one, other, texts) -> tuple[float, float, float]:
    """Median ratio of two functions over several rounds, and the median seconds per text of each."""
    rounds = [(seconds(one, texts), seconds(other, texts)) for _ in range(ROUNDS)]
    ones, others = zip(*rounds, strict=True)
    return median(a / b for a, b in rounds), median(ones), median(others)


def cold(*command: str) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return median(times)


def with_many_entries():
    """A screener over the shipped lists and a pack of a hundred times as many entries."""
    from lint import write_pack
    from liststrict import Screener

    with tempfile.TemporaryDirectory() as name:
        write_pack(Path(name), 12_400)
        return Screener.from_packs(["jinji", Path(name)])


def main() -> None:
    import jieba
    from rapidfuzz import fuzz

    from liststrict import Screener

    jieba.setLogLevel(60)
    jieba.initialize()
    screener = Screener.default()
    texts = requests()
    clauses = [
        " ".join(jieba.lcut(text))
        for entry in json.loads((ROOT / "data/source/lists.json").read_text(encoding="utf-8"))
        for text in [entry["title"], *entry.get("details", []), *entry.get("duties", [])]
    ]

    def nearest_clause(text: str) -> float:
        words = " ".join(jieba.lcut(text))
        return max(fuzz.token_set_ratio(words, clause) for clause in clauses)

    ratio, ours, tokens = in_turns(screener.screen, jieba.lcut, texts)
    print(f"one request of about 30 characters: {ratio:.2f} x jieba.lcut "
          f"({ours * 1e6:.0f} and {tokens * 1e6:.0f} microseconds)")
    ratio, *_ = in_turns(nearest_clause, screener.screen, texts[:40])
    print(f"nearest clause by jieba + rapidfuzz: {ratio:.0f} x as slow as screening")
    ratio, many, _ = in_turns(with_many_entries().screen, screener.screen, texts)
    print(f"the same with 12,400 entries more: {ratio:.2f} x ({many * 1e6:.0f} microseconds)")
    command = cold("-m", "liststrict", "check", texts[0])
    start = cold("-c", "import jieba; jieba.initialize()")
    print(f"cold check: {command / start:.2f} x jieba.initialize() "
          f"({command:.2f} and {start:.2f} seconds)")


if __name__ == "__main__":
    main()
