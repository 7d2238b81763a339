import { describe, expect, it } from "vitest";
import {
  BAD,
  DONE,
  MAX_HEADER_BYTES,
  MORE,
  closed,
  closesAfter,
  expectAnswer,
  feed,
  feedFirst,
  newParser,
  unreadBody,
} from "../../../../src/edge/load/hot/index.ts";

interface Answer {
  readonly status: number;
  readonly closes: boolean;
  /** Bytes that were no longer part of the answer. */
  readonly surplus: number;
}

interface Setting {
  readonly isHead?: boolean;
  /** The server closes the connection behind the bytes. */
  readonly thenCloses?: boolean;
}

type Found = Answer | "bad" | undefined;

const input = Buffer.alloc(512 * 1024);

/** Reads one answer that arrives in the given pieces; undefined while it is unfinished, "bad" when it is none. */
function read(pieces: readonly Buffer[], { isHead = false, thenCloses = false }: Setting = {}): Found {
  const parser = newParser(3, input);
  expectAnswer(parser, 1, isHead);
  let done: Answer | undefined;
  let behind = 0;
  for (const piece of pieces) {
    if (done !== undefined) behind += piece.length;
    if (done !== undefined) continue;
    piece.copy(input);
    const found = feed(parser, 1, piece.length);
    input.fill(0, 0, piece.length);
    if (found === BAD) return "bad";
    if (found === DONE) done = answer(piece.length - parser.position);
  }
  if (done !== undefined) return { ...done, surplus: done.surplus + behind };
  if (!thenCloses) return undefined;
  return closed(parser, 1) === DONE ? answer(0) : "bad";

  function answer(surplus: number): Answer {
    return { status: parser.status[1] ?? 0, closes: closesAfter(parser, 1), surplus };
  }
}

const fresh = (isHead: boolean): ReturnType<typeof newParser> => {
  const parser = newParser(1, input);
  expectAnswer(parser, 0, isHead);
  return parser;
};

/** What the first bytes of an answer are found to be. */
function firstOf(parser: ReturnType<typeof newParser>, text: string, end: number) {
  input.fill(0, 0, text.length);
  bytes(text).copy(input, 0, 0, end);
  parser.position = 0;
  const result = feedFirst(parser, 0, end);
  const left = result === MORE ? unreadBody(parser, 0) : 0;
  const position = result === DONE ? parser.position : 0;
  // Before the head is there, the status is that of the answer before.
  const status = result === DONE || left > 0 ? parser.status[0] : 0;
  return { result, left, position, status, closes: closesAfter(parser, 0) };
}

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const open = (status: number): Answer => ({ status, closes: false, surplus: 0 });
const closing = (status: number): Answer => ({ status, closes: true, surplus: 0 });

