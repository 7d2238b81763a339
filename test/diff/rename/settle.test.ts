import { describe, expect, test } from "vitest";
import type { Rename } from "../../../src/diff/rename/candidates.ts";
import { renameFlag, settleRenames } from "../../../src/diff/rename/settle.ts";

const rename = (kind: Rename["kind"], from: string, to: string, isAlike = true): Rename => ({
  kind,
  from,
  to,
  isAlike,
  holdsData: kind === "table" || kind === "column",
  up: "",
  down: "",
});
const mail = rename("column", "public.users.mail", "email");
const post = rename("column", "public.users.post", "email");
const index = rename("index", "public.users_mail", "users_email");

describe("which of two readings is meant", () => {
  test("what holds data and nobody has answered is open", () => {
    expect(settleRenames([mail], [])).toEqual({ chosen: [], open: [mail], unknown: [] });
  });
  test("an answer with or without its place", () => {
    for (const answer of ["mail:email", "users.mail:email", "public.users.mail:email", "users.mail:users.email"])
      expect(settleRenames([mail, post], [answer])).toEqual({ chosen: [mail], open: [], unknown: [] });
  });
  test("none: nothing was renamed", () => expect(settleRenames([mail], ["none"]).open).toEqual([]));
  test("an index like the old one, and the only one, is renamed without a question", () => {
    expect(settleRenames([index], []).chosen).toEqual([index]);
    expect(settleRenames([index, rename("index", "public.users_mail2", "users_email")], []).chosen).toEqual([]);
  });
  test("what only a person could know takes an answer", () => {
    const other = rename("column", "public.users.mail", "address", false);
    expect(settleRenames([other], []).open).toEqual([]);
    expect(settleRenames([other], ["mail:address"]).chosen).toEqual([other]);
  });
  test("an answer that fits nothing", () =>
    expect(settleRenames([mail], ["fax:email"]).unknown).toEqual(["fax:email"]));
  test("the flag that says so", () => expect(renameFlag(mail)).toBe("--rename public.users.mail:email"));
});
