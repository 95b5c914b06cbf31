#!/usr/bin/env python3
"""Sets up, runs, tests, checks and builds GridVisit: `python3 dev.py run`.

Standard library only, and the same commands on Linux and on Windows.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / ".ci"))

from tools import build, checks, figures, lock, readme, setup, start, translate


def main(argv: list[str]) -> int:
    """Run one command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="GridVisit 网格走访: set up, run, test, check, build "
        "准备、运行、测试、检查、打包",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (run, told) in COMMANDS.items():
        one = commands.add_parser(name, help=told)
        one.set_defaults(call=run)
    # What follows the command is its own: `dev.py run fill --help` asks `fill`.
    args, rest = parser.parse_args(argv[:1]), argv[1:]
    try:
        result: int = args.call(rest)
    except setup.CannotSetUp as problem:
        print(problem, file=sys.stderr)
        return 1
    return result


COMMANDS = {
    "run": (start.run, "open the window, or run a command line 打开窗口或执行命令"),
    "test": (start.test, "run the tests that are not slow 运行测试"),
    "lint": (checks.lint, "format, lint, types, import contracts 代码检查"),
    "bench": (figures.bench, "measure, beside peers and limits 性能测量"),
    "durability": (figures.durability, "disk faults, power cuts, kills 断电测试"),
    "build": (build.build, "freeze with PyInstaller, self-test 打包并自检"),
    "translate": (translate.translate, "renew .ts and .qm files 更新翻译"),
    "map": (readme.write_map, "renew README's map and features 更新模块图和支持表"),
    "lock": (lock.write_lock, "renew the lock files and dependencies 更新依赖锁"),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
