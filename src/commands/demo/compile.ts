import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/** Type-checks the workspace and writes its JavaScript. Error: `demo-types-broken`. */
export async function compile(world: World, folder: string): Promise<void> {
  const compiler = `${folder}/node_modules/typescript/bin/tsc`;
  const result = await world.processes.run(world.processes.node, [compiler, "-p", folder], { cwd: folder });
  if (result.code !== 0) throw errors.demo.typesBroken({ output: firstLines(result.stdout, 20) });
}

const firstLines = (text: string, count: number): string => text.trim().split("\n").slice(0, count).join("\n");
