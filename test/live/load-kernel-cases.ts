// Servers of all kinds, and what the kernel transport makes of them: with TLS and without.
import type { Socket } from "node:net";
import type { LoadPlan } from "../../src/load/index.ts";
import { get, onRequests, post } from "../edge/load/support.ts";
import type { KernelCounts } from "./load-kernel-child.ts";

export const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
export const MEGABYTE = 1024 * 1024;
export const bodyOf = (length: number): string =>
  `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${"x".repeat(length)}`;
const chunk = (length: number): string => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`;

/** A server, a plan, and what comes of them. */
export interface Case {
  readonly onSocket: (socket: Socket) => void;
  readonly changes?: Partial<LoadPlan>;
  readonly expected: Partial<KernelCounts>;
}

export const answering = (text: string) => (socket: Socket) => onRequests(socket, () => socket.write(text));

export const cases: Readonly<Record<string, Case>> = {
  "small answers": { onSocket: answering(OK), expected: { successful: 20, opened: 4, received: 20 * OK.length } },
  "a megabyte, which is not read but thrown away in the kernel": {
    onSocket: answering(bodyOf(MEGABYTE)),
    expected: { successful: 20, opened: 4, received: 20 * bodyOf(MEGABYTE).length },
  },
  "a body just as long as the input": {
    onSocket: answering(bodyOf(131_072 - bodyOf(131_072).indexOf("x"))),
    expected: { successful: 20 },
  },
  "large and small chunks": {
    onSocket: answering(
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(300_000)}${chunk(1)}${chunk(70_000)}0\r\n\r\n`,
    ),
    expected: { successful: 20, opened: 4 },
  },
  "a body that ends with the connection": {
    onSocket: (socket) => onRequests(socket, () => socket.end(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(300_000)}`)),
    expected: { successful: 20, races: 0, opened: 20 },
  },
  "bytes behind a body that was thrown away": {
    onSocket: answering(`${bodyOf(200_000)}more`),
    expected: { successful: 20, surplus: 20, opened: 20 },
  },
  "headers of 100 KB": {
    onSocket: answering(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\nContent-Length: 0\r\n\r\n`),
    expected: { successful: 20, opened: 4 },
  },
  "headers without end": {
    onSocket: answering(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(300_000)}`),
    expected: { failed: 20, failures: { protocol: 20 } },
  },
  "no HTTP at all": {
    onSocket: answering("SSH-2.0-OpenSSH_9.2\r\n"),
    expected: { failed: 20, failures: { protocol: 20 } },
  },
  "a reset in the middle of a large body": {
    onSocket: (socket) =>
      onRequests(socket, () => {
        socket.write(bodyOf(MEGABYTE).slice(0, MEGABYTE / 2), () => socket.resetAndDestroy());
      }),
    expected: { failed: 20, failures: { "connection-reset": 20 } },
  },
  "a close in the middle of a large body": {
    onSocket: (socket) => onRequests(socket, () => socket.end(bodyOf(MEGABYTE).slice(0, MEGABYTE / 2))),
    expected: { failed: 20, failures: { "connection-closed": 20 } },
  },
  "a server that says goodbye with every answer": {
    onSocket: (socket) => onRequests(socket, () => socket.end(OK)),
    expected: { successful: 20, failed: 0 },
  },
  "a server that only closes": {
    onSocket: (socket) => onRequests(socket, () => socket.end()),
    expected: { failed: 20, failures: { "connection-closed": 20 } },
  },
  "a server that closes before anything was asked": {
    onSocket: (socket) => socket.end(),
    // Closed or reset, as the request comes before the server has gone or after.
    expected: { successful: 0, failed: 20 },
  },
  "an answer byte by byte": {
    onSocket: (socket) =>
      onRequests(socket, () => {
        for (const byte of OK) setImmediate(() => socket.write(byte));
      }),
    expected: { successful: 20, opened: 4 },
  },
  "no answer in time": {
    onSocket: () => undefined,
    changes: { timeoutMs: 50, requestLimit: 4 },
    expected: { failed: 4, failures: { "first-byte-timeout": 4 } },
  },
  "requests too large for a socket": {
    onSocket: (socket) => {
      let left = 0;
      socket.on("data", (bytes) => {
        if (left === 0) left = bytes.indexOf("\r\n\r\n") + 4 + 3 * MEGABYTE;
        left -= bytes.length;
        if (left === 0) socket.write(OK);
      });
    },
    changes: { requests: [post(new Uint8Array(3 * MEGABYTE))] },
    expected: { successful: 20, failed: 0, opened: 4 },
  },
  "an answer to half of a request": {
    onSocket: (socket) => {
      socket.pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    },
    changes: { requests: [post(new Uint8Array(20 * MEGABYTE))], requestLimit: 6 },
    expected: { failed: 6, statuses: { 413: 6 }, opened: 6 },
  },
  "HEAD with a length": {
    onSocket: answering("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"),
    changes: { requests: [{ ...get(), method: "HEAD" }] },
    expected: { successful: 20, opened: 4 },
  },
  "a connection for each request": {
    onSocket: answering(OK),
    changes: { keepAlive: false },
    expected: { successful: 20, opened: 20 },
  },
  "an open workload": {
    onSocket: answering(OK),
    changes: { arrival: { startPerSecond: 1_000, stages: [], process: "poisson" } },
    expected: { successful: 20, failed: 0 },
  },
};
