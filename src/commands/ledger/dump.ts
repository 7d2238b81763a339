import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, withoutPasswords } from "../../kit/index.ts";
import { parseTableName } from "../../ledger/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";

export interface DumpInput {
  readonly connection: string;
  /** The history's table: left out, with its journal. */
  readonly table: string;
}

/** Makes sure that a dump can be made, before anything is changed. Error: `schema-dump-program`. */
export async function findDump(world: World, { serverVersion }: Session): Promise<string> {
  const program = await world.processes.which("pg_dump");
  if (program === undefined) throw errors.ledger.dumpProgram({ problem: "the program pg_dump is not installed" });
  const { stdout } = await world.processes.run(program, ["--version"]);
  const major = Number(/(\d+)(?:\.|\s|$)/.exec(stdout)?.[1] ?? 0);
  const server = Math.floor(serverVersion / 10_000);
  if (major >= server) return program;
  throw errors.ledger.dumpProgram({ problem: `pg_dump is of major ${major}, the server of ${server}` });
}

/**
 * The schema as SQL, without the history, the same whenever nothing has changed: what names versions and single runs is
 * left away. Error: `schema-dump-failed`.
 */
export async function dumpSchema(world: World, program: string, { connection, table }: DumpInput): Promise<string> {
  const { url, password } = withoutPassword(connection);
  const name = parseTableName(table).name;
  const excluded = [name, `${name}_journal`].map((one) => `--exclude-table=*.${pattern(one)}`);
  const { code, stdout, stderr } = await world.processes.run(
    program,
    ["--schema-only", "--no-password", ...excluded, `--dbname=${url}`],
    { env: { LC_ALL: "C", ...(password === undefined ? {} : { PGPASSWORD: password }) } },
  );
  if (code !== 0) throw errors.ledger.dumpFailed({ words: withoutPasswords(stderr.trim().split("\n")[0] ?? "") });
  return settled(stdout);
}

/** In double quotes nothing is a wildcard to pg_dump. */
const pattern = (name: string): string => {
  const quoted = quoteIdentifier(name, "postgresql");
  return quoted.startsWith('"') ? quoted : `"${quoted}"`;
};

/** A password must not stand in the arguments of a process: everybody on the machine may read them. */
function withoutPassword(connection: string): { readonly url: string; readonly password: string | undefined } {
  if (!URL.canParse(connection)) {
    const found = /\bpassword\s*=\s*('(?:[^'\\]|\\.)*'|\S+)/.exec(connection);
    const bare = found?.[1]?.replace(/^'|'$/g, "").replaceAll(/\\(.)/g, "$1");
    return { url: connection.replace(found?.[0] ?? "", ""), password: bare };
  }
  const url = new URL(connection);
  const password =
    url.searchParams.get("password") ?? (url.password === "" ? undefined : decodeURIComponent(url.password));
  url.password = "";
  url.searchParams.delete("password");
  return { url: url.href, password };
}

function settled(text: string): string {
  const lines = text.split("\n").filter((line) => !/^(\\(un)?restrict |-- Dumped (from|by) )/.test(line));
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}
