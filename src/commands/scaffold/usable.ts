import type { World } from "../../command/index.ts";
import { errors, safeLine } from "../../kit/index.ts";

/** The document that was named. Errors: `scaffold-spec-missing`, `bad-input` for a folder. */
export async function usableSpec(world: World, command: string, spec: string | undefined): Promise<string> {
  if (spec === undefined) throw errors.scaffold.specMissing({ command });
  if ((await world.files.facts(spec))?.kind !== "folder") return spec;
  const problem = `${safeLine(spec)} is a folder: the document of an application's routes is made by backwright spec ${safeLine(spec)}.`;
  throw errors.command.badInput({ problems: [problem], command });
}
