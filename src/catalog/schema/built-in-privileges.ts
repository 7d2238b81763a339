import type { SchemaObject } from "./object.ts";
import type { Privilege } from "./privilege.ts";

/** Of PUBLIC, then of the owner: acldefault of PostgreSQL, chapter 5.8 of its manual. */
const DEFAULTS: Readonly<Record<string, readonly [everybody: readonly string[], owner: readonly string[]]>> = {
  table: [[], ["INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]],
  sequence: [[], ["SELECT", "UPDATE", "USAGE"]],
  schema: [[], ["USAGE", "CREATE"]],
  routine: [["EXECUTE"], ["EXECUTE"]],
  type: [["USAGE"], ["USAGE"]],
  language: [["USAGE"], ["USAGE"]],
  foreign: [[], ["USAGE"]],
};

const GROUPS: Readonly<Partial<Record<SchemaObject["kind"], string>>> = {
  table: "table",
  view: "table",
  "materialized-view": "table",
  sequence: "sequence",
  schema: "schema",
  routine: "routine",
  aggregate: "routine",
  enum: "type",
  domain: "type",
  composite: "type",
  range: "type",
  "base-type": "type",
  language: "language",
  "foreign-data-wrapper": "foreign",
  "foreign-server": "foreign",
};

/**
 * What an object grants when its `privileges` are null.
 *
 * @example
 * builtInPrivileges({ kind: "routine", owner: "me" }, 180004); // PUBLIC and me: EXECUTE
 */
export function builtInPrivileges(
  object: Pick<SchemaObject, "kind" | "owner">,
  serverVersion: number,
): readonly Privilege[] {
  const [everybody = [], own = []] = DEFAULTS[GROUPS[object.kind] ?? ""] ?? [];
  const { owner } = object;
  if (owner === null) return [];
  const grant = (grantee: string | null) => (privilege: string) =>
    ({ grantee, grantor: owner, privilege, grantable: false }) as const;
  const known = own.filter((privilege) => privilege !== "MAINTAIN" || serverVersion >= 170_000);
  return [...everybody.map(grant(null)), ...known.map(grant(owner))];
}
