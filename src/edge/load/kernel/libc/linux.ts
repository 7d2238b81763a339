// Of the generic ABI (asm-generic), which x86-64, arm64, riscv64 and loongarch64 share. Others (mips, ppc64, sparc) number some
// of these differently and are refused.

/** Processors, as Node names them, whose numbers and layouts are the ones below. */
export const ARCHITECTURES: ReadonlySet<string> = new Set(["x64", "arm64", "riscv64", "loong64"]);

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;

export const SOL_SOCKET = 1;
export const SO_ERROR = 4;
export const SO_RCVLOWAT = 18;
export const SO_TIMESTAMPNS = 35;
export const IPPROTO_TCP = 6;
export const TCP_NODELAY = 1;

export const MSG_TRUNC = 0x20;
export const MSG_NOSIGNAL = 0x4000;

export const EPOLL_CLOEXEC = 0o2000000;
export const EPOLL_CTL_ADD = 1;
export const EPOLLIN = 0x1;
export const EPOLLOUT = 0x4;
export const EPOLLERR = 0x8;
export const EPOLLHUP = 0x10;
export const EPOLLRDHUP = 0x2000;
export const EPOLLET = 0x80000000;

/** The same on every architecture, as all system calls since Linux 5.1. */
export const SYS_EPOLL_PWAIT2 = 441;

export const CLOCK_REALTIME = 0;
export const PR_SET_TIMERSLACK = 29;

/** `struct epoll_event` is packed on x86-64 only: its 64 bits of data follow the 32 bits of events at once. */
export const EVENT_BYTES = process.arch === "x64" ? 12 : 16;
export const EVENT_DATA = process.arch === "x64" ? 4 : 8;

/** `struct msghdr` of 64 bits, glibc and musl on little-endian machines alike. */
export const MSGHDR = { bytes: 56, vector: 16, vectorLength: 24, control: 32, controlLength: 40, flags: 48 } as const;

/** `struct iovec`. */
export const IOVEC = { bytes: 16, base: 0, length: 8 } as const;

/** `struct cmsghdr` with the `struct timespec` of SO_TIMESTAMPNS behind it. */
export const CMSG = { bytes: 32, length: 0, level: 8, type: 12, seconds: 16, nanoseconds: 24 } as const;

/** `struct timespec` of 64 bits. */
export const TIMESPEC = { bytes: 16, seconds: 0, nanoseconds: 8 } as const;
