import type { Session } from "../../catalog/index.ts";

/**
 * A session of a role without a superuser's rights that may give objects away as a superuser does. It is a member of the roles that
 * were made for it; what it lacks is that the new owner could have made the object in its schema. So for the length of `ALTER … OWNER
 * TO` every role may, and a grant in another's name is made as that role: `SET ROLE` stands for `SET SESSION AUTHORIZATION`.
 */
export function lendingOwnership(session: Session): Session {
  const { serverVersion, database, user, where } = session;
  return {
    serverVersion,
    database,
    user,
    where,
    query: (sql, parameters) => session.query(sql, parameters),
    script: (sql) => session.script(lentText(sql)),
    ...(session.copyIn === undefined ? {} : { copyIn: async (sql, rows) => await session.copyIn?.(sql, rows) }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

// One ALTER alone; what stands behind a semicolon could be anything.
const GIVES_AWAY = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*ALTER\s[^;]*\sOWNER\s+TO\s[^;]*;?\s*$/i;
const IN_ANOTHERS_NAME = /^SET SESSION AUTHORIZATION (?<role>[^;\n]+);\n(?<grant>[^]*);\nRESET SESSION AUTHORIZATION$/;

/** @example lentText("ALTER TABLE t OWNER TO ops") // with a grant in front of it, which is taken back behind it */
export function lentText(sql: string): string {
  const { role, grant } = IN_ANOTHERS_NAME.exec(sql)?.groups ?? {};
  if (role !== undefined && grant !== undefined) return `SET ROLE ${role};\n${grant};\nRESET ROLE`;
  return GIVES_AWAY.test(sql) ? `${LEND};\n${sql.replace(/;\s*$/, "")};\n${TAKE_BACK}` : sql;
}

// A list that lets everybody create already is left alone, so that nothing is taken back that was there before.
const LEND = `DO $backwright$ DECLARE place text; BEGIN
  PERFORM set_config('backwright.lent', coalesce(string_agg(n.oid::text, ','), ''), false) FROM pg_catalog.pg_namespace n
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_has_role(n.nspowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM aclexplode(n.nspacl) x WHERE x.grantee = 0 AND x.privilege_type = 'CREATE');
  FOR place IN ${lent()} LOOP EXECUTE 'GRANT CREATE ON SCHEMA ' || place || ' TO PUBLIC'; END LOOP; END $backwright$`;
const TAKE_BACK = `DO $backwright$ DECLARE place text; BEGIN
  FOR place IN ${lent()} LOOP EXECUTE 'REVOKE CREATE ON SCHEMA ' || place || ' FROM PUBLIC'; END LOOP; END $backwright$`;

function lent(): string {
  return `SELECT quote_ident(n.nspname) FROM pg_catalog.pg_namespace n
    WHERE n.oid::text = ANY (string_to_array(current_setting('backwright.lent'), ','))`;
}
