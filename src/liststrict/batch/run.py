"""A whole batch: read, answer, journal, and put the finished output in its place at once."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from liststrict.api import engine_version
from liststrict.batch.answer import Settings, build_screener, packs_in_force
from liststrict.batch.columns import Wanted
from liststrict.batch.journal import Journal
from liststrict.batch.pool import LostWorkerError, answer_all, chunks
from liststrict.batch.read import KINDS, Source, open_source
from liststrict.batch.write import Finished, finish
from liststrict.errors import BatchError, ListstrictError

MAX_WORKERS: Final = 64
# Told after every chunk: rows answered so far, and the share of the input that was read.
Report = Callable[[int, float], None]


class Job(NamedTuple):
    """What is asked for. `as_of` None means today, or the day on which a resumed run began."""

    source: Path
    output: Path
    wanted: Wanted = Wanted()
    packs: tuple[str, ...] = ()
    as_of: date | None = None
    workers: int = 1
    resume: bool = False


class InterruptedRunError(BatchError):
    """The run was stopped half-way; the journal is kept."""


def run_batch(job: Job, report: Report = lambda _rows, _share: None) -> Finished:
    """Screens every row of a file. Raises ListstrictError; then no output is left behind.

    Stopped by Ctrl-C or a full disk, the answered rows are kept for `resume`.
    """
    _refuse_bad_paths(job)
    journal = Journal(job.output)
    with closing(open_source(job.source, job.wanted)) as source:
        settings = _settings(job, source, journal)
        # Workers build a screener each; this process need not have one in memory beside them.
        own = build_screener(settings) if job.workers <= 1 else None
        packs = {pack.id: pack.digest for pack in (own.packs if own else packs_in_force(settings))}
        answered = _begin(journal, _identity(source, settings, packs), job.resume)
        try:
            records = islice(source.records(), answered, None)
            work = chunks(records, answered)
            for part in answer_all(work, settings, own, job.workers):
                journal.add(part.lines)
                answered += part.rows
                report(answered, source.done())
            finished = finish(journal, source, job.output, settings.as_of)
        except ListstrictError:
            journal.remove()
            raise
        except KeyboardInterrupt:
            journal.release()
            raise InterruptedRunError(
                f"已中断，办完 {answered} 行；加 --resume 可以接着办"
            ) from None
        except LostWorkerError:
            journal.release()
            raise InterruptedRunError(
                f"有进程被系统中止（可能是内存不足），办完 {answered} 行；请减小 --workers，加 --resume 接着办"
            ) from None
        except OSError:
            journal.release()
            raise InterruptedRunError(
                f"{job.output}：写不进去（磁盘已满或没有权限）；请处理后加 --resume 接着办"
            ) from None
        except BaseException:
            journal.remove()
            raise
    journal.remove()
    return finished


def _begin(journal: Journal, run: dict[str, Any], resume: bool) -> int:
    try:
        return journal.begin(run, resume)
    except ListstrictError:
        journal.release()
        raise
    except OSError:
        journal.release()
        raise BatchError(f"{journal.output}：不能写入这个文件夹；请检查路径和权限") from None


def _refuse_bad_paths(job: Job) -> None:
    if not 1 <= job.workers <= MAX_WORKERS:
        raise BatchError(f"--workers 应为 1 到 {MAX_WORKERS}；请修改")
    if job.output.suffix.lower() not in KINDS:
        raise BatchError(f"{job.output}：输出文件的扩展名应为 {'、'.join(KINDS)} 之一；请修改")
    if job.output.is_dir():
        raise BatchError(f"{job.output}：这是文件夹；请给出文件名")
    if not job.output.parent.is_dir():
        raise BatchError(f"{job.output.parent}：没有这个文件夹；请先建立")
    if job.output.exists() and job.source.exists() and job.output.samefile(job.source):
        raise BatchError(f"{job.output}：输出和输入是同一个文件；请换一个输出文件名")
    jsonl = job.source.suffix.lower() == ".jsonl"
    if jsonl and job.output.suffix.lower() != ".jsonl":
        raise BatchError(f"{job.output}：.jsonl 的每行可以有不同的栏，只能输出 .jsonl；请修改")


def _settings(job: Job, source: Source, journal: Journal) -> Settings:
    as_of = (job.as_of or date.today()).isoformat()  # noqa: DTZ011  (the local day is meant)
    if job.resume and job.as_of is None:
        # A run that goes on past midnight still answers as on the day it began.
        as_of = str((journal.begun() or {}).get("as_of", as_of))
    return Settings(
        packs=job.packs,
        as_of=as_of,
        wanted=job.wanted,
        encoding=source.encoding,
        header=source.header,
        first=len(source.lead) + (1 if source.header is None else 2),
        as_lines=job.output.suffix.lower() == ".jsonl",
    )


def _identity(source: Source, settings: Settings, packs: dict[str, str]) -> dict[str, Any]:
    """What must be the same for a run to be gone on with."""
    return {
        "input": source.digest,
        "packs": packs,
        "engine": engine_version(),
        "as_of": settings.as_of,
        "columns": list(settings.wanted),
        "lines": settings.as_lines,
    }
