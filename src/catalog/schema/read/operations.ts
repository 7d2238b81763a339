import type * as kinds from "../kinds/operation.ts";
import { objectId } from "../object-id.ts";
import { flagCell, optionalText, textCell, textsCell, wordCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import {
  FIRST_USER_OID,
  functionName,
  functionSignature,
  notOfExtension,
  qualified,
  roleName,
  USER_SCHEMA,
} from "./scope.ts";

const typeName = (oid: string): string => `CASE WHEN ${oid} <> 0 THEN format_type(${oid}, NULL) END`;
const operatorName = (oid: string): string => `(SELECT 'OPERATOR(' || quote_ident(xn.nspname) || '.' || x.oprname || ')'
  FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = ${oid})`;

export const operators: Reader = {
  catalog: "pg_operator",
  // An operator without a function is a promise that another one made: its commutator or negator is still to come.
  sql: () => `SELECT o.oid::text AS oid, n.nspname::text AS schema, o.oprname::text AS name, ${roleName("o.oprowner")} AS owner,
    ${typeName("o.oprleft")} AS left, ${typeName("o.oprright")} AS right, ${typeName("o.oprresult")} AS result,
    ${functionName("o.oprcode")} AS function, ${operatorName("o.oprcom")} AS commutator, ${operatorName("o.oprnegate")} AS negator,
    ${functionName("o.oprrest")} AS restrict, ${functionName("o.oprjoin")} AS join, o.oprcanhash AS hashes, o.oprcanmerge AS merges
    FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
    WHERE o.oprcode <> 0 AND ${USER_SCHEMA} AND ${notOfExtension("pg_operator", "o.oid")}`,
  objectOf: (row, base): kinds.OperatorObject => {
    const [left, right] = [optionalText(row, "left"), optionalText(row, "right")];
    return {
      ...base("operator", [textCell(row, "schema"), textCell(row, "name"), left ?? "", right ?? ""]),
      left,
      right,
      result: textCell(row, "result"),
      function: textCell(row, "function"),
      commutator: optionalText(row, "commutator"),
      negator: optionalText(row, "negator"),
      restrict: optionalText(row, "restrict"),
      join: optionalText(row, "join"),
      hashes: flagCell(row, "hashes"),
      merges: flagCell(row, "merges"),
    };
  },
};

const OPERATOR_MEMBER = `'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator::text
  || CASE m.amoppurpose WHEN 'o' THEN ' FOR ORDER BY ' || (SELECT ${qualified("sn.nspname", "sf.opfname")}
    FROM pg_opfamily sf JOIN pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = m.amopsortfamily) ELSE '' END`;
const FUNCTION_MEMBER = `'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, NULL) || ', '
  || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::regprocedure::text`;

const tie = (catalog: string, classOid: string): string => `EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = '${catalog}'::regclass AND d.objid = m.oid AND d.refclassid = 'pg_opclass'::regclass ${classOid})`;

/** Members of a class, or those of a family that are in none. */
const members = (familyOid: string, classOid: string | null): string => {
  const which = (catalog: string): string =>
    classOid === null ? `NOT ${tie(catalog, "")}` : tie(catalog, `AND d.refobjid = ${classOid}`);
  return `ARRAY(SELECT x.text FROM (
    SELECT 1 AS part, m.amopstrategy AS number, ${OPERATOR_MEMBER} AS text FROM pg_amop m WHERE m.amopfamily = ${familyOid} AND ${which("pg_amop")}
    UNION ALL SELECT 2, m.amprocnum, ${FUNCTION_MEMBER} FROM pg_amproc m WHERE m.amprocfamily = ${familyOid} AND ${which("pg_amproc")}
  ) x ORDER BY x.part, x.number, x.text COLLATE "C") AS members`;
};

export const operatorFamilies: Reader = {
  catalog: "pg_opfamily",
  sql: () => `SELECT f.oid::text AS oid, n.nspname::text AS schema, f.opfname::text AS name, ${roleName("f.opfowner")} AS owner,
    am.amname::text AS method, ${members("f.oid", null)}
    FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am am ON am.oid = f.opfmethod
    WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_opfamily", "f.oid")}`,
  objectOf: (row, base): kinds.OperatorFamilyObject => {
    const method = textCell(row, "method");
    return {
      ...base("operator-family", [textCell(row, "schema"), textCell(row, "name"), method]),
      method,
      members: textsCell(row, "members"),
    };
  },
};

export const operatorClasses: Reader = {
  catalog: "pg_opclass",
  sql: () => `SELECT c.oid::text AS oid, n.nspname::text AS schema, c.opcname::text AS name, ${roleName("c.opcowner")} AS owner,
    am.amname::text AS method, format_type(c.opcintype, NULL) AS type, c.opcdefault AS "isDefault",
    fn.nspname::text AS "familySchema", f.opfname::text AS "familyName", ${qualified("fn.nspname", "f.opfname")} AS "familySql",
    ${typeName("c.opckeytype")} AS storage, ${members("c.opcfamily", "c.oid")}
    FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am am ON am.oid = c.opcmethod
    JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
    WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_opclass", "c.oid")}`,
  objectOf: (row, base): kinds.OperatorClassObject => {
    const method = textCell(row, "method");
    return {
      ...base("operator-class", [textCell(row, "schema"), textCell(row, "name"), method]),
      method,
      type: textCell(row, "type"),
      isDefault: flagCell(row, "isDefault"),
      family: objectId("operator-family", textCell(row, "familySchema"), textCell(row, "familyName"), method),
      familyName: textCell(row, "familySql"),
      storage: optionalText(row, "storage"),
      members: textsCell(row, "members"),
    };
  },
};

const METHODS = { f: "function", b: "binary", i: "inout" } as const;
const CONTEXTS = { e: "explicit", a: "assignment", i: "implicit" } as const;

/** A range type brings the cast to its multirange type along. */
const NOT_OF_A_RANGE = `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid
  AND d.deptype = 'i')`;

export const casts: Reader = {
  catalog: "pg_cast",
  sql: () => `SELECT c.oid::text AS oid, format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) AS name,
    format_type(c.castsource, NULL) AS source, format_type(c.casttarget, NULL) AS target, c.castmethod::text AS method,
    ${functionSignature("c.castfunc")} AS function, c.castcontext::text AS context
    FROM pg_cast c WHERE c.oid >= ${FIRST_USER_OID} AND ${notOfExtension("pg_cast", "c.oid")} AND ${NOT_OF_A_RANGE}`,
  objectOf: (row, base): kinds.CastObject => ({
    ...base("cast", [textCell(row, "source"), textCell(row, "target")]),
    source: textCell(row, "source"),
    target: textCell(row, "target"),
    method: wordCell(row, "method", METHODS),
    function: optionalText(row, "function"),
    context: wordCell(row, "context", CONTEXTS),
  }),
};
