import type { RoutineObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import { gone } from "./breaks-code.ts";
import type { Kind } from "./kind.ts";
import { spellName } from "./spell.ts";

const words = ({ routineKind }: RoutineObject): string => (routineKind === "procedure" ? "PROCEDURE" : "FUNCTION");

const signature = (object: RoutineObject): string =>
  `${words(object)} ${spellName(object)}(${object.identityArguments})`;

export const routine: Kind<RoutineObject> = {
  kind: "routine",
  compared: ({ definition }) => definition,
  create: (object) => [{ sql: statement(object).replace(/^CREATE OR REPLACE /, "CREATE ") }],
  drop: (object, context) => [
    { sql: `DROP ${signature(object)}`, hazards: gone(object.id, signature(object), context) },
  ],
  alter: alterRoutine,
  phrase: signature,
  goesWith: ({ serves }) => (serves === null ? [] : [serves]),
};

const statement = ({ definition }: RoutineObject): string => definition.trim();

/** OR REPLACE keeps who stands on it; another result, other names of parameters or fewer defaults take a new one. */
function alterRoutine(from: RoutineObject, to: RoutineObject): Alteration | "recreate" {
  const isSame = from.routineKind === to.routineKind && from.returns === to.returns && keepsArguments(from, to);
  return isSame ? { actions: [{ sql: statement(to) }] } : "recreate";
}

const keepsArguments = (from: RoutineObject, to: RoutineObject): boolean =>
  from.arguments === to.arguments ||
  (from.identityArguments === to.identityArguments && !/\bDEFAULT\b/i.test(from.arguments));
