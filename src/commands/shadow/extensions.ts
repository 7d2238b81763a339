import type { Session } from "../../catalog/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { prepareExtensions } from "../analyze/extensions/index.ts";

/**
 * Makes extensions of the target that only a superuser may make, before anything of the target is there. Schemas of their own
 * belong to `owner`.
 */
export async function makeExtensions(warden: Session, model: SchemaModel, owner: string): Promise<void> {
  const quoted = (name: string): string => quoteIdentifier(name, "postgresql");
  const extensions = [...model.objects.values()].filter((object) => object.kind === "extension");
  for (const { installedIn } of extensions)
    if (!installedIn.startsWith("pg_"))
      await warden.script(`CREATE SCHEMA IF NOT EXISTS ${quoted(installedIn)} AUTHORIZATION ${quoted(owner)}`);
  await prepareExtensions(
    warden,
    extensions.map(({ name, installedIn }) => `CREATE EXTENSION ${quoted(name)} SCHEMA ${quoted(installedIn)};`),
  );
}