const rows: readonly (readonly [name: string, text: string, expected: Found, setting?: Setting])[] = [
  ["a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", open(200)],
  ["a length of none", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", open(404)],
  ["a name in capitals", "HTTP/1.1 200 OK\r\nCONTENT-LENGTH:5\r\n\r\nhello", open(200)],
  ["blanks around the value", "HTTP/1.1 200 OK\r\ncontent-length: \t 5 \t\r\n\r\nhello", open(200)],
  ["the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", open(200)],
  ["line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", open(200)],
  ["no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi", open(200)],
  ["an empty reason", "HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nhi", open(200)],
  ["an empty line before it", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", open(200)],
  [
    "a body that looks like an answer",
    "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\nHTTP/1.1 500 Oh\r\n\r\n",
    open(200),
  ],
  ["chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", open(200)],
  [
    "chunks in hexadecimal",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n0A\r\n0123456789\r\n0\r\n\r\n",
    open(200),
  ],
  [
    "chunk extensions",
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b;c="d"\r\nhello\r\n0;x\r\n\r\n',
    open(200),
  ],
  [
    "trailers",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nExpires: 0\r\nX: y\r\n\r\n",
    open(200),
  ],
  ["gzip, then chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", open(200)],
  ["chunks with line feeds", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhi\n0\n\n", open(200)],
  [
    "chunks and a length",
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
    closing(200),
  ],
  [
    "100 Continue before it",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nhi",
    open(201),
  ],
  [
    "103 Early Hints before it",
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    open(200),
  ],
  ["101 Switching Protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", closing(101)],
  ["204", "HTTP/1.1 204 No Content\r\n\r\n", open(204)],
  ["304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", open(304)],
  ["HEAD with a length", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", open(200), { isHead: true }],
  ["HEAD, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", open(200), { isHead: true }],
  ["Connection: close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi", closing(200)],
  ["Connection: a list", "HTTP/1.1 200 OK\r\nConnection: Upgrade, Close\r\nContent-Length: 2\r\n\r\nhi", closing(200)],
  ["Connection: keep-alive", "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi", open(200)],
  [
    "close is stronger",
    "HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi",
    closing(200),
  ],
  ["HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", closing(200)],
  ["HTTP/1.0 with keep-alive", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nhi", open(200)],
  ["a body until the close", "HTTP/1.1 200 OK\r\n\r\nhello", closing(200), { thenCloses: true }],
  ["an empty body until the close", "HTTP/1.1 200 OK\r\n\r\n", closing(200), { thenCloses: true }],
  [
    "a coding without chunks",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhello",
    closing(200),
    { thenCloses: true },
  ],
  ["a folded header", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nhi", open(200)],
  [
    "names that only begin alike",
    "HTTP/1.1 200 OK\r\nContent-Lengths: 9\r\nContent-Type: a\r\nTransfer-Encodings: chunked\r\nConnections: close\r\nContent-Length: 2\r\n\r\nhi",
    open(200),
  ],
  ["bytes of a high value", "HTTP/1.1 200 \xc3\xa4\xff\r\nX: \xff\xfe\r\nContent-Length: 2\r\n\r\n\xff\n", open(200)],
  ["bytes behind it", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi!!!", { status: 200, closes: false, surplus: 3 }],
  ["a status that nobody knows", "HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n", open(799)],
  ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "bad"],
  ["HTTP/2", "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", "bad"],
  ["a short status", "HTTP/1.1 20 OK\r\n\r\n", "bad"],
  ["a long status", "HTTP/1.1 2000 OK\r\n\r\n", "bad"],
  ["a status below 100", "HTTP/1.1 099 Odd\r\n\r\n", "bad"],
  ["a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", "bad"],
  ["a header without a name", "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "bad"],
  ["a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello", "bad"],
  ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", "bad"],
  ["a length with a blank inside", "HTTP/1.1 200 OK\r\nContent-Length: 1 2\r\n\r\nhello", "bad"],
  ["an empty length", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nhello", "bad"],
  ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "bad"],
  ["a length beyond all numbers", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "bad"],
  ["a chunk size that is no number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "bad"],
  ["an empty chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "bad"],
  [
    "a chunk size beyond all numbers",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    "bad",
  ],
  [
    "a chunk that is longer than it says",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
    "bad",
  ],
  ["a body that is cut short", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", "bad", { thenCloses: true }],
  [
    "chunks that are cut short",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
    "bad",
    { thenCloses: true },
  ],
  [
    "the last chunk missing",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n",
    "bad",
    { thenCloses: true },
  ],
  ["headers that are cut short", "HTTP/1.1 200 OK\r\nContent-Le", "bad", { thenCloses: true }],
  ["a body that is not there yet", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", undefined],
];

const answers = rows.map(([name, text, expected, setting]) => ({ name, text, expected, setting }));

/** The cuts that change what is read. */
function wrongCuts(text: string, expected: Found, setting: Setting | undefined): readonly string[] {
  const whole = bytes(text);
  const wanted = JSON.stringify(expected);
  const wrong: string[] = [];
  for (let first = 1; first < whole.length; first += 1)
    for (let second = first; second < (whole.length < 70 ? whole.length : first + 1); second += 1) {
      const pieces = [whole.subarray(0, first), whole.subarray(first, second), whole.subarray(second)];
      const found = read(
        pieces.filter((piece) => piece.length > 0),
        setting,
      );
      if (JSON.stringify(found) !== wanted) wrong.push(`${first}, ${second}: ${JSON.stringify(found)}`);
    }
  return wrong;
}

describe("the parser", () => {
  it.each(answers)("reads $name", ({ text, expected, setting }) => {
    expect(read([bytes(text)], setting)).toEqual(expected);
  });

  it.each(answers)(
    "reads $name byte by byte, and cut at every byte, short ones at every two",
    ({ text, expected, setting }) => {
      const single = [...bytes(text)].map((byte) => Buffer.of(byte));
      expect(read(single, setting)).toEqual(expected);
      expect(wrongCuts(text, expected, setting)).toEqual([]);
    },
  );

  it.each(Object.keys(Object.fromEntries(rows)))("reads %j alike when its head is known", (name) => {
    const [, text = "", , { isHead = false } = {}] = rows.find(([other]) => other === name) ?? [];
    for (let cut = 1; cut <= text.length; cut += 1) {
      const knowing = newParser(1, input);
      const found = [bytes(text).length, cut, bytes(text).length].map((end) => {
        expectAnswer(knowing, 0, isHead);
        return [firstOf(knowing, text, end), firstOf(fresh(isHead), text, end)];
      });
      for (const [one, expected] of found) expect(one).toEqual(expected);
    }
  });

  it("keeps the answers of several connections apart", () => {
    const parser = newParser(2, input);
    const texts = [
      "HTTP/1.1 201 A\r\nContent-Length: 3\r\n\r\nabc",
      "HTTP/1.1 503 B\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
    ];
    for (const slot of [0, 1]) expectAnswer(parser, slot, false);
    const found = [MORE, MORE];
    for (let at = 0; at < 60; at += 1)
      for (const slot of [0, 1]) {
        const byte = texts[slot]?.[at];
        if (byte === undefined) continue;
        input.write(byte, "latin1");
        parser.position = 0;
        found[slot] = feed(parser, slot, 1);
      }
    expect(found).toEqual([DONE, DONE]);
    expect([...parser.status]).toEqual([201, 503]);
  });

  it("takes headers up to its limit, and refuses more", () => {
    const padded = (length: number): Buffer =>
      bytes(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(length)}\r\nContent-Length: 0\r\n\r\n`);
    const frame = padded(0).length;
    expect(read([padded(100_000)])).toEqual(open(200));
    expect(read([padded(MAX_HEADER_BYTES - frame)])).toEqual(open(200));
    expect(read([padded(MAX_HEADER_BYTES - frame + 1)])).toBe("bad");
    expect(read([padded(MAX_HEADER_BYTES).subarray(0, -8)])).toBe("bad");
  });

  it("does not count chunks as headers", () => {
    const chunks = "1\r\nx\r\n".repeat(60_000);
    const text = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
    expect(read([bytes(text)])).toEqual(open(200));
  });

  it("takes bytes that nobody asked for as wrong", () => {
    const parser = newParser(1, bytes("HTTP/1.1 200 OK\r\n\r\n"));
    expect(feed(parser, 0, 10)).toBe(BAD);
  });
});
