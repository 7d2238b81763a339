import type { DefaultPrivilegesObject, Privilege, SchemaObject } from "../../catalog/schema/index.ts";
import { compareText } from "../../kit/index.ts";
import type { Side } from "../kinds/side.ts";

/** Stands for whoever owns the object: a new owner takes over what the old one had. */
export const OWNER = "\0owner";

/** One grant, of whose three parts the owner is written as OWNER and PUBLIC as null. */
export interface Grant {
  readonly grantee: string | null;
  readonly grantor: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

type AclType = "table" | "column" | "sequence" | "function" | "type" | "schema" | "usage" | "usage-public";

const TYPES: Partial<Record<SchemaObject["kind"], AclType>> = {
  table: "table",
  view: "table",
  "materialized-view": "table",
  column: "column",
  "view-column": "column",
  sequence: "sequence",
  routine: "function",
  aggregate: "function",
  enum: "type",
  domain: "type",
  composite: "type",
  range: "type",
  "base-type": "type",
  schema: "schema",
  language: "usage-public",
  "foreign-data-wrapper": "usage",
  "foreign-server": "usage",
};

const ALL: Record<AclType, readonly string[]> = {
  table: ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"],
  column: [],
  sequence: ["SELECT", "UPDATE", "USAGE"],
  function: ["EXECUTE"],
  type: ["USAGE"],
  schema: ["USAGE", "CREATE"],
  usage: ["USAGE"],
  "usage-public": ["USAGE"],
};

const PUBLIC_HAS = new Set<AclType>(["function", "type", "usage-public"]);
const MAINTAIN_SINCE = 170_000;

/** What an object is born with. Source: acldefault of acl.c. */
function builtIn(type: AclType, serverVersion: number): readonly Grant[] {
  const all = type === "table" && serverVersion >= MAINTAIN_SINCE ? [...ALL.table, "MAINTAIN"] : ALL[type];
  const own = all.map((privilege) => ({ grantee: OWNER, grantor: OWNER, privilege, grantable: false }));
  const forAll = all.map((privilege) => ({ grantee: null, grantor: OWNER, privilege, grantable: false }));
  return PUBLIC_HAS.has(type) ? [...own, ...forAll] : own;
}

const born = new Map<string, readonly Grant[]>();

/** Asked for each object without a list: sorted once. */
function sortedBuiltIn(type: AclType, serverVersion: number): readonly Grant[] {
  const key = `${type} ${serverVersion >= MAINTAIN_SINCE}`;
  const found = born.get(key) ?? sorted(builtIn(type, serverVersion));
  born.set(key, found);
  return found;
}

/** The grants of an object, the built-in ones where it has no list; null for what has no grants at all. */
export function grantsOf(object: SchemaObject, serverVersion: number): readonly Grant[] | null {
  const type = TYPES[object.kind];
  if (type === undefined) return null;
  if (object.privileges === null) return sortedBuiltIn(type, serverVersion);
  return sorted(object.privileges.map((privilege) => asGrant(privilege, object.owner)));
}

function asGrant({ grantee, grantor, privilege, grantable }: Privilege, owner: string | null): Grant {
  const isOwn = grantee !== null && grantee === owner;
  return {
    grantee: isOwn ? OWNER : grantee,
    grantor: grantor === owner ? OWNER : grantor,
    privilege,
    grantable,
  };
}

const sorted = (grants: readonly Grant[]): readonly Grant[] =>
  [...grants].sort((a, b) => compareText(grantKey(a), grantKey(b)));

export const grantKey = ({ grantee, grantor, privilege }: Grant): string =>
  JSON.stringify([grantee, grantor, privilege]);

/** What an object gets when `role` makes it: the default privileges of that role, else the built-in ones. */
export function grantsAtBirth(object: SchemaObject, role: string, side: Side): readonly Grant[] {
  const type = TYPES[object.kind];
  if (type === undefined) return [];
  const defaults = defaultPrivilegesIn(side).filter((one) => one.role === role && one.objectType === type);
  const grantsOfDefaults = (inSchema: string | null): readonly Grant[] | undefined => {
    const found = defaults.find((one) => one.inSchema === inSchema);
    return found?.grants.map((one) => asGrant(one, role));
  };
  const everywhere = grantsOfDefaults(null) ?? builtIn(type, side.model.serverVersion);
  const here = object.schema === null ? [] : (grantsOfDefaults(object.schema) ?? []);
  return sorted([...new Map([...everywhere, ...here].map((grant) => [grantKey(grant), grant])).values()]);
}

const known = new WeakMap<Side, readonly DefaultPrivilegesObject[]>();

/** Asked for each new object: looked for once. */
function defaultPrivilegesIn(side: Side): readonly DefaultPrivilegesObject[] {
  const found = known.get(side) ?? [...side.model.objects.values()].filter((one) => one.kind === "default-privileges");
  known.set(side, found);
  return found;
}
