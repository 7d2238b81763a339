import { KernelError, type Kernel } from "./kernel.ts";
import { addressOf, linux } from "./libc/index.ts";
import { socketAddress } from "./socket-address.ts";
import { beginConnection, closeSocket, must } from "./socket.ts";

/** Two ends of a TCP connection over loopback, inside this process. */
export interface Pair extends Disposable {
  /** Connected as the load's own connections are. */
  readonly client: number;
  readonly server: number;
}

/** Error: KernelError where loopback cannot be used. */
export function openPair(kernel: Kernel): Pair {
  const listener = listen(kernel);
  try {
    const address = socketAddress({ address: "127.0.0.1", port: portOf(kernel, listener) });
    const opened = address === undefined ? { code: "EINVAL" } : beginConnection(kernel, address);
    if ("code" in opened) throw new KernelError("connect", opened.code);
    // The kernel has finished the handshake over loopback by now: accept does not wait.
    const server = must(kernel, "accept", kernel.libc.accept(listener, 0, 0));
    return {
      client: opened.socket,
      server,
      [Symbol.dispose]: () => {
        closeSocket(kernel, opened.socket);
        closeSocket(kernel, server);
      },
    };
  } finally {
    closeSocket(kernel, listener);
  }
}

function listen(kernel: Kernel): number {
  const { libc, scratch } = kernel;
  const type = linux.SOCK_STREAM | linux.SOCK_CLOEXEC;
  const listener = must(kernel, "socket", libc.socket(linux.AF_INET, type, 0));
  const address = socketAddress({ address: "127.0.0.1", port: 0 }) ?? new Uint8Array(16);
  scratch.bytes.set(address);
  must(kernel, "bind", libc.bind(listener, addressOf(scratch, 0, address.length), address.length));
  must(kernel, "listen", libc.listen(listener, 1));
  return listener;
}

function portOf(kernel: Kernel, listener: number): number {
  const { libc, scratch } = kernel;
  scratch.view.setInt32(64, 16, true);
  must(kernel, "getsockname", libc.getsockname(listener, addressOf(scratch, 0, 16), addressOf(scratch, 64, 4)));
  return scratch.view.getUint16(2);
}
