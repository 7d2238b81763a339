import type { WireProxy } from "../../advice/nplusone/index.ts";
import type { RunningProcess, World } from "../../command/index.ts";

/** The program with its connection led through the proxy, by the variables that drivers and mappers read. */
export async function startProgram(
  words: readonly string[],
  proxy: WireProxy,
  world: World,
): Promise<RunningProcess | undefined> {
  const [program, ...args] = words;
  if (program === undefined) return undefined;
  const env = {
    ...world.env,
    DATABASE_URL: proxy.url,
    PGHOST: proxy.host,
    PGPORT: String(proxy.port),
    PGSSLMODE: "disable",
  };
  return await world.processes.start(program, args, { env, talks: true });
}
