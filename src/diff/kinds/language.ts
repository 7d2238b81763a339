import type { LanguageObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

export const language: Kind<LanguageObject> = {
  kind: "language",
  create: (object) => [{ sql: statement(object, "CREATE") }],
  drop: ({ name }) => [{ sql: `DROP LANGUAGE ${spell(name)}` }],
  alter: (_from, to): Alteration => ({ actions: [{ sql: statement(to, "CREATE OR REPLACE") }] }),
  phrase: ({ name }) => `LANGUAGE ${spell(name)}`,
};

const statement = ({ name, trusted, handler, inline, validator }: LanguageObject, verb: string): string =>
  [
    `${verb}${trusted ? " TRUSTED" : ""} LANGUAGE ${spell(name)}`,
    ...(handler === null ? [] : [`HANDLER ${handler}`]),
    ...(inline === null ? [] : [`INLINE ${inline}`]),
    ...(validator === null ? [] : [`VALIDATOR ${validator}`]),
  ].join(" ");
