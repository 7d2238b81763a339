import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/** The document that was named. Errors: `scaffold-spec-missing`, `not-built-yet`. */
export async function usableSpec(world: World, command: string, spec: string | undefined): Promise<string> {
  if (spec === undefined) throw errors.scaffold.specMissing({ command });
  if ((await world.files.facts(spec))?.kind === "folder") {
    const coming = "OpenAPI from existing routes is backwright spec, which comes later";
    throw errors.command.notBuilt({ words: `${command} <folder>`, coming });
  }
  return spec;
}
