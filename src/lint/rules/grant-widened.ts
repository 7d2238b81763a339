import type { Rule } from "../rule.ts";
import { fieldsOf, isSet, listOf, textOf, treeOf, type Tree } from "../tree/node.ts";

/** Rights for everybody, rights to pass on, or all rights at once. */
export const grantWidened: Rule = {
  code: "grant-widened",
  severity: "warning",
  concern: "security",
  check: ({ node: { kind, fields } }) => {
    const grant =
      kind === "AlterDefaultPrivilegesStmt" ? treeOf(fields, "action") : kind === "GrantStmt" ? fields : undefined;
    if (grant === undefined || !isSet(grant, "is_grant")) return [];
    const reason = reasonOf(grant, kind);
    return reason === undefined ? [] : [{ subject: { kind: "grant", name: objectOf(grant) }, evidence: { reason } }];
  },
};

/** EXECUTE and USAGE are everybody's by default. */
const USUAL = /^(?:execute|usage)$/;

function reasonOf(grant: Tree, kind: string): "public" | "grant-option" | "all" | undefined {
  const names = listOf(grant, "privileges").map((each) => textOf(fieldsOf(each, "AccessPriv"), "priv_name") ?? "");
  const toAll = listOf(grant, "grantees").some(
    (each) => textOf(fieldsOf(each, "RoleSpec"), "roletype") === "ROLESPEC_PUBLIC",
  );
  if (isSet(grant, "grant_option")) return "grant-option";
  if (toAll && !(names.length > 0 && names.every((name) => USUAL.test(name)))) return "public";
  const isWhole =
    /^ACL_TARGET_(?:ALL_IN_SCHEMA|DEFAULTS)$/.test(textOf(grant, "targtype") ?? "") || kind !== "GrantStmt";
  return names.length === 0 && isWhole ? "all" : undefined;
}

const objectOf = (grant: Tree): string =>
  (textOf(grant, "objtype") ?? "").replace("OBJECT_", "").toLowerCase().replaceAll("_", " ");
