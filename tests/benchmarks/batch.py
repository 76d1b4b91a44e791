"""Batches and documents: rows per second with one and two workers, memory, kill and resume.

    python tests/benchmarks/batch.py [rows]

Printed, never asserted: machines differ, ratios in one run are what can be compared.
"""

import filecmp
import json
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

# The peak of a process that was started is at least that of the one that started it, as getrusage tells it
# on Linux; /proc tells its own.
PEAK = """
import resource, sys
from pathlib import Path
from liststrict.cli.app import main
code = main(sys.argv[1:])
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if Path("/proc/self/status").exists():
    lines = Path("/proc/self/status").read_text().splitlines()
    own = int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(own // 1024, child // 1024, file=sys.stderr)
sys.exit(code)
"""


def texts(count: int) -> list[str]:
    """Requests of the training cases; every one with a number, so that no two rows are alike."""
    lines = (ROOT / "data/cases/train.jsonl").read_text(encoding="utf-8").splitlines()
    known = [json.loads(line)["text"] for line in lines]
    return [f"{text}（第{number}号）" for number, text in enumerate(islice(cycle(known), count))]


def run(*arguments: str | Path) -> tuple[float, int, int]:
    """Seconds, and the peak memory in megabytes of the command and of its largest worker."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, "batch", *map(str, arguments), "--on", "2026-11-23"],
        capture_output=True, text=True, check=True,
    )
    own, child = done.stderr.split()[-2:]
    return time.perf_counter() - start, int(own), int(child)


def speed(folder: Path, rows: int) -> None:
    source = folder / "in.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for text in texts(rows):
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    small = folder / "small.jsonl"
    with source.open(encoding="utf-8") as file:
        small.write_text("".join(islice(file, rows // 10)), encoding="utf-8")
    one, memory, _ = run(source, "-o", folder / "one.jsonl")
    tenth, small_memory, _ = run(small, "-o", folder / "small-out.jsonl")
    two, own, child = run(source, "-o", folder / "two.jsonl", "--workers", "2")
    same = filecmp.cmp(folder / "one.jsonl", folder / "two.jsonl", shallow=False)
    print(f"{rows} rows: 1 worker {rows / one:.0f} rows/s, 2 workers {rows / two:.0f} rows/s, "
          f"{one / two:.2f} x, same bytes: {same}")
    print(f"peak memory: {memory} MB with 1 worker ({small_memory} MB for a tenth of the rows, "
          f"{tenth:.1f} s); with 2 workers {own} MB and up to {child} MB in each")


def sheet(folder: Path, rows: int) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["事项"])
    lines = folder / "sheet.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for text in texts(rows):
            page.append([text])
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    book.save(folder / "in.xlsx")
    plain, _, _ = run(lines, "-o", folder / "sheet-out.jsonl")
    excel, memory, _ = run(folder / "in.xlsx", "-o", folder / "out.xlsx")
    print(f"{rows} rows of .xlsx: {excel:.1f} s, {excel / plain:.2f} x the time as .jsonl, {memory} MB")


def kill(folder: Path) -> None:
    source, whole = folder / "small.jsonl", folder / "small-out.jsonl"
    output = folder / "killed.jsonl"
    command = [sys.executable, "-m", "liststrict", "batch", source, "-o", output, "--workers", "2",
               "--on", "2026-11-23", "--resume"]
    command = [str(word) for word in command]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - start
    output.unlink()
    chance = random.Random(7)
    same = 0
    for _ in range(10):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * seconds)
        process.kill()
        process.wait()
        subprocess.run(command, check=True)
        same += filecmp.cmp(output, whole, shallow=False)
        output.unlink()
    print(f"killed at 10 random moments and resumed: {same} of 10 with the same bytes")


def documents(folder: Path) -> None:
    from liststrict import Screener
    from liststrict.documents.notice import screen_document
    from liststrict.documents.plain import read_plain
    from liststrict.documents.read import read_document
    from liststrict.output.notice_json import notice_to_json
    from marked_notices import read_notices, score
    from office_files import make_docx, make_pdf

    notices = read_notices()
    screener = Screener.default()
    longest = max(notices, key=lambda notice: len(notice.text)).lines
    make_docx([*longest] * 9, folder / "long.docx")
    make_pdf([*longest], folder / "long.pdf", repeat=50)
    for name in ("long.docx", "long.pdf"):
        start = time.perf_counter()
        document = read_document(folder / name)
        read = time.perf_counter() - start
        answer = screen_document(document, screener)
        pages = document.blocks[-1].page or f"{len(document.text) // 700} (by length)"
        print(f"{name}: {pages} pages, read in {read:.2f} s, read and screened in "
              f"{time.perf_counter() - start:.2f} s, {len(answer.tasks)} tasks")
    scores = [
        score(notice, notice_to_json(screen_document(read_plain(notice.text, notice.markdown), screener))["tasks"])
        for notice in notices
    ]
    total = [sum(one[index] for one in scores) for index in range(5)]
    print(f"{len(notices)} notices: {total[1]} of {total[0]} tasks found, {total[3]} of {total[2]} "
          f"spurious, {total[4]} misplaced")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents(folder)
        speed(folder, rows)
        sheet(folder, max(1000, rows // 4))
        kill(folder)


if __name__ == "__main__":
    main()
