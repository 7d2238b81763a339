import { builtInPrivileges, type DefaultPrivilegesObject, type Privilege } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { type GrantLists, grantStatements } from "./grant-text.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

/** They hold for what is made later: so after all that this plan makes. */
export const defaultPrivileges: Kind<DefaultPrivilegesObject> = {
  kind: "default-privileges",
  create: (object, context) => changes(object, { before: standard(object, context), after: object.grants }, context),
  drop: (object, context) => changes(object, { before: object.grants, after: standard(object, context) }, context),
  alter: (from, to, context) => ({ actions: changes(to, { before: from.grants, after: to.grants }, context) }),
  phrase: () => null,
};

const WORDS: Readonly<Record<DefaultPrivilegesObject["objectType"], string>> = {
  table: "TABLES",
  sequence: "SEQUENCES",
  function: "FUNCTIONS",
  type: "TYPES",
  schema: "SCHEMAS",
  "large-object": "LARGE OBJECTS",
};

const OBJECT_TYPES = ["table", "sequence", "function", "type", "schema"] as const;

const KINDS = { table: "table", sequence: "sequence", function: "routine", type: "enum", schema: "schema" } as const;

/** What holds without any: the built-in privileges, or in a schema nothing more. */
function standard({ inSchema, objectType, role }: DefaultPrivilegesObject, { desired }: Context): readonly Privilege[] {
  if (inSchema !== null || objectType === "large-object") return [];
  return builtInPrivileges({ kind: KINDS[objectType], owner: role }, desired.model.serverVersion);
}

/**
 * What is made between the two lists of actions gets nothing but the built-in privileges: the members of an extension, the
 * constructors of a range, which nobody grants one by one.
 */
export function suspended(
  schema: string,
  context: Context,
  types: readonly DefaultPrivilegesObject["objectType"][] = OBJECT_TYPES,
): { readonly before: readonly Action[]; readonly after: readonly Action[] } {
  const known = [...context.current.model.objects.values()].filter(
    (one): one is DefaultPrivilegesObject => one.kind === "default-privileges" && one.role === context.role,
  );
  const inForce = known.filter(
    ({ inSchema, objectType }) => (inSchema === null || inSchema === schema) && types.includes(objectType),
  );
  const lists = inForce.map((object) => ({ object, usual: standard(object, context) }));
  return {
    before: lists.flatMap(({ object, usual }) => statements(object, { before: object.grants, after: usual })),
    after: lists.flatMap(({ object, usual }) => statements(object, { before: usual, after: object.grants })),
  };
}

function statements({ role, inSchema, objectType }: DefaultPrivilegesObject, lists: GrantLists): readonly Action[] {
  const place = inSchema === null ? "" : ` IN SCHEMA ${spell(inSchema)}`;
  return grantStatements(WORDS[objectType], lists).map((statement) => ({
    sql: `ALTER DEFAULT PRIVILEGES FOR ROLE ${spell(role)}${place} ${statement}`,
  }));
}

function changes(object: DefaultPrivilegesObject, lists: GrantLists, context: Context): readonly Action[] {
  const needs = [...context.desired.model.objects.values()]
    .filter(({ id, kind }) => kind !== "default-privileges" && context.isCreated(id))
    .map(({ id }) => id);
  return statements(object, lists).map(({ sql }) => ({ sql, needs }));
}
