import type { DomainConstraintObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import { spell, spellId } from "./spell.ts";

const alterDomain = (object: DomainConstraintObject): string => `ALTER DOMAIN ${spellId(object.parent ?? "")}`;

export const domainConstraint: Kind<DomainConstraintObject> = {
  kind: "domain-constraint",
  create: addCheck,
  drop: (object) => [{ sql: `${alterDomain(object)} DROP CONSTRAINT ${spell(object.name)}` }],
  alter: alterCheck,
  phrase: (object) => `CONSTRAINT ${spell(object.name)} ON DOMAIN ${spellId(object.parent ?? "")}`,
};

/** On a domain in use the rows are looked at only after the check is in force. */
function addCheck(object: DomainConstraintObject, context: Context): readonly Action[] {
  const add = `${alterDomain(object)} ADD CONSTRAINT ${spell(object.name)} ${object.definition}`;
  const isPlain = !object.validated || !context.online || context.isCreated(object.parent ?? "");
  return isPlain ? [{ sql: add }] : [{ sql: `${add} NOT VALID`, commitsAfter: true }, validate(object)];
}

const validate = (object: DomainConstraintObject): Action => ({
  sql: `${alterDomain(object)} VALIDATE CONSTRAINT ${spell(object.name)}`,
  hazards: [{ code: "data-dependent", what: `values of domain ${spellId(object.parent ?? "")}` }],
});

function alterCheck(from: DomainConstraintObject, to: DomainConstraintObject): Alteration | "recreate" {
  const isOnlyValidated = !from.validated && to.validated && from.definition === `${to.definition} NOT VALID`;
  return isOnlyValidated ? { actions: [validate(to)] } : "recreate";
}
