import type { SchemaObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

type Schema = Extract<SchemaObject, { kind: "schema" }>;

export const schema: Kind<Schema> = {
  kind: "schema",
  create: ({ name }) => [{ sql: `CREATE SCHEMA ${spell(name)}` }],
  drop: ({ name }) => [{ sql: `DROP SCHEMA ${spell(name)}` }],
  alter: () => "recreate",
  phrase: ({ name }) => `SCHEMA ${spell(name)}`,
};
