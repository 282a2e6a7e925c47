"""What the process that reads a stranger's file may use: little, and nothing around it."""

import ctypes
import os
import resource
import signal

MEMORY_BYTES = 200 * 1024 * 1024  # address space, so resident memory stays below it
OUTPUT_BYTES = 12 * 1024 * 1024
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 4, 38


def confine(cpu_seconds: float) -> None:
    """Give up everything but memory, time and the descriptors that are open now.

    Without a descriptor to be had there is no socket, no file and no other program: each would be
    a new one. The kernel ends the process when its time is over, also in the middle of C code.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_BYTES, OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, max(0.01, cpu_seconds - _used()))
    whole = int(cpu_seconds) + 1  # should the timer be taken back
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)  # its memory is nobody else's to read
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _used() -> float:
    used = os.times()
    return used.user + used.system
