import { describe, expect, test } from "vitest";
import { isBackwrightError } from "../../../src/kit/index.ts";
import { parseConnection } from "../../../src/edge/postgres/url.ts";

const readable: readonly [name: string, text: string, settings: Readonly<Record<string, string>>][] = [
  [
    "everything",
    "postgres://ada:pw@db:5433/shop",
    { user: "ada", password: "pw", host: "db", port: "5433", dbname: "shop" },
  ],
  ["the long scheme", "postgresql://db/shop", { host: "db", dbname: "shop" }],
  ["nothing but the scheme", "postgres://", {}],
  ["a database alone", "postgres:///shop", { dbname: "shop" }],
  ["a socket's folder", "postgres:///shop?host=/run/pg&port=6000", { dbname: "shop", host: "/run/pg", port: "6000" }],
  ["a socket's folder in place of the host", "postgres://%2Frun%2Fpg/shop", { host: "/run/pg", dbname: "shop" }],
  ["an IPv6 address", "postgres://[::1]:5433/shop", { host: "::1", port: "5433", dbname: "shop" }],
  ["several hosts", "postgres://a:1,b,c:3/shop", { host: "a,b,c", port: "1,,3", dbname: "shop" }],
  ["escapes", "postgres://a%40b:p%2Fw@db/my%20shop", { user: "a@b", password: "p/w", host: "db", dbname: "my shop" }],
  [
    "an unescaped @ in the password",
    "postgres://ada:p@w@db/shop",
    { user: "ada", password: "p@w", host: "db", dbname: "shop" },
  ],
  [
    "parameters of others",
    "postgres://db/shop?schema=public&pgbouncer=true",
    { host: "db", dbname: "shop", schema: "public", pgbouncer: "true" },
  ],
  ["ssl=true", "postgres://db/shop?ssl=true", { host: "db", dbname: "shop", sslmode: "require" }],
  [
    "keywords",
    "host=/run/pg dbname='my shop' password='it\\'s'",
    { host: "/run/pg", dbname: "my shop", password: "it's" },
  ],
];

describe("a connection string", () => {
  test.each(readable)("with %s is read as libpq reads it", (_, text, settings) => {
    expect(parseConnection(text)).toEqual(settings);
  });

  const refused: readonly [name: string, text: string, reason: RegExp][] = [
    ["MySQL", "mysql://ada:secret@db/shop", /MySQL and MariaDB are not supported yet/],
    ["MongoDB", "mongodb+srv://ada:secret@db/shop", /MongoDB is not supported yet/],
    ["SQLite", "sqlite:shop.db", /SQLite is not supported/],
    ["JDBC", "jdbc:postgresql://db/shop?password=secret", /JDBC/],
    ["a slash in the password", "postgres://ada:sec/ret@db/shop", /write \/ as %2F/],
    ["a percent sign in the password", "postgres://ada:%secret@db/shop", /%25/],
    ["a bare word", "shop", /neither a URL/],
  ];
  test.each(refused)("for %s is refused and shows no secret", (_, text, reason) => {
    const failure = failureOf(() => parseConnection(text));
    expect(failure).toMatchObject({ code: "database-bad-url", exitCode: 2 });
    expect(failure?.message).toMatch(reason);
    expect(failure?.message).not.toMatch(/sec|ret@/);
  });
});

function failureOf(run: () => unknown): Error | undefined {
  try {
    run();
  } catch (cause) {
    return isBackwrightError(cause) ? cause : undefined;
  }
  return undefined;
}
