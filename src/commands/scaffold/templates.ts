import type { World } from "../../command/index.ts";
import { templatePaths, type ErrorShape, type FrameworkName, type ValidatorName } from "../../scaffold/index.ts";

/** The text of the templates that a run needs, from this package. */
export async function readTemplates(
  world: World,
  choice: {
    readonly framework: FrameworkName;
    readonly errors: ErrorShape;
    readonly validator?: ValidatorName;
  },
): Promise<ReadonlyMap<string, string>> {
  const folder = `${world.packageRoot}/templates/scaffold`;
  const texts = templatePaths(choice).map(
    async (path) => [path, await world.files.readText(`${folder}/${path}`)] as const,
  );
  return new Map(await Promise.all(texts));
}
