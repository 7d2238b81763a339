import type { ExtensionObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { suspended } from "./default-privileges.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

/** Its version is the server's business: whatever the machine has installed. */
export const extension: Kind<ExtensionObject> = {
  kind: "extension",
  compared: ({ installedIn }) => installedIn,
  create: createExtension,
  drop: ({ name }) => [
    {
      sql: `DROP EXTENSION ${spell(name)}`,
      hazards: [{ code: "data-loss", what: `what extension ${spell(name)} keeps in tables of its own` }],
    },
  ],
  alter: moveExtension,
  phrase: ({ name }) => `EXTENSION ${spell(name)}`,
  ownerPhrase: () => null,
  grantPhrase: () => null,
};

function createExtension({ name, installedIn }: ExtensionObject, context: Context): readonly Action[] {
  const { before, after } = suspended(installedIn, context);
  return [...before, { sql: `CREATE EXTENSION ${spell(name)} WITH SCHEMA ${spell(installedIn)}` }, ...after];
}

function moveExtension(from: ExtensionObject, to: ExtensionObject): Alteration | "recreate" {
  if (!from.relocatable) return "recreate";
  return { actions: [{ sql: `ALTER EXTENSION ${spell(to.name)} SET SCHEMA ${spell(to.installedIn)}` }] };
}
