import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errors, isRecord } from "../../kit/index.ts";
import type { Hold } from "./hold.ts";
import { fillData } from "./prepared.ts";

/** Its presence says that the folder is ours and complete; it holds the superuser's password, or that PGlite made it. */
const MARK = "backwright.json";
const UNFINISHED = "backwright.unfinished";

/** What a folder of kept data holds. */
export interface KeptData {
  readonly major: number;
  readonly isPglite: boolean;
}

/** Undefined when the folder is new. Error: `engine-data-foreign`. */
export async function readKept(path: string): Promise<KeptData | undefined> {
  const names = await namesIn(path);
  if (names.length === 0 || names.includes(UNFINISHED)) return undefined;
  if (!names.includes(MARK)) throw errors.engine.dataForeign({ path });
  const { pglite } = await readMark(path);
  if (typeof pglite === "number") return { major: pglite, isPglite: true };
  return { major: Number.parseInt(await readFile(join(path, "PG_VERSION"), "utf8"), 10), isPglite: false };
}

/** Marks a folder as one in which PGlite keeps its databases. */
export async function markPglite(path: string, major: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, MARK), JSON.stringify({ pglite: major }));
}

/** Makes the data in a folder that stays, or takes those that are there. Answers the password. */
export async function keepData(hold: Hold, cache: string): Promise<string> {
  if ((await readKept(hold.data)) !== undefined) return readPassword(hold.data);
  await empty(hold.data);
  await writeFile(join(hold.data, UNFINISHED), "");
  const password = await fillData(hold, cache);
  const mark = join(hold.data, MARK);
  await writeFile(mark, JSON.stringify({ password }), { mode: 0o600 });
  await hold.keeper.ask({ do: "give", path: mark, owner: hold.owner });
  await rm(join(hold.data, UNFINISHED));
  return password;
}

/** What an interrupted beginning has left is ours to remove. */
async function empty(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
}

async function readPassword(path: string): Promise<string> {
  const { password } = await readMark(path);
  if (typeof password === "string") return password;
  throw errors.engine.dataForeign({ path });
}

async function readMark(path: string): Promise<Readonly<Record<string, unknown>>> {
  const mark: unknown = JSON.parse(await readFile(join(path, MARK), "utf8"));
  return isRecord(mark) ? mark : {};
}

const namesIn = (path: string): Promise<readonly string[]> => readdir(path).catch((): readonly string[] => []);
