import type { BaseTypeObject, RoutineObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import type { Side } from "./side.ts";
import { spellName } from "./spell.ts";

/** It needs its functions and they need it: so it is made as a shell, then they, then the whole of it. */
export const baseType: Kind<BaseTypeObject> = {
  kind: "base-type",
  create: createBaseType,
  drop: dropBaseType,
  alter: () => "recreate",
  phrase: (object) => (object.isShell ? null : `TYPE ${spellName(object)}`),
  claims: (object) => [`type ${spellName(object)}`],
};

function createBaseType(object: BaseTypeObject, { desired }: Context): readonly Action[] {
  const shell = { sql: `CREATE TYPE ${spellName(object)}` };
  if (object.isShell) return [shell];
  const routines = functionsOf(object, desired);
  const attributes = object.attributes.map(({ name, value }) => (value === "" ? name : `${name} = ${value}`));
  return [
    shell,
    ...routines.map(({ id, definition }) => ({ sql: definition.trim(), creates: [id] })),
    { sql: `${shell.sql} (${attributes.join(", ")})` },
  ];
}

/** They go with it. */
function dropBaseType(object: BaseTypeObject, { current }: Context): readonly Action[] {
  const cascade = functionsOf(object, current).length === 0 ? "" : " CASCADE";
  return [{ sql: `DROP TYPE ${spellName(object)}${cascade}` }];
}

const functionsOf = (object: BaseTypeObject, { model }: Side): readonly RoutineObject[] =>
  [...model.objects.values()].filter((one): one is RoutineObject => one.kind === "routine" && one.serves === object.id);
