import { ARCHITECTURES } from "./linux.ts";

type Call<Parameters extends readonly number[]> = (...parameters: Parameters) => number;

/** Functions of the C library. Addresses are plain numbers; only `addressOf` makes them. */
export interface Libc {
  /** Of the last call of this thread that failed. */
  readonly errno: () => number;
  readonly mmap: Call<[hint: number, length: number, protection: number, ...rest: number[]]>;
  readonly madvise: Call<[address: number, length: number, advice: number]>;
  /** Memory as an ArrayBuffer. It must stay mapped as long as anything holds the buffer. */
  readonly view: (address: number, length: number) => ArrayBuffer;
  readonly socket: Call<[domain: number, type: number, protocol: number]>;
  readonly connect: Call<[socket: number, address: number, length: number]>;
  readonly bind: Call<[socket: number, address: number, length: number]>;
  readonly listen: Call<[socket: number, backlog: number]>;
  readonly accept: Call<[socket: number, address: number, length: number]>;
  readonly getsockname: Call<[socket: number, address: number, length: number]>;
  readonly close: Call<[file: number]>;
  readonly send: Call<[socket: number, address: number, length: number, flags: number]>;
  readonly recvmsg: Call<[socket: number, header: number, flags: number]>;
  readonly setsockopt: Call<[socket: number, level: number, name: number, value: number, length: number]>;
  readonly getsockopt: Call<[socket: number, level: number, name: number, value: number, length: number]>;
  readonly epollCreate: Call<[flags: number]>;
  readonly epollControl: Call<[epoll: number, operation: number, file: number, event: number]>;
  readonly syscall: Call<[number: number, ...rest: number[]]>;
  readonly clockGettime: Call<[clock: number, time: number]>;
  readonly prctl: Call<[option: number, ...rest: number[]]>;
}

/** The C library of this process, or why it cannot be had. */
export async function loadLibc(): Promise<Libc | string> {
  if (process.platform !== "linux") return `it needs Linux, this is ${process.platform}`;
  if (!ARCHITECTURES.has(process.arch)) return `it does not know the layout of ${process.arch}`;
  try {
    const { default: koffi } = await import("koffi");
    return bind(koffi);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    return code.endsWith("MODULE_NOT_FOUND")
      ? "the optional package koffi is not installed"
      : `koffi cannot be loaded (${cause instanceof Error ? (cause.message.split("\n")[0] ?? code) : code})`;
  }
}

type Koffi = (typeof import("koffi"))["default"];

// Every parameter is spelled out, for a call with a wrong type must fail in koffi and not in C. `syscall` is variadic in C;
// on these architectures integers are passed to it as to any other function.
function bind(koffi: Koffi): Libc {
  const library = koffi.load(null);
  return {
    errno: () => koffi.errno(),
    view: (address, length) => koffi.view(address, length),
    mmap: library.func("int64_t mmap(int64_t, size_t, int, int, int, int64_t)"),
    madvise: library.func("int madvise(int64_t, size_t, int)"),
    socket: library.func("int socket(int, int, int)"),
    connect: library.func("int connect(int, int64_t, uint32_t)"),
    bind: library.func("int bind(int, int64_t, uint32_t)"),
    listen: library.func("int listen(int, int)"),
    accept: library.func("int accept(int, int64_t, int64_t)"),
    getsockname: library.func("int getsockname(int, int64_t, int64_t)"),
    close: library.func("int close(int)"),
    send: library.func("int64_t send(int, int64_t, size_t, int)"),
    recvmsg: library.func("int64_t recvmsg(int, int64_t, int)"),
    setsockopt: library.func("int setsockopt(int, int, int, int64_t, uint32_t)"),
    getsockopt: library.func("int getsockopt(int, int, int, int64_t, int64_t)"),
    epollCreate: library.func("int epoll_create1(int)"),
    epollControl: library.func("int epoll_ctl(int, int, int, int64_t)"),
    syscall: library.func("int64_t syscall(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t, int64_t)"),
    clockGettime: library.func("int clock_gettime(int, int64_t)"),
    prctl: library.func("int prctl(int, uint64_t, uint64_t, uint64_t, uint64_t)"),
  };
}
