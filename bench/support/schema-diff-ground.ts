// Where the pairs of the schema-diff bench are made: databases of one native server, or a PGlite for each pair.
import type { Session } from "../../src/catalog/index.ts";
import type { DatabaseServer, World } from "../../src/command/index.ts";
import type { Ground } from "./schema-diff-pairs.ts";
import { readPlainly } from "./second-reader.ts";

export const SETTINGS = {
  wal_level: "logical",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_locks_per_transaction: "512",
  max_wal_senders: "10",
  jit: "off",
} as const;

/**
 * What no plan is judged by, as pg_dump judges none by it: the place of a column in its table, the index that a foreign key found,
 * whether a partition's NOT NULL is its own as well, operators that are a mere name, and the two ways in which PostgreSQL shows a cast array.
 */
export async function observePlainly(session: Session): Promise<string> {
  const lines = (await readPlainly(session)).split("\n");
  const partitions = new Set(lines.filter((line) => line.includes('"relispartition": "true"')).map(nameIn));
  return lines
    .filter((line) => !line.startsWith("pg_operator ") || line.includes('"oprcode"'))
    .map((line) => {
      if (line.startsWith("pg_attribute ")) return line.replace(/"text": "\d+ /, '"text": "');
      if (!line.startsWith("pg_constraint ")) return line;
      const plain = line.replace(/"conindid": "[^"]*"/, "");
      return partitions.has(/"conrelid": "([^"]*)"/.exec(line)?.[1] ?? "") && line.includes('"contype": "n"')
        ? plain.replace(/"conislocal": "[^"]*"/, "")
        : plain;
    })
    .map(withoutCasts)
    .sort()
    .join("\n");
}

/** Of a line of pg_class: `public.users` */
const nameIn = (line: string): string =>
  `${/"relnamespace": "([^"]*)"/.exec(line)?.[1] ?? ""}.${/"relname": "([^"]*)"/.exec(line)?.[1] ?? ""}`;

const withoutCasts = (line: string): string =>
  line.includes("ARRAY[") ? line.replaceAll(/::(?:text|character varying)(?:\[\])?|[()]/g, "") : line;

/** Two databases of a native server, made anew for every pair. */
export async function nativeGround(
  world: World,
  server: DatabaseServer,
  { lane, ...rest }: Omit<Ground, "databases" | "fresh"> & { readonly lane: string },
): Promise<Ground & AsyncDisposable> {
  const admin = await world.databases.open({ url: server.url() });
  const drop = async (name: string): Promise<void> => {
    const pinned = await admin.query(
      "SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = $1",
      [name],
    );
    if (pinned.length > 0)
      await freeSubscriptions(
        world,
        server.url(name),
        pinned.map((row) => String(row["subname"])),
      );
    await admin.script(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  const names = { old: `${lane}_old`, new: `${lane}_new`, proof: `${lane}_proof` };
  return {
    ...rest,
    databases: world.databases,
    fresh: async (side) => {
      await drop(names[side]);
      await admin.script(`CREATE DATABASE "${names[side]}" TEMPLATE template0`);
      return server.url(names[side]);
    },
    [Symbol.asyncDispose]: async () => {
      for (const name of Object.values(names)) await drop(name).catch(() => undefined);
      await admin[Symbol.asyncDispose]();
    },
  };
}

/** A subscription pins its database. */
async function freeSubscriptions(world: World, url: string, names: readonly string[]): Promise<void> {
  await using session = await world.databases.open({ url });
  for (const name of names.map((one) => `"${one.replaceAll('"', '""')}"`))
    for (const words of [
      `ALTER SUBSCRIPTION ${name} DISABLE`,
      `ALTER SUBSCRIPTION ${name} SET (slot_name = NONE)`,
      `DROP SUBSCRIPTION ${name}`,
    ])
      await session.script(words);
}
