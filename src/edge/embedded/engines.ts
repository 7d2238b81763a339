import type { EngineInfo, Engines } from "../../command/index.ts";
import { findCandidates, type EngineEnvironment } from "./candidates.ts";
import { install } from "./install.ts";
import { start } from "./start.ts";

/**
 * PostgreSQL servers of our own on this machine.
 *
 * @example
 * const engines = createEngines({ env: process.env, files, processes });
 * await using server = await engines.start();
 * const url = await server.createDatabase("shop");
 */
export function createEngines(environment: EngineEnvironment): Engines {
  return {
    available: () => available(environment),
    start: (options = {}) => start(environment, options),
    install: (major) => install(environment, major),
  };
}

async function available(environment: EngineEnvironment): Promise<readonly EngineInfo[]> {
  const infos: EngineInfo[] = [];
  for await (const candidate of findCandidates(environment, undefined)) infos.push(candidate.info);
  return infos;
}
