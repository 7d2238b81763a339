import type { Session } from "../../catalog/index.ts";
import type { SchemaModel } from "../../catalog/schema/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { prepareExtensions } from "../analyze/extensions/index.ts";

/** Extensions of the target that only a superuser may make, made before anything of the target is there. */
export async function makeExtensions(warden: Session, model: SchemaModel): Promise<void> {
  const texts = [...model.objects.values()].flatMap((object) => {
    if (object.kind !== "extension") return [];
    const name = quoteIdentifier(object.name, "postgresql");
    return [`CREATE EXTENSION ${name} SCHEMA ${quoteIdentifier(object.installedIn, "postgresql")};`];
  });
  await prepareExtensions(warden, texts);
}
