import { constants } from "node:os";
import { beforeAll, describe, expect, it } from "vitest";
import { linux, loadLibc, type Libc } from "../../../../src/edge/load/kernel/libc/index.ts";
import { refusalOf } from "../../../../src/edge/load/kernel/self-test.ts";

/** What a sandbox or an old kernel may do to the C library. */
const spoilt: Readonly<Record<string, readonly [refusal: string, spoil: (libc: Libc) => Partial<Libc>]>> = {
  "a kernel without epoll_pwait2": [
    "the system refuses epoll_pwait2 (ENOSYS)",
    () => ({ syscall: () => -1, errno: () => constants.errno.ENOSYS }),
  ],
  "a sandbox without epoll": [
    "the system refuses epoll_create1 (EPERM)",
    () => ({ epollCreate: () => -1, errno: () => constants.errno.EPERM }),
  ],
  "a sandbox without sockets": [
    "the system refuses socket (EPERM)",
    () => ({ socket: () => -1, errno: () => constants.errno.EPERM }),
  ],
  "waiting that does not wait": ["epoll_pwait2 does not wait as told", () => ({ syscall: () => 0 })],
  "answers without stamps": ["the kernel does not stamp what arrives", withoutStamps],
  "stamps that are made by reading": ["the kernel's stamps do not say when bytes arrived", withLateStamps],
  "a kernel that has no low-water mark": [
    "SO_RCVLOWAT is refused",
    (libc) => ({
      setsockopt: (...words) => (words[2] === linux.SO_RCVLOWAT ? -1 : libc.setsockopt(...words)),
    }),
  ],
  "a kernel that does not discard": [
    "MSG_TRUNC does not discard",
    (libc) => ({ recvmsg: (...words) => (words[2] === 0 ? libc.recvmsg(...words) : 0) }),
  ],
  "no memory": ["mmap gave no memory (errno 12)", () => ({ mmap: () => -1, errno: () => 12 })],
};

/** Sees the arena, and what a read left in the control message of its header. */
function tampering(libc: Libc, tamper: (control: DataView, header: DataView) => void): Partial<Libc> {
  let base = 0;
  let memory = new ArrayBuffer(0);
  return {
    view: (address, length) => {
      base = address;
      memory = libc.view(address, length);
      return memory;
    },
    recvmsg: (socket, address, flags) => {
      const count = libc.recvmsg(socket, address, flags);
      const header = new DataView(memory, address - base, linux.MSGHDR.bytes);
      const control = Number(header.getBigUint64(linux.MSGHDR.control, true)) - base;
      tamper(new DataView(memory, control, linux.CMSG.bytes), header);
      return count;
    },
  };
}

function withoutStamps(libc: Libc): Partial<Libc> {
  return tampering(libc, (_, header) => header.setUint32(linux.MSGHDR.controlLength, 0, true));
}

function withLateStamps(libc: Libc): Partial<Libc> {
  return tampering(libc, (control) => {
    const now = Date.now() + 1;
    control.setUint32(linux.CMSG.seconds, Math.floor(now / 1_000), true);
    control.setUint32(linux.CMSG.nanoseconds, (now % 1_000) * 1e6, true);
  });
}

describe("the self-test of the kernel transport", () => {
  let libc: Libc | undefined;
  beforeAll(async () => {
    const loaded = await loadLibc();
    if (typeof loaded === "string") console.log(`skipped: ${loaded}`);
    else if (refusalOf(loaded) !== undefined) console.log(`skipped: ${refusalOf(loaded)}`);
    else libc = loaded;
  });

  it("says why there is no C library, or gives it", async () => {
    const loaded = await loadLibc();
    expect(typeof loaded === "string" ? loaded.length > 0 : loaded.errno() >= 0).toBe(true);
  });

  it.each(Object.entries(spoilt))("refuses %s", (_, [refusal, spoil]) => {
    if (libc === undefined) return;
    expect(refusalOf({ ...libc, ...spoil(libc) })).toBe(refusal);
  });

  it("leaves nothing open", () => {
    if (libc === undefined) return;
    const open: number[] = [];
    const closed: number[] = [];
    const { socket, accept, epollCreate, close } = libc;
    const note = (file: number): number => {
      open.push(file);
      return file;
    };
    const watched: Libc = {
      ...libc,
      socket: (...words) => note(socket(...words)),
      accept: (...words) => note(accept(...words)),
      epollCreate: (...words) => note(epollCreate(...words)),
      close: (file) => {
        closed.push(file);
        return close(file);
      },
    };
    expect(refusalOf(watched)).toBeUndefined();
    expect(closed.toSorted((a, b) => a - b)).toEqual(open.toSorted((a, b) => a - b));
  });
});
