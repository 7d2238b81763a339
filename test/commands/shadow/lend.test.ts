import { describe, expect, test } from "vitest";
import { lentText } from "../../../src/commands/shadow/lend.ts";

describe("what a superuser may give away, given away without one", () => {
  test.each([
    "ALTER TABLE public.t OWNER TO ops",
    "alter function f(int)\n  owner to ops;",
    "-- theirs\nALTER SCHEMA s OWNER TO ops",
  ])("%s", (sql) => {
    const text = lentText(sql);
    expect(text).toContain(sql.replace(/;$/, ""));
    expect(text.indexOf("GRANT CREATE ON SCHEMA")).toBeLessThan(text.indexOf(sql.slice(0, 10)));
    expect(text.indexOf("REVOKE CREATE ON SCHEMA")).toBeGreaterThan(text.indexOf(sql.slice(0, 10)));
  });

  test("a grant in another's name is made as that role", () => {
    const sql = 'SET SESSION AUTHORIZATION "a b";\nGRANT SELECT ON t TO c;\nRESET SESSION AUTHORIZATION';
    expect(lentText(sql)).toBe('SET ROLE "a b";\nGRANT SELECT ON t TO c;\nRESET ROLE');
  });

  test.each([
    "ALTER TABLE t ADD COLUMN owner text",
    "ALTER TABLE t OWNER TO ops; DROP TABLE t",
    "SELECT 'ALTER TABLE t OWNER TO ops'",
    "SET SESSION AUTHORIZATION a",
  ])("%s stays as it is", (sql) => {
    expect(lentText(sql)).toBe(sql);
  });
});
