import { describe, expect, test } from "vitest";
import { createLogin } from "../../../src/edge/watch/login.ts";

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const sasl = (...names: readonly string[]): Buffer =>
  message("R", Buffer.concat([Buffer.from([0, 0, 0, 10]), Buffer.from(`${names.join("\0")}\0\0`)]));
const key = message("K", Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]));
const ready = message("Z", Buffer.from("I"));

/** All that comes out, whatever the pieces are that go in. */
function passed(
  bytes: Buffer,
  size: number,
  withoutBinding: boolean,
): { readonly out: Buffer; readonly keys: readonly string[] } {
  const keys: string[] = [];
  const login = createLogin({ withoutBinding, onKey: (found) => keys.push(found.toString("hex")) });
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) out.push(login.pass(bytes.subarray(at, at + size)));
  return { out: Buffer.concat(out), keys };
}

describe.each([1, 3, 7, 1_000])("in pieces of %i bytes", (size) => {
  test("a login passes as it is, and its key is heard", () => {
    const bytes = Buffer.concat([
      sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"),
      key,
      ready,
      Buffer.from("whatever follows"),
    ]);
    const { out, keys } = passed(bytes, size, false);
    expect(out.equals(bytes)).toBe(true);
    expect(keys).toEqual(["0000000100000002"]);
  });

  test("channel binding is taken out of the offer where the client has no channel", () => {
    const bytes = Buffer.concat([sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"), key, ready]);
    expect(passed(bytes, size, true).out.equals(Buffer.concat([sasl("SCRAM-SHA-256"), key, ready]))).toBe(true);
  });
});

test.each([
  ["an offer of nothing else stays", sasl("SCRAM-SHA-256-PLUS")],
  ["what is no message passes", Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")],
  ["a length below its own size passes", Buffer.from([82, 0, 0, 0, 1, 9, 9, 9])],
])("%s", (_name, bytes) => {
  expect(passed(bytes, 1_000, true).out.subarray(0, bytes.length).equals(bytes)).toBe(true);
});
