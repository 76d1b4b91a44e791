"""How long lint takes: the shipped packs from a cold start, and a pack of 10,000 entries.

    python tests/benchmarks/lint.py [ENTRIES] [copies]

With `copies` the large pack is made of copies of the shipped entries (`big_pack.py`), which share
most of their words with a hundred others. Prints seconds and megabytes; asserts nothing, since machines differ.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import big_pack

ROOT = Path(__file__).parents[2]
PLACES = ["东坡", "西沟", "南湾", "北岭", "上坝", "下坪", "前山", "后河", "石桥", "木鱼", "白沙", "黑滩", "青杠", "黄葛", "红岩", "双河", "三汇", "四面"]
ACTS = ["代养", "收购", "登记", "评比", "验收", "烘干", "运输", "分拣", "包装", "催收", "测产", "保价", "托管", "巡护", "投保", "育苗", "嫁接", "修枝"]
OWNERS = ["公司", "银行", "学校", "电站", "林场", "商会", "药店", "超市", "车队", "水厂", "茶厂", "酒厂", "砖厂", "农场", "医院", "邮局", "茶馆", "景区"]
WAYS = ["统计", "核实", "代办", "上报", "登记", "看管", "清点", "打听", "张贴", "收齐", "分发", "押送", "催办", "签收", "盯住", "搬运", "接送", "担保"]


def write_pack(folder: Path, entries: int) -> None:
    """A pack whose entries all differ in wording, with vocabulary, examples and near misses."""
    header = (
        "id: big\nversion: 1.0.0\ntitle: 大镇清单\njurisdiction: 大镇\nlevel: town\n"
        "source: {document: 大镇清单}\nlists: [neg.yaml]\n"
    )
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    lines = ["list: neg", "title: 大镇负面清单", "verdict: forbidden", "entries:"]
    words = _words()
    draw = random.Random(1)
    for number in range(1, entries + 1):
        thing, other, more = draw.sample(words, 3)
        place, act, owner, way = (draw.choice(some) for some in (PLACES, ACTS, OWNERS, WAYS))
        name = f"{thing}{other}{act}"
        lines += [
            f"  - id: neg-{number:02d}",
            f"    no: {number}",
            f"    title: {name}",
            f"    details: [替{owner}{act}{thing}{other}, {way}{more}{thing}]",
            "    units: [镇农业服务中心]",
            "    legal_basis:",
            "      - law: 村民委员会组织法",
            "        raw: 《中华人民共和国村民委员会组织法》第四十三条第二款",
            "        origin: editorial",
            "        provisions: [{article: 43, paragraph: 2, status: in-force}]",
            "    match:",
            "      - clause: 1",
            f"        names: [{name}, {act}{thing}{other}, {thing}{other}包{act}]",
            f"        objects: [{thing}{other}, {other}公司, {place}{other}基地]",
            f"        acts: [代{act}, 代为{act}, 上门{act}]",
            f"    examples: [请村委会{way}{name}, {owner}要求村里{act}{thing}{other}]",
            f"    near_misses: [{place}村民自己商量修水渠的第{number}件事]",
        ]
    (folder / "neg.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _words() -> list[str]:
    """Everyday words of two or three characters, so that the entries differ as real ones do."""
    lines = (ROOT / "data/lexicon/words.txt").read_text(encoding="utf-8").splitlines()
    found = [line.split()[0] for line in lines if not line.startswith("#")]
    return [word for word in found if 2 <= len(word) <= 3 and word.isalpha() and "乾" not in word]


def measure(*arguments: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "liststrict", *arguments, "--format", "json"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    problems = done.stdout.count('"code":')
    print(f"{' '.join(arguments)}: {seconds:.2f} s ({cpu:.2f} s of CPU), at most "
          f"{after.ru_maxrss / 1024:.0f} MB, exit code {done.returncode}, {problems} problems")


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    measure("lint", str(ROOT / "rules"))
    measure("pack", "test")
    with tempfile.TemporaryDirectory() as folder:
        if "copies" in sys.argv[2:]:
            big_pack.write_pack(Path(folder), entries)
        else:
            write_pack(Path(folder), entries)
        measure("lint", folder)


if __name__ == "__main__":
    main()
