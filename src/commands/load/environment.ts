import type { World } from "../../command/index.ts";
import type { Environment } from "../../load/result/index.ts";

/** The machine and the programs that measure, as far as the system says so in a file (Linux). */
export async function environmentOf(world: World): Promise<Environment> {
  const { node, version } = world;
  const [processors, kernel] = await Promise.all([
    read("/proc/cpuinfo", world),
    read("/proc/sys/kernel/osrelease", world),
  ]);
  const model = /^model name\s*:\s*(.+)$/m.exec(processors)?.[1];
  const cores = processors.match(/^processor\s*:/gm)?.length;
  return {
    backwright: version,
    node: node.version,
    platform: node.platform,
    arch: node.arch,
    ...(kernel === "" ? {} : { kernel: kernel.trim() }),
    ...(model === undefined ? {} : { processor: model.trim() }),
    ...(cores === undefined ? {} : { cores }),
  };
}

async function read(path: string, { node, files }: World): Promise<string> {
  if (node.platform !== "linux") return "";
  return files.readText(path).catch(() => "");
}
