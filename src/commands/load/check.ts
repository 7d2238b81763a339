import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { checkCaps, checkLimits, type LoadPlan } from "../../load/index.ts";

const SPARE_FILES = 16;
const SPARE_PORTS = 100;
const PORT_RANGE = "/proc/sys/net/ipv4/ip_local_port_range";

/**
 * Refuses a plan that is meant for more than one process, or that this system cannot carry, before anything is sent. Errors:
 * `load-empty-plan`, `load-over-limit`, `load-over-cap`, `load-file-limit`, `load-port-limit`.
 */
export async function checkPlan(
  plan: LoadPlan,
  { raiseCaps }: { readonly raiseCaps: boolean },
  world: World,
): Promise<void> {
  checkLimits(plan);
  if (!raiseCaps) checkCaps(plan);
  const connections = Math.ceil(plan.concurrency / (plan.streams ?? 1));
  await checkFiles(connections, world);
  if (plan.socketPath === undefined) await checkPorts(connections, world);
}

async function checkFiles(connections: number, world: World): Promise<void> {
  const limit = await world.load.connectionLimit();
  if (limit === undefined || connections + SPARE_FILES <= limit) return;
  throw errors.load.fileLimit({ wanted: connections, available: limit - SPARE_FILES });
}

/** Where the system says it in a file (Linux); elsewhere the failures themselves tell, as `local-limit`. */
async function checkPorts(connections: number, { node, files }: World): Promise<void> {
  if (node.platform !== "linux" || (await files.facts(PORT_RANGE)) === undefined) return;
  const [first = 0, last = 65_535] = (await files.readText(PORT_RANGE)).trim().split(/\s+/).map(Number);
  const available = last - first + 1 - SPARE_PORTS;
  if (connections > available) throw errors.load.portLimit({ wanted: connections, available });
}
