import type { World } from "../../command/index.ts";
import type { ApiModel } from "../../openapi/index.ts";
import { sampleResponse } from "../../openapi/sample/index.ts";

/** For a stranger's document: every operation answers with an example made from its schema. Data, not code. */
export async function writeSampleServer(world: World, folder: string, model: ApiModel): Promise<void> {
  const operations = Object.fromEntries(
    model.operations.map((operation) => [operation.id, sampleResponse(operation, model)]),
  );
  const samples = { operations, schemes: [...model.securitySchemes.keys()] };
  await world.files.writeText(`${folder}/samples.json`, JSON.stringify(samples));
  const server = await world.files.readText(`${world.packageRoot}/templates/demo/server.ts`);
  await world.files.writeText(`${folder}/src/server.ts`, server);
}
