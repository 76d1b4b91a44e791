"""How much random damage to a shipped pack lint notices.

    python tests/benchmarks/lint_mutants.py [TRIES] [SEED] [PACK]

Prints the share by kind of damage, and every mutant that passed.
"""

import random
import sys
import tempfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from liststrict import api
from liststrict.lint.runner import Options
from pack_mutants import caught_by, mutate, read_lists

ROOT = Path(__file__).parents[2]


def main() -> None:
    tries, seed = (int(sys.argv[n]) if len(sys.argv) > n else (500, 1)[n - 1] for n in (1, 2))
    pack = ROOT / "rules" / (sys.argv[3] if len(sys.argv) > 3 else "jinji")
    api.load_weights = cache(api.load_weights)
    api.load_lexicon = cache(api.load_lexicon)
    lists = read_lists(pack)
    draw = random.Random(seed)
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work:
        for _ in range(tries):
            mutant = mutate(lists, draw)
            made[mutant.kind] += 1
            if caught_by(mutant, pack, Path(work), Options(on=date(2026, 11, 23))):
                caught[mutant.kind] += 1
            else:
                print("passed:", mutant.kind, mutant.what, flush=True)
    for kind, count in made.items():
        print(f"{kind}: {caught[kind]} of {count}")
    print(f"all: {sum(caught.values())} of {tries} ({100 * sum(caught.values()) / tries:.1f} %)")


if __name__ == "__main__":
    main()
