import type { SchemaObject } from "../../catalog/schema/index.ts";
import { groupBy } from "../../kit/index.ts";
import type { Action } from "../kinds/action.ts";
import { kindOf } from "../kinds/registry.ts";
import { spell, spellId } from "../kinds/spell.ts";
import { type Grant, grantKey, grantsAtBirth, grantsOf, OWNER } from "./acl.ts";
import { type Facet, facetId } from "./facet.ts";

const NEWEST = 999_999;

/** Who may do what. A column's grants come after its table's, because revoking from a table revokes from its columns too. */
export const privileges: Facet = {
  name: "privileges",
  payload(object) {
    if (isColumn(object) && object.privileges === null) return undefined;
    const grants = phraseOf(object) === null ? null : grantsOf(object, NEWEST);
    return grants === null || (isColumn(object) && grants.length === 0) ? undefined : grants;
  },
  needs: (object) => [
    facetId("owner", object.id),
    ...(isColumn(object) && object.parent !== null ? [facetId("privileges", object.parent)] : []),
  ],
  create(object, { role, current, desired }) {
    const version = desired.model.serverVersion;
    return changes(object, grantsAtBirth(object, role, current), grantsOf(object, version) ?? []);
  },
  drop: (object, { current }) =>
    isColumn(object) ? changes(object, grantsOf(object, current.model.serverVersion) ?? [], []) : [],
  alter(from, to, { current, desired }) {
    const before = ownedBy(to.owner, grantsOf(from, current.model.serverVersion) ?? []);
    const after = grantsOf(to, desired.model.serverVersion) ?? [];
    return { actions: changes(to, before, after), disturbs: isColumn(to) ? [] : ["privileges"] };
  },
};

/** Whoever becomes the owner has what was granted to both (aclnewowner of PostgreSQL). */
function ownedBy(owner: string | null, grants: readonly Grant[]): readonly Grant[] {
  const own = (role: string | null): boolean => role !== null && role === owner;
  const taken = grants.map((grant) => ({
    ...grant,
    grantee: own(grant.grantee) ? OWNER : grant.grantee,
    grantor: own(grant.grantor) ? OWNER : grant.grantor,
    grantable: grant.grantable && !own(grant.grantee),
  }));
  return [...byKey(taken).values()];
}

const isColumn = (object: SchemaObject): boolean => object.kind === "column" || object.kind === "view-column";

function phraseOf(object: SchemaObject): string | null {
  if (isColumn(object)) return `TABLE ${spellId(object.parent ?? "")}`;
  const kind = kindOf(object);
  return kind.grantPhrase === undefined ? kind.phrase(object) : kind.grantPhrase(object);
}

/** REVOKE and GRANT that lead from one list to the other. */
export function changes(object: SchemaObject, before: readonly Grant[], after: readonly Grant[]): readonly Action[] {
  const [had, has] = [byKey(before), byKey(after)];
  const gone = before.filter((grant) => !has.has(grantKey(grant)));
  const fresh = after.filter((grant) => had.get(grantKey(grant))?.grantable !== grant.grantable);
  const narrowed = fresh.filter((grant) => had.get(grantKey(grant))?.grantable === true);
  const cascades = new Set(before.map(({ grantor }) => grantor));
  return [
    ...statements(
      object,
      gone,
      (list, who) => `REVOKE ${list} FROM ${who.name}${cascades.has(who.key) ? " CASCADE" : ""}`,
    ),
    ...statements(object, narrowed, (list, who) => `REVOKE GRANT OPTION FOR ${list} FROM ${who.name} CASCADE`),
    ...statements(
      object,
      fresh.filter((grant) => !narrowed.includes(grant)),
      (list, who) => `GRANT ${list} TO ${who.name}${who.grantable ? " WITH GRANT OPTION" : ""}`,
    ),
  ];
}

const byKey = (grants: readonly Grant[]): ReadonlyMap<string, Grant> =>
  new Map(grants.map((grant) => [grantKey(grant), grant]));

interface Grantee {
  readonly name: string;
  readonly key: string;
  readonly grantable: boolean;
}

function statements(
  object: SchemaObject,
  grants: readonly Grant[],
  say: (list: string, who: Grantee) => string,
): readonly Action[] {
  const groups = groupBy(grants, ({ grantee, grantor, grantable }) => JSON.stringify([grantee, grantor, grantable]));
  return [...groups.values()].map((group) => {
    const [{ grantee, grantor, grantable }] = [group[0] ?? { grantee: null, grantor: OWNER, grantable: false }];
    const suffix = isColumn(object) ? ` (${spell(object.name)})` : "";
    const list = `${group.map(({ privilege }) => `${privilege}${suffix}`).join(", ")} ON ${phraseOf(object)}`;
    const sql = say(list, { name: nameOf(object, grantee), key: grantee ?? "", grantable });
    return { sql: grantor === OWNER ? sql : asRole(grantor, sql) };
  });
}

function nameOf(object: SchemaObject, grantee: string | null): string {
  if (grantee === null) return "PUBLIC";
  return spell(grantee === OWNER ? (object.owner ?? "") : grantee);
}

/** A grant is the grantor's own. */
const asRole = (role: string, sql: string): string =>
  `SET SESSION AUTHORIZATION ${spell(role)};\n${sql};\nRESET SESSION AUTHORIZATION`;
