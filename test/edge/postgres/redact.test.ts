import fc from "fast-check";
import { expect, test } from "vitest";
import { redactUrl } from "../../../src/edge/postgres/redact.ts";

const cases: readonly [text: string, shown: string][] = [
  ["postgres://ada:secret@db/shop", "postgres://***@db/shop"],
  ["postgres://ada:se@cr/et@db/shop", "postgres://***@db/shop"],
  ["postgres://db/shop?password=secret&sslpassword=other", "postgres://db/shop?password=***&sslpassword=***"],
  ["host=db password='my secret' user=ada", "host=db password=*** user=ada"],
  ["postgres://db:5432/shop", "postgres://db:5432/shop"],
  ["postgres//ada:secret@db/shop", "postgres//***@db/shop"],
  ["ada:secret@db/shop", "***@db/shop"],
];

test.each(cases)("%s is shown as %s", (text, shown) => {
  expect(redactUrl(text)).toBe(shown);
});

test("no password of a well-formed URL is ever shown", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), (password) => {
      const text = `postgres://ada:Q${encodeURIComponent(password)}Q@db/shop`;
      expect(redactUrl(text)).toBe("postgres://***@db/shop");
    }),
  );
});
