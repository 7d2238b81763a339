export { USER_SCHEMA } from "../../read/scope.ts";

/** Objects that initdb made have smaller oids (FirstNormalObjectId of PostgreSQL). */
export const FIRST_USER_OID = 16_384;

/** Not a member of an extension. */
export const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend tie WHERE tie.classid = '${catalog}'::regclass AND tie.objid = ${oid}
    AND tie.deptype = 'e')`;

/** A role's name as text. */
export const roleName = (oid: string): string => `pg_get_userbyid(${oid})::text`;

/** `public.users` quoted where it has to be, of a FROM item for pg_namespace and a name. */
export const qualified = (schema: string, name: string): string =>
  `quote_ident(${schema}::text) || '.' || quote_ident(${name}::text)`;

/** A function's name as SQL; null for none. */
export const functionName = (oid: string): string => `nullif(${oid}::oid, 0)::regproc::text`;

/** With argument types. */
export const functionSignature = (oid: string): string => `nullif(${oid}::oid, 0)::regprocedure::text`;

/** Collation of a column as SQL, null where it is the type's own. Wants pg_type `t` beside it. */
export const ownCollation = (collation: string, type: string): string =>
  `CASE WHEN ${collation} <> 0 AND ${collation} <> ${type}.typcollation THEN (SELECT ${qualified("cn.nspname", "co.collname")}
    FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = ${collation}) END`;
