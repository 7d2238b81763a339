import type { EngineInfo, Files, Processes } from "../../command/index.ts";
import { prepareNative } from "./native.ts";
import { serverOwner, type Owner } from "./owner.ts";
import { nativeFolders } from "./package.ts";
import { pgliteInfo } from "./pglite/index.ts";
import { sharedCache } from "./places.ts";
import type { Programs } from "./programs.ts";
import { systemPrograms } from "./system.ts";

export interface EngineEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: Pick<Files, "cacheFolder" | "resolve">;
  readonly processes: Pick<Processes, "run" | "which" | "node">;
}

/** Something that can be started; without programs it is PGlite. */
export interface Candidate {
  readonly info: EngineInfo;
  readonly programs?: Programs;
}

/** What can be started here, best first, looked for one after the other: the first one is mostly enough. */
export async function* findCandidates(
  environment: EngineEnvironment,
  data: string | undefined,
): AsyncGenerator<Candidate, void, undefined> {
  const owner = serverOwner(data);
  for await (const programs of nativePrograms(environment, owner)) yield { info: programs.info, programs };
  for (const programs of await systemPrograms(environment.env, owner)) yield { info: programs.info, programs };
  const pglite = pgliteInfo();
  if (pglite !== undefined) yield { info: pglite };
}

async function* nativePrograms(
  environment: EngineEnvironment,
  owner: Owner | undefined,
): AsyncGenerator<Programs, void, undefined> {
  const own = environment.files.cacheFolder();
  const cache = await sharedCache(own, owner);
  for (const folder of nativeFolders(own)) {
    const programs = await prepareNative(folder, { env: environment.env, cache, owner });
    if (programs !== undefined) yield programs;
  }
}
