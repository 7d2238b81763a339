import type { DefinerRoutine } from "../../catalog/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { ofThing } from "../found.ts";
import { displayName, sqlName } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Routines that run with their owner's rights and look names up where the caller says. */
export const definerPathMutable: Rule = {
  code: "definer-path-mutable",
  find: ({ security }) => security.definers.filter(({ hasSearchPath }) => !hasSearchPath).map(findingOf),
};

function findingOf(routine: DefinerRoutine) {
  const { schema, name, kind, owner, ownerIsSuperuser, isPublic } = routine;
  const path = `pg_catalog, ${quoteIdentifier(schema, "postgresql")}, pg_temp`;
  const what = `${sqlName(routine)}(${routine.arguments})`;
  return ofThing(
    definerPathMutable.code,
    { kind, name: `${displayName({ schema, name })}(${routine.arguments})` },
    {
      severity: isPublic && ownerIsSuperuser ? "error" : "warning",
      evidence: { schema, owner, ownerIsSuperuser, isPublic },
      fix: `ALTER ${kind.toUpperCase()} ${what} SET search_path = ${path};`,
    },
  );
}
