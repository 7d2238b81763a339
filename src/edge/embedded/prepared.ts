import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errors, isRecord } from "../../kit/index.ts";
import { programRequest, type Hold } from "./hold.ts";
import { makeOpenFolder } from "./places.ts";
import { lastWords } from "./words.ts";

/** A data directory as initdb leaves it, with the password of its superuser. Belongs to no server: it is copied. */
export interface Prepared {
  readonly data: string;
  readonly password: string;
}

/**
 * Fills the server's data directory: a copy of the prepared one in the cache, or initdb, whose result is then put into the
 * cache for the next time. The cache holds one for each version and place of the binaries.
 */
export async function fillData(hold: Hold, cache: string): Promise<string> {
  const folder = join(cache, "embedded", keyOf(hold));
  const prepared = await readPrepared(folder);
  if (prepared !== undefined) {
    await copyTo(hold, prepared.data);
    return prepared.password;
  }
  const fresh = join(hold.folder, "data");
  const password = await initialize(hold, fresh);
  await putAside(hold, { from: fresh, to: folder, password }).catch(() => undefined);
  if (fresh !== hold.data) await copyTo(hold, fresh);
  return password;
}

const FORM = 1;

function keyOf({ programs }: Hold): string {
  const { kind, version } = programs.info;
  const where = createHash("sha256").update(programs.folder).digest("hex").slice(0, 8);
  return `${kind}-${version}-${where}-${FORM}`;
}

async function readPrepared(folder: string): Promise<Prepared | undefined> {
  const password = await readFile(join(folder, "password"), "utf8").catch(() => undefined);
  return password === undefined ? undefined : { data: join(folder, "data"), password };
}

const copyTo = (hold: Hold, from: string): Promise<unknown> =>
  hold.keeper.ask({ do: "copy", from, to: hold.data, owner: hold.owner });

/** Connections by TCP need a password, because every user of the machine can make one; the socket's folder is private. */
async function initialize(hold: Hold, data: string): Promise<string> {
  const password = randomBytes(18).toString("base64url");
  // The token in its name marks initdb as ours.
  const file = join(hold.folder, `${hold.token}.password`);
  await writeFile(file, password, { mode: 0o600 });
  await hold.keeper.ask({ do: "give", path: file, owner: hold.owner });
  await hold.keeper.ask({ do: "copy", to: data, owner: hold.owner });
  const access = ["-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256", `--pwfile=${file}`];
  const args = ["-D", data, ...access, "-E", "UTF8", "--no-sync", ...localeOf(hold)];
  const result = await hold.keeper.ask(programRequest(hold, { do: "run", program: "initdb", data, args }));
  if (isRecord(result) && result["code"] === 0) return password;
  const output = isRecord(result) ? String(result["output"]) : "";
  throw errors.engine.startFailed({ engine: `PostgreSQL ${hold.programs.info.version}`, reason: lastWords(output) });
}

/** From 17 on PostgreSQL has a UTF-8 locale of its own, the same on every system. */
function localeOf(hold: Hold): readonly string[] {
  const { major } = hold.programs.info;
  const checksums = major >= 18 ? ["--no-data-checksums"] : [];
  if (major >= 17) return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", ...checksums];
  return [process.platform === "linux" ? "--locale=C.UTF-8" : "--locale=C", ...checksums];
}

/** Written under another name and renamed, so that nobody ever sees half of it. */
async function putAside(
  hold: Hold,
  what: { readonly from: string; readonly to: string; readonly password: string },
): Promise<void> {
  const parent = dirname(what.to);
  await makeOpenFolder(parent);
  const fresh = join(parent, `new-${hold.token}`);
  await hold.keeper.ask({ do: "copy", to: fresh, removeAtEnd: true });
  await hold.keeper.ask({ do: "copy", from: what.from, to: join(fresh, "data") });
  await writeFile(join(fresh, "password"), what.password, { mode: 0o600 });
  await hold.keeper.ask({ do: "adopt", from: fresh, to: what.to });
}
