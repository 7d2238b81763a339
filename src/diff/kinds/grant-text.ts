import type { Privilege } from "../../catalog/schema/index.ts";
import { groupBy } from "../../kit/index.ts";
import { spell } from "./spell.ts";

/** The grants of something before and after. */
export interface GrantLists {
  readonly before: readonly Privilege[];
  readonly after: readonly Privilege[];
}

/**
 * REVOKE and GRANT that lead from one list to the other.
 *
 * @example
 * grantStatements("TABLES", { before: [], after }); // ["GRANT SELECT ON TABLES TO PUBLIC"]
 */
export function grantStatements(target: string, { before, after }: GrantLists): readonly string[] {
  const gone = before.filter((grant) => !after.some((other) => isSame(grant, other)));
  const fresh = after.filter((grant) => !before.some((other) => isSame(grant, other)));
  return [
    ...grouped(gone).map(({ list, who }) => `REVOKE ${list} ON ${target} FROM ${who}`),
    ...grouped(fresh).map(({ list, who, option }) => `GRANT ${list} ON ${target} TO ${who}${option}`),
  ];
}

const isSame = (one: Privilege, other: Privilege): boolean =>
  one.grantee === other.grantee && one.privilege === other.privilege && one.grantable === other.grantable;

interface Group {
  readonly list: string;
  readonly who: string;
  readonly option: string;
}

function grouped(grants: readonly Privilege[]): readonly Group[] {
  const groups = groupBy(grants, ({ grantee, grantable }) => JSON.stringify([grantee, grantable]));
  return [...groups.values()].map((group) => ({
    list: group.map(({ privilege }) => privilege).join(", "),
    who: granteeOf(group),
    option: group[0]?.grantable === true ? " WITH GRANT OPTION" : "",
  }));
}

const granteeOf = ([first]: readonly Privilege[]): string =>
  first === undefined || first.grantee === null ? "PUBLIC" : spell(first.grantee);
