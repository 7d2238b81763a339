import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCurl } from "../../../../src/load/import/index.ts";
import { shellWords } from "../../../../src/load/import/curl/words.ts";

describe("words of a shell line", () => {
  it.each<readonly [string, readonly string[]]>([
    ["curl  http://a/  -s", ["curl", "http://a/", "-s"]],
    ["a 'b c' \"d $x\" e\\ f", ["a", "b c", "d $x", "e f"]],
    ['"a\\"b\\\\c\\n"', ['a"b\\c\\n']],
    ["a'b'\"c\"", ["abc"]],
    ["a \\\n  b", ["a", "b"]],
    ["$'a\\nb\\'c\\u0041\\x42'", ["a\nb'cAB"]],
    ["'' \"\"", ["", ""]],
    ["$HOME `id` $(id) ; rm", ["$HOME", "`id`", "$(id)", ";", "rm"]],
  ])("%s", (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });

  it.each(["'a", '"a', "$'a"])("%s does not end", (line) => {
    expect(shellWords(line)).toBeUndefined();
  });

  it("gives back what was quoted", () => {
    const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(shellWords(words.map(quoted).join(" "))).toEqual(words);
      }),
    );
  });
});

describe("a curl command line", () => {
  it.each<readonly [string, object]>([
    ["curl localhost:3000/a", { target: "http://localhost:3000", steps: [{ get: "/a" }] }],
    ["curl -I http://localhost/a", { steps: [{ head: "/a" }] }],
    [
      "curl http://localhost/a -d x=1 -d 'y=a b'",
      { steps: [{ post: "/a", body: "x=1&y=a b", headers: { "Content-Type": "application/x-www-form-urlencoded" } }] },
    ],
    ["curl -G http://localhost/a?p=1 -d x=1 --data-urlencode 'q=a b'", { steps: [{ get: "/a?p=1&x=1&q=a%20b" }] }],
    ["curl -XPUT http://localhost/a --json '{\"a\":[1]}'", { steps: [{ put: "/a", json: { a: [1] } }] }],
    ["curl --request=PURGE --url http://localhost/a", { steps: [{ request: "PURGE /a" }] }],
    [
      "curl http://localhost/a -H 'X-A: b: c' -A me -e http://b/ --compressed -sSL -o /dev/null --max-time 5",
      { steps: [{ get: "/a", headers: { "X-A": "b: c", "User-Agent": "me", Referer: "http://b/" } }] },
    ],
    [
      "curl http://localhost/a -H 'Host: b' -H 'Accept-Encoding: gzip' -H 'Sec-Fetch-Mode: cors'",
      { steps: [{ get: "/a" }] },
    ],
    ["curl 'http://localhost/${a}'", { steps: [{ get: "/$%7Ba%7D" }] }],
    [
      "curl http://localhost/ --data-raw '${x}' -H 'Content-Type: text/plain'",
      { steps: [{ post: "/", body: "$${x}" }] },
    ],
  ])("%s", (line, file) => {
    expect(readCurl(line).file).toMatchObject(file);
  });

  it("keeps secrets apart", () => {
    const { file, secrets } = readCurl(
      "curl 'http://localhost/a?token=t0' -u ada:p4ss -H 'Authorization: Bearer x' -b 'sid=1; b=2' --json '{\"password\":\"p\"}'",
    );
    expect(JSON.stringify(file)).not.toMatch(/t0|p4ss|Bearer|sid=1/);
    expect(secrets).toEqual({
      BACKWRIGHT_TOKEN: "t0",
      BACKWRIGHT_AUTHORIZATION: "Bearer x",
      BACKWRIGHT_PASSWORD: "p",
      BACKWRIGHT_COOKIE: "sid=1; b=2",
      BACKWRIGHT_USER: "ada",
      BACKWRIGHT_PASSWORD_2: "p4ss",
    });
  });

  it.each([
    ["curl", "it has no address"],
    ["curl 'http://a", "a quote does not end"],
    ["curl http://a/ http://b/", "more than one address"],
    ["curl http://a/ -d @file", "from a file (@file)"],
    ["curl http://a/ -F a=@b", "sends files"],
    ["curl http://a/ --nonsense", "--nonsense is not known"],
    ["curl http://a/ -X", "-X needs a value"],
  ])("%s cannot be used", (line, reason) => {
    expect(() => readCurl(line)).toThrow(reason);
  });
});
