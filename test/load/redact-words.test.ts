import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactBody, redactWords } from "../../src/load/index.ts";

const SECRET = "s3cr3t";

describe("a command line without its secrets", () => {
  it.each([
    [
      ["-H", `Authorization: Bearer ${SECRET}`],
      ["-H", "Authorization: [redacted]"],
    ],
    [[`-HCookie: a=${SECRET}`], ["-HCookie: [redacted]"]],
    [
      ["--header", `X-Api-Key:${SECRET}`],
      ["--header", "X-Api-Key: [redacted]"],
    ],
    [[`--header=X-Token: ${SECRET}`], ["--header=X-Token: [redacted]"]],
    [
      ["--header", SECRET],
      ["--header", "[redacted]"],
    ],
    [
      ["--header", "Accept: text/html"],
      ["--header", "Accept: text/html"],
    ],
    [
      ["--body", `{"user":"ada","password":"${SECRET}"}`],
      ["--body", '{"user":"ada","password":"[redacted]"}'],
    ],
    [
      ["--body", `user=ada&passwd=${SECRET}`],
      ["--body", "user=ada&passwd=[redacted]"],
    ],
    [
      ["--body", "hello = world"],
      ["--body", "hello = world"],
    ],
    [
      ["--proxy", `http://ada:${SECRET}@proxy:3128`],
      ["--proxy", "http://proxy:3128"],
    ],
    [[`--proxy=ada:p@${SECRET}/x@proxy:3128`], ["--proxy=proxy:3128"]],
    [[`https://ada:x@${SECRET}@e.com/?a=1`], ["https://e.com/?a=1"]],
    [["https://e.com/users/@me?access_token=s3cr3t"], ["https://e.com/users/@me?access_token=[redacted]"]],
    [
      ["--users", "50", "--duration", "30"],
      ["--users", "50", "--duration", "30"],
    ],
  ])("%j", (words, shown) => {
    expect(redactWords(words)).toEqual(shown);
  });

  it("hides what any field or header of a secret name holds, however deep", () => {
    const name = fc.constantFrom("password", "accessToken", "api_key", "clientSecret", "Authorization");
    fc.assert(
      fc.property(name, fc.array(fc.constantFrom("a", "b")), (secret, path) => {
        const body = JSON.stringify(path.reduce<unknown>((inner, key) => [{ [key]: inner }], { [secret]: SECRET }));
        expect(redactBody(body)).not.toContain(SECRET);
        expect(redactWords(["--body", body]).join(" ")).not.toContain(SECRET);
      }),
    );
  });
});
