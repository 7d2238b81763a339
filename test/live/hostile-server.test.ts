import { execFile } from "node:child_process";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const bin = join(import.meta.dirname, "../../bin/backwright.js");
const RAW_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const ESCAPE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e";

type Behave = (socket: Socket) => void;

/** Writes the same piece again and again, as fast as it is read. */
function endless(piece: string | Buffer): Behave {
  return (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece)) if (socket.writableLength > 1 << 22) break;
    };
    socket.on("drain", more);
    more();
  };
}

const after =
  (head: string, then: Behave): Behave =>
  (socket) => {
    socket.write(head);
    then(socket);
  };
const says =
  (text: string | Buffer): Behave =>
  (socket) =>
    void socket.write(text);
const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

let server: Server;
let elsewhere: Server;
let visitors = 0;
let behave: Behave = () => undefined;

const portOf = (one: Server): number => {
  const address = one.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

const behaviours: Readonly<Record<string, () => Behave>> = {
  "escapes in the reason": () => says(`HTTP/1.1 500 ${ESCAPE}\r\nContent-Length: 0\r\n\r\n`),
  "escapes in header names and values": () =>
    says(`HTTP/1.1 200 OK\r\nX-${ESCAPE}: ${ESCAPE}\r\nServer: ${ESCAPE}\r\nContent-Length: 0\r\n\r\n`),
  "escapes instead of HTTP": () => says(`${ESCAPE}\r\n\r\n`),
  "escapes in the length": () => says(`HTTP/1.1 200 OK\r\nContent-Length: ${ESCAPE}\r\n\r\n`),
  "escapes in the encoding": () => says(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${ESCAPE}\r\n\r\n`),
  "escapes in a redirect": () =>
    says(`HTTP/1.1 302 Found\r\nLocation: http://evil/${ESCAPE}\r\nContent-Length: 0\r\n\r\n`),
  "a million headers": () => after("HTTP/1.1 200 OK\r\n", endless("X-A: b\r\n".repeat(1_000))),
  "one header without end": () => after("HTTP/1.1 200 OK\r\nX-A: ", endless("a".repeat(65_536))),
  "a reason without end": () => after("HTTP/1.1 200 ", endless("a".repeat(65_536))),
  "line breaks without end": () => endless("\r\n".repeat(10_000)),
  "a body without end or length": () => after("HTTP/1.1 200 OK\r\n\r\n", endless(Buffer.alloc(1 << 20))),
  "chunks without end": () =>
    after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", endless("1\r\na\r\n".repeat(10_000))),
  "a chunk of the largest size": () =>
    after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", endless(Buffer.alloc(1 << 20))),
  "an extension of a chunk without end": () =>
    after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", endless("a".repeat(65_536))),
  "trailers without end": () =>
    after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", endless("X: y\r\n".repeat(10_000))),
  "a negative chunk": () => says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
  "a bomb of gzip": () => {
    const bomb = gzipSync(Buffer.alloc(200 << 20));
    return (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    };
  },
  "a length that is too small": () => says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello, this is more"),
  "a length that is too large": () => (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\nhello"),
  "two lengths": () => says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi"),
  "a negative length": () => says("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nhi"),
  "a length that no number holds": () => says(`HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(400)}\r\n\r\nhi`),
  "both a length and chunks": () =>
    says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
  "answers that nobody asked for": () => says(ok.repeat(50)),
  "interim answers without end": () => endless("HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000)),
  "an upgrade": () => says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nanything"),
  "a byte at a time": () => (socket) => {
    let at = 0;
    const timer = setInterval(
      () => (socket.destroyed ? clearInterval(timer) : socket.write(ok.charAt(at++ % ok.length))),
      20,
    );
    socket.on("close", () => clearInterval(timer));
  },
  "a status that does not exist": () => says("HTTP/1.1 999999 No\r\n\r\n"),
  "HTTP/2": () => says(Buffer.from([0, 0, 18, 4, 0, 0, 0, 0, 0])),
  "NUL bytes": () => says(Buffer.alloc(10_000)),
  silence: () => () => undefined,
  "a reset": () => (socket) => socket.resetAndDestroy(),
  "a redirect to another port": () =>
    says(`HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:${portOf(elsewhere)}/\r\nContent-Length: 0\r\n\r\n`),
};

const listen = async (one: Server): Promise<void> => {
  one.listen(0, "127.0.0.1");
  await new Promise((resolve) => one.once("listening", resolve));
};

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on("error", () => undefined).once("data", () => behave(socket));
  });
  elsewhere = createServer((socket) => {
    visitors += 1;
    socket.destroy();
  });
  await Promise.all([listen(server), listen(elsewhere)]);
});

afterAll(async () => {
  await Promise.all([server, elsewhere].map((one) => new Promise((resolve) => one.close(resolve))));
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** In a heap of 64 MB, so that what is kept without limit ends in a crash. */
function load(words: readonly string[]): Promise<Ended> {
  const url = `http://127.0.0.1:${portOf(server)}/`;
  const all = [
    "--max-old-space-size=64",
    bin,
    "load",
    url,
    "--users",
    "4",
    "--duration",
    "0.4",
    "--timeout",
    "0.2",
    ...words,
  ];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, { timeout: 15_000, encoding: "latin1" }, (_, stdout, stderr) => {
      const said = Buffer.from(stdout + stderr, "latin1").toString("utf8");
      resolve({ code: child.exitCode, said });
    });
  });
}

describe("load against a server that does", () => {
  test.each(Object.entries(behaviours))(
    "%s",
    async (_, make) => {
      behave = make();
      for (const { code, said } of await Promise.all([load([]), load(["--json"])])) {
        expect([0, 1, 5]).toContain(code);
        expect(said).not.toMatch(RAW_CONTROL);
        expect(said.length).toBeLessThan(20_000);
      }
      expect(visitors).toBe(0);
    },
    40_000,
  );
});
