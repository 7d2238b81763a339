import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

const PROJECT = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    moduleResolution: "nodenext",
    rootDir: "src",
    outDir: "dist",
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ["node"],
  },
  include: ["src"],
};

/** The project files around the generated sources, and the document that they were made from. */
export async function writeProject(world: World, folder: string, specification: string): Promise<void> {
  await world.files.copy(specification, `${folder}/${posix.basename(specification.replaceAll("\\", "/"))}`);
  await world.files.writeText(`${folder}/tsconfig.json`, `${JSON.stringify(PROJECT, undefined, 2)}\n`);
}

/** Type-checks the workspace and writes its JavaScript. Error: `demo-types-broken`. */
export async function compile(world: World, folder: string): Promise<void> {
  const compiler = `${folder}/node_modules/typescript/bin/tsc`;
  const result = await world.processes.run(world.processes.node, [compiler, "-p", folder], { cwd: folder });
  if (result.code !== 0) throw errors.demo.typesBroken({ output: firstLines(result.stdout, 20) });
}

const firstLines = (text: string, count: number): string => text.trim().split("\n").slice(0, count).join("\n");
