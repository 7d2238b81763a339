import { describe, expect, test } from "vitest";
import { renamesInText } from "../../../src/diff/rename/comments.ts";

describe("comments in a schema file", () => {
  const cases: readonly (readonly [name: string, text: string, found: readonly string[]])[] = [
    ["behind a column", "  email text not null, -- @renamed from=mail", ["mail:email"]],
    ["behind a type with a comma", "  total numeric(10, 2), -- @renamed from=sum", ["sum:total"]],
    [
      "behind the last of several on a line",
      "create table t (id int, email text, -- @renamed from=mail",
      ["mail:email"],
    ],
    ["behind the head of a table", "CREATE TABLE public.users ( -- @renamed from=people", ["people:users"]],
    ["alone above it", "-- @renamed from=mail\n  email text", ["mail:email"]],
    ["with quotes", '  "E-Mail" text, -- @renamed from="e mail"', ["e mail:E-Mail"]],
    ["an index", "CREATE UNIQUE INDEX users_email -- @renamed from=users_mail", ["users_mail:users_email"]],
    [
      "above a table, whose columns begin on its line",
      "-- @renamed from=people\ncreate table users (id int,",
      ["people:users"],
    ],
    [
      "above a column, another comment between them",
      "-- @renamed from=mail\n-- where letters go\n\n  email text,",
      ["mail:email"],
    ],
    ["above a column, of several on its line", "  -- @renamed from=mail\n  email text, phone text,", ["mail:email"]],
    [
      "above a constraint",
      "-- @renamed from=users_mail_key\n  constraint users_email_key unique (email),",
      ["users_mail_key:users_email_key"],
    ],
    ["above an index", "-- @renamed from=i\ncreate index concurrently if not exists j on t (a);", ["i:j"]],
    ["behind a value of an enum", "  'enabled', -- @renamed from=active", ["active:enabled"]],
    ["behind a value in quotes, from one in quotes", "  'it''s on' -- @renamed from='is on'", ["is on:it's on"]],
    ["in a block comment", "  email text, /* @renamed from=mail */", ["mail:email"]],
    [
      "in a Prisma schema, behind a field",
      "  email String @unique @db.VarChar(80) // @renamed from=mail",
      ["mail:email"],
    ],
    ["in a Prisma schema, behind a model", "model User { // @renamed from=Person", ["Person:User"]],
    ["at the end of the text", "  -- @renamed from=mail", []],
    ["another comment", "  email text, -- was renamed from mail", []],
  ];
  test.each(cases)("%s", (_name, text, found) => expect(renamesInText(text)).toEqual(found));
});
