import type { ExtensionObject } from "../../catalog/schema/index.ts";
import type { Alteration } from "./action.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

/** Its version is the server's business: whatever the machine has installed. */
export const extension: Kind<ExtensionObject> = {
  kind: "extension",
  compared: ({ installedIn }) => installedIn,
  create: ({ name, installedIn }) => [{ sql: `CREATE EXTENSION ${spell(name)} WITH SCHEMA ${spell(installedIn)}` }],
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

function moveExtension(from: ExtensionObject, to: ExtensionObject): Alteration | "recreate" {
  if (!from.relocatable) return "recreate";
  return { actions: [{ sql: `ALTER EXTENSION ${spell(to.name)} SET SCHEMA ${spell(to.installedIn)}` }] };
}
