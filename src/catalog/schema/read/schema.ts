import { type Ask, inSnapshot } from "../../read/snapshot.ts";
import type { Session } from "../../session.ts";
import type { SchemaModel } from "../model.ts";
import type { ObjectId } from "../object-id.ts";
import type { SchemaObject } from "../object.ts";
import { type Address, addressIn } from "./address.ts";
import { askInBulk } from "./bulk.ts";
import { flagCell } from "./cells.ts";
import { bodyDependencies } from "./bodies.ts";
import { dependenciesAmong, readMembers, readRawDependencies } from "./dependencies.ts";
import { baseMaker, readExtras } from "./extras.ts";
import { readForeignChanges } from "./foreign-changes.ts";
import { readLeftovers } from "./leftovers.ts";
import { readParts } from "./parts.ts";
import type { Places } from "./places.ts";
import type { Circumstances } from "./reader.ts";
import { readers } from "./readers.ts";

export interface ReadSchemaOptions {
  /** Milliseconds per question; default 60,000. */
  readonly statementTimeoutMs?: number;
  /**
   * `hide` (default): passwords of servers, user mappings and subscriptions are read as `********`. A plan that has to write
   * them wants `keep`.
   */
  readonly secrets?: "hide" | "keep";
}

/**
 * Reads all objects of a database and what they need of each other: some forty set-based questions in one REPEATABLE READ
 * READ ONLY transaction, PostgreSQL 13 to 18, in time and memory linear in the number of objects. Two reads of the same schema
 * are equal whatever the order in which it was made. Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * await using session = await databases.open({ url }, { readOnly: true });
 * const model = await readSchema(session);
 * model.objects.get(objectId("table", "public", "users"));
 */
export async function readSchema(session: Session, options: ReadSchemaOptions = {}): Promise<SchemaModel> {
  const { statementTimeoutMs } = options;
  const limits = statementTimeoutMs === undefined ? {} : { statementTimeoutMs };
  return await inSnapshot(session, (ask) => readAll(ask, session.serverVersion, options.secrets === "keep"), limits);
}

async function readAll(ask: Ask, serverVersion: number, keepsSecrets: boolean): Promise<SchemaModel> {
  const found = await readObjects(ask, {
    serverVersion,
    keepsSecrets,
    seesSubscriptions: await seesSubscriptions(ask),
  });
  const raw = await readRawDependencies(ask);
  const places: Places = {
    objects: new Map(found.map(({ address, object }) => [address, object.id])),
    parts: await readParts(ask, serverVersion),
    members: await readMembers(ask),
  };
  const objects = inOrder(found);
  return {
    serverVersion,
    objects,
    dependencies: [...dependenciesAmong(raw, places, [...objects.keys()]), ...bodyDependencies([...objects.values()])],
    unmodelled: [...(await readLeftovers(ask, places, raw)), ...(await readForeignChanges(ask))],
  };
}

/** By their ids. */
function inOrder(found: readonly Found[]): ReadonlyMap<ObjectId, SchemaObject> {
  const byId = new Map(found.map(({ object }) => [object.id, object]));
  const ordered = new Map<ObjectId, SchemaObject>();
  // Without a comparator: texts go by their code units, as `compareText` has them, and in half the time.
  for (const id of [...byId.keys()].sort()) {
    const object = byId.get(id);
    if (object !== undefined) ordered.set(id, object);
  }
  return ordered;
}

async function seesSubscriptions(ask: Ask): Promise<boolean> {
  const [row = {}] = await ask(`SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS sees`);
  return flagCell(row, "sees");
}

interface Found {
  readonly address: Address;
  readonly object: SchemaObject;
}

async function readObjects(ask: Ask, circumstances: Circumstances): Promise<readonly Found[]> {
  const extras = await readExtras(ask);
  const found: Found[] = [];
  for (const { catalog, sql, objectOf } of readers) {
    for (const row of await askInBulk(ask, sql(circumstances))) {
      const address = addressIn(catalog, row);
      found.push({ address, object: objectOf(row, baseMaker(extras, row, address), circumstances) });
    }
  }
  return found;
}
