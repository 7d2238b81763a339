import { createHash } from "node:crypto";
import type { World } from "../../command/index.ts";
import { errors, isDefined, isRecord } from "../../kit/index.ts";

const NEEDED = ["express", "pg", "typescript", "@types/express", "@types/node", "@types/pg"] as const;

/**
 * A node_modules with what the tour's API needs: the clone's own, else one in the cache that npm fills once from the example's
 * manifest. Errors: `demo-no-packages`.
 */
export async function findPackages(world: World, say: (detail: string) => void): Promise<string> {
  const own = `${world.packageRoot}/node_modules`;
  if (await holdsAll(world, own)) return own;
  const manifest = await demoManifest(world);
  const folder = `${world.files.cacheFolder()}/demo-packages/${fingerprint(manifest)}`;
  if (await holdsAll(world, `${folder}/node_modules`)) return `${folder}/node_modules`;
  say("installing the example's packages, once");
  await install(world, folder, manifest);
  return `${folder}/node_modules`;
}

/** A manifest with the shop's versions of what a generated API needs, and nothing else. */
export async function demoManifest(world: World): Promise<string> {
  const shop: unknown = JSON.parse(await world.files.readText(`${world.packageRoot}/examples/shop/package.json`));
  const sections = isRecord(shop) ? [shop["dependencies"], shop["devDependencies"]].filter(isRecord) : [];
  const versions = new Map(NEEDED.map((name) => [name, sections.map((section) => section[name]).find(isDefined)]));
  const manifest = {
    name: "backwright-demo",
    private: true,
    type: "module",
    scripts: { build: "tsc", start: "node dist/server.js" },
    dependencies: Object.fromEntries<unknown>(versions),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

async function holdsAll(world: World, modules: string): Promise<boolean> {
  for (const name of NEEDED) {
    if ((await world.files.facts(`${modules}/${name}/package.json`)) === undefined) return false;
  }
  return true;
}

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

async function install(world: World, folder: string, manifest: string): Promise<void> {
  await world.files.writeText(`${folder}/package.json`, manifest);
  const npm = await npmCommand(world);
  const args = [
    ...npm.args,
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--prefix",
    folder,
  ];
  const result = await world.processes.run(npm.program, args, { cwd: folder });
  if (result.code === 0) return;
  const last = result.stderr.trim().split("\n").at(-1) ?? "npm failed";
  throw errors.demo.noPackages({ reason: last });
}

interface Program {
  readonly program: string;
  readonly args: readonly string[];
}

/** npm as a script of this Node where its path is known: Windows cannot start `npm.cmd` without a shell. */
async function npmCommand(world: World): Promise<Program> {
  const script = world.env["npm_execpath"];
  if (script?.endsWith(".js") === true) return { program: world.processes.node, args: [script] };
  const folder = world.processes.node.replaceAll("\\", "/").replace(/\/(bin\/)?node(\.exe)?$/, "");
  for (const path of [`${folder}/lib/node_modules/npm/bin/npm-cli.js`, `${folder}/node_modules/npm/bin/npm-cli.js`]) {
    if ((await world.files.facts(path)) !== undefined) return { program: world.processes.node, args: [path] };
  }
  const npm = await world.processes.which("npm");
  if (npm === undefined) throw errors.demo.noPackages({ reason: "npm was not found" });
  return { program: npm, args: [] };
}
