import { describe, expect, test } from "vitest";
import { saidOfPublic } from "../../../src/commands/diff/public-schema.ts";
import { splitStatements } from "../../../src/sql/index.ts";

describe("what files say of the schema public", () => {
  const cases: readonly (readonly [sql: string, owner: boolean, privileges: boolean])[] = [
    [
      "create table public.t (a int); alter table public.t owner to ada; grant select on public.t to public",
      false,
      false,
    ],
    ["alter schema public owner to ada", true, false],
    ['ALTER SCHEMA "public" OWNER TO ada', true, false],
    ["revoke create on schema public from public", false, true],
    ["grant usage on schema shop, public to ada", false, true],
    ["alter schema shop owner to public_ada", false, false],
  ];
  test.each(cases)("%s", (sql, owner, privileges) => {
    expect(saidOfPublic(splitStatements(sql, "postgresql").statements)).toEqual({ owner, privileges });
  });
});
