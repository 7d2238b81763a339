import type { PolicyObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

const name = (object: PolicyObject): string => `POLICY ${spell(object.name)} ON ${columnTable(object)}`;

const roles = (object: PolicyObject): string =>
  object.roles.map((role) => (role === null ? "PUBLIC" : spell(role))).join(", ");

const clauses = ({ using, check }: PolicyObject): readonly string[] => [
  ...(using === null ? [] : [`USING (${using})`]),
  ...(check === null ? [] : [`WITH CHECK (${check})`]),
];

export const policy: Kind<PolicyObject> = {
  kind: "policy",
  create: (object) => [
    {
      sql: [
        `CREATE ${name(object)}`,
        ...(object.permissive ? [] : ["AS RESTRICTIVE"]),
        `FOR ${object.command.toUpperCase()}`,
        `TO ${roles(object)}`,
        ...clauses(object),
      ].join(" "),
    },
  ],
  drop: (object) => [{ sql: `DROP ${name(object)}` }],
  alter: alterPolicy,
  phrase: name,
  ownerPhrase: () => null,
  grantPhrase: () => null,
};

/** ALTER POLICY cannot take an expression away, nor change the command. */
function alterPolicy(from: PolicyObject, to: PolicyObject): Alteration | "recreate" {
  const isLess = (from.using !== null && to.using === null) || (from.check !== null && to.check === null);
  if (isLess || from.command !== to.command || from.permissive !== to.permissive) return "recreate";
  return { actions: [{ sql: [`ALTER ${name(to)}`, `TO ${roles(to)}`, ...clauses(to)].join(" ") }] };
}
