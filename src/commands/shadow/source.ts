import type { Row, Session } from "../../catalog/index.ts";
import { readSchema, type SchemaModel } from "../../catalog/schema/index.ts";
import type { World } from "../../command/index.ts";
import { readTargetStatistics, type TargetStatistics } from "../../diff/shadow/index.ts";

/** A role of the target, without its rights over the server. */
export interface RoleFacts {
  readonly name: string;
  readonly memberOf: readonly string[];
}

/** What a shadow is made from. */
export interface ShadowSource {
  readonly model: SchemaModel;
  /** Who will run the statements. */
  readonly role: string;
  /** That one may give away what the new owner could not have made. True of files, which do not say who runs them. */
  readonly isSuperuser: boolean;
  readonly roles: readonly RoleFacts[];
  /** Null where there is no live target: the sizes are unknown then. */
  readonly statistics: TargetStatistics | null;
}

const ROLES = `select r.rolname::text as name,
    array(select g.rolname::text from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
      where m.member = r.oid and g.rolname !~ '^pg_' order by 1)::text[] as member_of
  from pg_catalog.pg_roles r where r.rolname !~ '^pg_' order by r.rolname`;

/**
 * Reads everything that a shadow needs from a live target, read only: its schema, its roles by name, its statistics; never a row.
 * Errors: those of connecting, `database-query-failed`.
 */
export async function readShadowSource(world: World, target: { readonly url: string }): Promise<ShadowSource> {
  const options = { applicationName: "backwright shadow", readOnly: true };
  await using session = await world.databases.open(target, options);
  return await readSource(session);
}

async function readSource(session: Session): Promise<ShadowSource> {
  const model = await readSchema(session);
  const roles = (await session.query(ROLES)).map(roleOf);
  const [own = {}] = await session.query("select rolsuper from pg_catalog.pg_roles where rolname = current_user");
  const isSuperuser = own["rolsuper"] === true;
  return { model, role: session.user, isSuperuser, roles, statistics: await readTargetStatistics(session) };
}

function roleOf(row: Row): RoleFacts {
  const groups = row["member_of"];
  return { name: String(row["name"]), memberOf: Array.isArray(groups) ? groups.map(String) : [] };
}
