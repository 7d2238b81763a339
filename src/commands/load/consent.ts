import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { isHostAllowed, readAllowedHosts, type Origin } from "../../load/index.ts";
import { commandLine } from "./command-line.ts";
import type { ConsentFlags } from "./flags/index.ts";

type Place = Pick<Origin, "host" | "port">;

/**
 * Answers when load may go to this host: somebody has said so, or says so now. No question is put to DNS before. Errors:
 * `consent-needed` without a terminal, `declined`.
 */
export async function consent(place: Place, flags: ConsentFlags, world: World): Promise<void> {
  if (isHostAllowed(place, await allowedHosts(flags, world))) return;
  const { host } = place;
  const flag = `--yes-i-own ${host}`;
  const question = `${host} is not on this machine or a private network. May you put load on it?`;
  if (!world.prompts.canAsk)
    throw errors.command.consentNeeded({ question, flag, command: commandLine(world, ["--yes-i-own", host]) });
  if (!(await world.prompts.confirm(question, flag))) throw errors.command.declined({ question });
  await remember(host, world);
}

async function allowedHosts({ yesIOwn, allowHosts }: ConsentFlags, world: World): Promise<readonly string[]> {
  const listed = allowHosts === undefined ? [] : readAllowedHosts(await world.files.readText(allowHosts));
  const named = (world.env["BACKWRIGHT_ALLOW_HOSTS"] ?? "").split(",");
  return [...yesIOwn, ...named, ...listed, ...(await remembered(world))];
}

const memoryOf = (world: World): string => `${world.files.settingsFolder()}/allowed-hosts`;

async function remembered(world: World): Promise<readonly string[]> {
  const path = memoryOf(world);
  const facts = await world.files.facts(path);
  return facts?.kind === "file" ? readAllowedHosts(await world.files.readText(path)) : [];
}

/** A yes that cannot be kept is still a yes. */
async function remember(host: string, world: World): Promise<void> {
  const path = memoryOf(world);
  const hosts = [...new Set([...(await remembered(world)), host])];
  const head =
    "# Hosts that may be loaded: backwright load asked, and the answer was yes. Remove a line to be asked again.";
  try {
    await world.files.writeText(path, `${[head, ...hosts].join("\n")}\n`);
    world.progress.note(`Remembered in ${path}`);
  } catch {
    world.progress.warn(`${path} cannot be written, so the answer is not remembered.`);
  }
}
