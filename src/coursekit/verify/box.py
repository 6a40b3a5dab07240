"""Shuts a program in, as far as the system can: `python -I box.py child.py`, with a job on its input.

Each process that runs what a spec holds begins here. It needs the standard library alone. With walls
(Linux, where the system lets a person have namespaces) a program sees no other process, no network, no
home, a disk that can't be written but for its own small folder, and nothing that it starts outlives it.
"""

import contextlib
import ctypes
import errno
import json
import os
import runpy
import signal
import site
import sys
from pathlib import Path
from typing import Any, NoReturn

NO_WALLS = 97
"""Ended with when walls were asked for and the system has none to give."""
MOST_PROCESSES = 64
LOOK = 0.05
"""Seconds between two looks at how many processes there are."""

CLONE = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000
"""Namespaces of its own: users, mounts, processes, network, shared memory."""
READ_ONLY, BIND, RECURSIVE, PRIVATE = 1, 4096, 16384, 1 << 18
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
DEATH_SIGNAL, NO_NEW_PRIVILEGES = 1, 38
CAPABILITIES = 0x20080522
LOOPBACK_UP = (0x8914, b"lo\0" + bytes(13) + b"\x41\0" + bytes(22))


def main() -> None:
    """Read a job, shut every way in and out, and run this job's program."""
    job = json.load(sys.stdin)
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.dont_write_bytecode = True
    folder = Path.cwd()
    if job["walls"]:
        _behind_walls(folder, [Path(path) for path in job["hidden"]])
        os.chdir(folder)
    _close(folder)
    limit(job["limits"])
    runpy.run_path(str(Path(__file__).with_name(sys.argv[1])))["main"](job, results)
    results.flush()
    os._exit(0)  # without waiting for threads that have no end


def limit(limits: dict[str, int]) -> None:
    """Limit this process and what it starts, as far as the system can."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for name, most in limits.items():
        # The second number is what the system ends a process at, after a warning at the first that
        # says which limit it was. One that the system does not know, or has set lower, is left alone.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (most, most + 1))


def needed() -> list[Path]:
    """Return the folders that Python itself reads."""
    names = [
        sys.prefix,
        sys.base_prefix,
        site.getuserbase(),
        str(Path(__file__).parent),
        *filter(None, sys.path),
    ]
    # Not Path.is_dir(), which raises where a person may not look.
    return [Path(name) for name in dict.fromkeys(names) if os.path.isdir(name)]  # noqa: PTH112


def _close(folder: Path) -> None:
    """Give nothing to read, and a file of limited size to print to, which has no name."""
    # A descriptor that can't be read: who waits for input is told so at once.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 0)
    said = folder / "said"
    out = os.open(said, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        said.unlink()
    except OSError:  # Windows keeps the name of an open file
        os.close(out)
        said.unlink()
        out = nothing
    os.dup2(out, 1)
    os.dup2(out, 2)


def _behind_walls(folder: Path, hidden: list[Path]) -> None:
    """Return in a process behind walls only; this one waits for its end, and ends as it did."""
    try:
        _unshare()
        warden = os.fork()
        if warden:
            _end_as(warden)
        _ok(_libc.prctl(DEATH_SIGNAL, signal.SIGKILL))
        _mounts(folder, hidden)
        _loopback()
    except OSError:
        os._exit(NO_WALLS)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    program = os.fork()
    if program:
        _watch(program)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.setsid()
    _drop_privileges()


def _unshare() -> None:
    user, group = os.getuid(), os.getgid()
    _ok(_libc.unshare(CLONE))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _mounts(folder: Path, hidden: list[Path]) -> None:
    _mount("none", "/", "", RECURSIVE | PRIVATE)
    kept = {path: os.open(path, os.O_PATH) for path in needed()}
    for home in hidden:
        _mount("none", home, "tmpfs", 0)
        for path, opened in kept.items():
            if path.is_relative_to(home):
                path.mkdir(parents=True, exist_ok=True)
                _mount(f"/proc/self/fd/{opened}", path, "", BIND | RECURSIVE)
    for opened in kept.values():
        os.close(opened)
    folder.mkdir(parents=True, exist_ok=True)
    attributes = (ctypes.c_uint64 * 4)(READ_ONLY, 0, 0, 0)
    _ok(_libc.syscall(MOUNT_SETATTR, AT_FDCWD, b"/", AT_RECURSIVE, attributes, ctypes.sizeof(attributes)))
    _mount("none", folder, "tmpfs", 0, b"size=64m,mode=700")
    with contextlib.suppress(OSError):  # a container may keep its own
        _mount("none", "/proc", "proc", 0)


def _loopback() -> None:
    import fcntl  # noqa: PLC0415 - Windows has none
    import socket  # noqa: PLC0415 - only here

    # A kernel and who runs it talk over it.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lo:
        fcntl.ioctl(lo, *LOOPBACK_UP)


def _drop_privileges() -> None:
    # Who made the walls could take them down.
    _ok(_libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _ok(_libc.capset((ctypes.c_uint32 * 2)(CAPABILITIES, 0), (ctypes.c_uint32 * 6)()))


def _watch(program: int) -> NoReturn:
    """Wait for a program as the first process of its namespace: when this ends, all the others do."""
    while True:
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended == program:
            os._exit(_code(status))
        if not ended:
            if sum(name.isdecimal() for name in os.listdir("/proc")) > MOST_PROCESSES:  # noqa: PTH208 - in a hurry
                os._exit(128 + signal.SIGKILL)
            signal.sigtimedwait({signal.SIGCHLD}, LOOK)


def _end_as(process: int) -> NoReturn:
    os._exit(_code(os.waitpid(process, 0)[1]))


def _code(status: int) -> int:
    """Return a status as shells write it: a signal as 128 and its number."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _mount(what: str, where: Path | str, kind: str, flags: int, options: bytes = b"") -> None:
    _ok(_libc.mount(what.encode(), os.fsencode(where), kind.encode(), ctypes.c_ulong(flags), options))


def _ok(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno() or errno.EPERM, "no walls")


_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


if __name__ == "__main__":
    main()
