import { code, literal } from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import type { OperationPlan, Plan } from "../plan/index.ts";
import { mediaKind } from "../types/index.ts";
import { alternative } from "./hoist.ts";
import { createModule } from "./module.ts";
import { addSchemas, answering, exchanged, siteOf } from "./responses.ts";
import { schemaChecks } from "./schema.ts";

/** `middleware/messages.ts`: checks of the JSON that webhooks and callbacks carry. */
export function messageFiles(plan: Plan, messages: readonly OperationPlan[]): readonly GeneratedFile[] {
  const module = createModule(answering(plan), { runtime: "./runtime" });
  const bodies = messages.flatMap(({ id, operation }) => {
    const [media, another] = operation.body?.content ?? [];
    return another !== undefined || media?.schema === undefined || mediaKind(media.type) !== "json"
      ? []
      : [{ id, schema: media.schema }];
  });
  const rows = bodies.map(
    ({ id, schema }) => code`${literal(id)}: ${alternative(exchanged(schema), siteOf(module), schemaChecks)},`,
  );
  addSchemas(
    module,
    bodies.map(({ schema }) => schema),
  );
  const table = code`
    /** What the messages that are sent have to be, by name. */
    export const messageChecks: { readonly [id: string]: ${module.helperType("unions", "Check")} } = {
      ${rows}
    };
  `;
  return [managedFile("middleware/messages.ts", module.imports, [...module.constants(), ...module.functions(), table])];
}
