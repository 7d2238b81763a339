import { readdir } from "node:fs/promises";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const LIMITS = { fields: 100_000, files: 1_000_000 };

// The templates are a program of their own, with their own compiler settings: the types stop here.
const template = "../../templates/scaffold/common/middleware/runtime/multipart.ts";
const { readForm } = (await import(template)) as {
  readForm(request: IncomingMessage, limits: typeof LIMITS, response?: ServerResponse): Promise<FormData>;
};

/** A request whose body comes in pieces. */
function requestOf(body: Buffer, type: string, pieces: readonly number[]): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.headers["content-type"] = type;
  let start = 0;
  for (const length of pieces) {
    if (start < body.length) request.push(body.subarray(start, start + length));
    start += length;
  }
  if (start < body.length) request.push(body.subarray(start));
  request.push(null);
  return request;
}

async function encoded(parts: readonly (readonly [string, string | File])[]) {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  const response = new Response(form);
  return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get("content-type") ?? "" };
}

const uploads = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("upload-"));

const told = async (form: FormData) =>
  Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === "string" ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  );

const text = fc.string({ unit: "binary", maxLength: 60 }).map((value) => value.replace(/\r\n|\r|\n/g, "\r\n"));
const name = fc
  .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 })
  .filter((value) => !value.includes("\\"));

describe("a multipart form", () => {
  test("is read as it was written, however its bytes arrive", async () => {
    const field = fc.tuple(name, text);
    const file = fc.tuple(
      name,
      fc.tuple(text, name).map(([body, title]) => new File([body], title, { type: "text/x" })),
    );
    const pieces = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(field, file), { maxLength: 5 }), pieces, async (parts, lengths) => {
        const { body, type } = await encoded(parts);
        const form = new FormData();
        for (const [key, value] of parts) form.append(key, value);
        expect(await told(await readForm(requestOf(body, type, lengths), LIMITS))).toEqual(await told(form));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["no boundary", "x", "multipart/form-data"],
    ["no end", '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1', "multipart/form-data; boundary=b"],
    ["a part without a name", "--b\r\ncontent-type: text/plain\r\n\r\n1\r\n--b--", "multipart/form-data; boundary=b"],
    ["headers without end", `--b\r\n${"x".repeat(40_000)}`, "multipart/form-data; boundary=b"],
  ])("with %s is refused", async (_, body, type) => {
    const form = readForm(requestOf(Buffer.from(body), type, []), LIMITS);
    await expect(form).rejects.toMatchObject({ status: 400, code: "MALFORMED_FORM" });
  });

  test.each([
    [
      "fields",
      [
        ["a", "x".repeat(60_000)],
        ["b", "x".repeat(60_000)],
      ] as const,
    ],
    ["files", [["a", new File(["x".repeat(1_100_000)], "a")]] as const],
    ["parts", Array.from({ length: 1_001 }, () => ["a", ""] as const)],
  ])("with too many or too large %s is refused", async (_, parts) => {
    const { body, type } = await encoded(parts);
    await expect(readForm(requestOf(body, type, []), LIMITS)).rejects.toMatchObject({ status: 413 });
  });

  test.each(["before", "behind"])("with too much %s its parts is refused", async (place) => {
    const [form, more] = ['--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n', "x".repeat(100_001)];
    const body = Buffer.from(place === "before" ? `${more}\r\n${form}` : form + more);
    const read = readForm(requestOf(body, "multipart/form-data; boundary=b", [60_000]), LIMITS);
    await expect(read).rejects.toMatchObject({ status: 413 });
  });

  test("leaves no file behind when its client leaves before it has been unpacked", async () => {
    const before = await uploads();
    const head = '--b\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\n';
    const packed = gzipSync(Buffer.concat([Buffer.from(head), Buffer.alloc(900_000), Buffer.from("\r\n--b--\r\n")]));
    const request = requestOf(packed, "multipart/form-data; boundary=b", []);
    request.headers["content-encoding"] = "gzip";
    const response = new ServerResponse(request);
    const read = readForm(request, LIMITS, response);
    response.emit("close");
    await expect(read).rejects.toMatchObject({ status: 400 });
    expect(await uploads()).toEqual(before);
  });
});
