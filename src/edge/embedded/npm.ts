import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineEnvironment } from "./candidates.ts";

/** How npm is run without a shell: on Windows npm is a batch file, so its own script is given to Node instead. */
export async function npmCommand(environment: EngineEnvironment): Promise<readonly [string, ...string[]]> {
  const { node } = environment.processes;
  const beside = dirname(node);
  const scripts = [
    environment.env["npm_execpath"] ?? "",
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = scripts.find((path) => path.endsWith("npm-cli.js") && existsSync(path));
  return script === undefined ? ["npm"] : [node, script];
}
