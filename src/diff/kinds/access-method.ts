import type { AccessMethodObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

export const accessMethod: Kind<AccessMethodObject> = {
  kind: "access-method",
  create: ({ name, methodKind, handler }) => [
    { sql: `CREATE ACCESS METHOD ${spell(name)} TYPE ${methodKind.toUpperCase()} HANDLER ${handler}` },
  ],
  drop: ({ name }) => [{ sql: `DROP ACCESS METHOD ${spell(name)}` }],
  alter: () => "recreate",
  phrase: ({ name }) => `ACCESS METHOD ${spell(name)}`,
};
