import { describe, expect, test } from "vitest";
import { differences } from "../../../../src/commands/diff/observer/differences.ts";

/** An entry as pg_dump writes it. */
const entry = (type: string, name: string, body: string): string =>
  `--\n-- Name: ${name}; Type: ${type}; Schema: public; Owner: -\n--\n\n${body}\n\n`;

const dump = (...entries: readonly string[]): string =>
  ["--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\n\nSET statement_timeout = 0;\n\n", ...entries].join("") +
  "--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict abc\n";

const users = entry("TABLE", "users", "CREATE TABLE public.users (\n    id integer NOT NULL,\n    mail text\n);");
const index = entry("INDEX", "users_mail", "CREATE INDEX users_mail ON public.users USING btree (mail);");
const view = (body: string): string => entry("VIEW", "v", `CREATE VIEW public.v AS\n SELECT ${body};`);

describe("what two answers of pg_dump disagree about", () => {
  const alike: readonly (readonly [what: string, one: string, other: string])[] = [
    ["nothing", dump(users, index), dump(users, index)],
    ["the order of objects", dump(users, index), dump(index, users)],
    [
      "the order of parents",
      dump(entry("TABLE", "h", "CREATE TABLE public.h (\n    own text\n)\nINHERITS (public.a, public.b);")),
      dump(entry("TABLE", "h", "CREATE TABLE public.h (\n    own text\n)\nINHERITS (public.b, public.a);")),
    ],
    ["the words of a session", dump(users), dump(users).replaceAll("restrict abc", "restrict xyz")],
    [
      "the order of columns, and of what is said of them",
      dump(
        entry(
          "TABLE",
          "t",
          "CREATE TABLE t (\n    a integer,\n    b text DEFAULT 'x'::text\n);\nALTER TABLE t ALTER COLUMN a SET STATISTICS 5;\nALTER TABLE t ALTER COLUMN b SET STORAGE MAIN;",
        ),
      ),
      dump(
        entry(
          "TABLE",
          "t",
          "CREATE TABLE t (\n    b text DEFAULT 'x'::text,\n    a integer\n);\nALTER TABLE t ALTER COLUMN b SET STORAGE MAIN;\nALTER TABLE t ALTER COLUMN a SET STATISTICS 5;",
        ),
      ),
    ],
    [
      "the settings before a table",
      dump(
        entry(
          "TABLE",
          "t",
          "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n--\n\nCREATE TABLE t (\n);",
        ),
      ),
      dump(entry("TABLE", "t", "CREATE TABLE t (\n);")),
    ],
    ["an entry without a word", dump(users, entry("SCHEMA", "public", "-- *not* creating schema")), dump(users)],
  ];
  test.each(alike)("not %s", (_what, one, other) => {
    expect(differences(one, other)).toEqual([]);
    expect(differences(other, one)).toEqual([]);
  });

  const unlike: readonly (readonly [what: string, wanted: string, found: string, said: readonly string[]])[] = [
    ["an object that is missing", dump(users, index), dump(users), ["INDEX public.users_mail is missing"]],
    ["one that should not be there", dump(users), dump(users, index), ["INDEX public.users_mail should not be there"]],
    [
      "a type",
      dump(users),
      dump(users.replace("mail text", "mail character varying(9)")),
      ["TABLE public.users: wanted mail text, found mail character varying(9)"],
    ],
    [
      "the order of an enum's values",
      dump(entry("TYPE", "e", "CREATE TYPE e AS ENUM (\n    'a',\n    'b'\n);")),
      dump(entry("TYPE", "e", "CREATE TYPE e AS ENUM (\n    'b',\n    'a'\n);")),
      ["TYPE public.e: wanted 'a',, found 'b',"],
    ],
    [
      "the order of statements in a function",
      dump(entry("FUNCTION", "f()", "CREATE FUNCTION f() AS $$\nx;\ny;\n$$;")),
      dump(entry("FUNCTION", "f()", "CREATE FUNCTION f() AS $$\ny;\nx;\n$$;")),
      ["FUNCTION public.f(): the same lines in another order"],
    ],
    [
      "a comment of one of two functions of a name",
      dump(entry("COMMENT", "f", "COMMENT ON f(int) IS 'a';"), entry("COMMENT", "f", "COMMENT ON f(text) IS 'b';")),
      dump(entry("COMMENT", "f", "COMMENT ON f(int) IS 'a';")),
      ["COMMENT public.f: wanted COMMENT ON f(text) IS 'b';"],
    ],
    ["what a view selects", dump(view("1")), dump(view("2")), ["VIEW public.v: wanted SELECT 1, found SELECT 2"]],
  ];
  test.each(unlike)("%s", (_what, wanted, found, said) => {
    expect(differences(wanted, found)).toEqual(said);
  });
});
