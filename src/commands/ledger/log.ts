import type { World } from "../../command/index.ts";
import type { MigrationEvent } from "../../ledger/index.ts";
import type { Observer } from "./observe.ts";

/** A file that a run's events go to, one JSON object a line. Disposal waits until all of them are written. */
export interface RunLog extends AsyncDisposable {
  readonly observe: Observer;
}

/** Opens the log, or one that keeps nothing. Statements stand in it as keywords and names: literals may be secrets. */
export async function openLog(world: World, path: string | undefined): Promise<RunLog> {
  if (path === undefined) return { observe: () => undefined, [Symbol.asyncDispose]: async () => undefined };
  const file = await world.files.openGrowing(path);
  let written: Promise<unknown> = Promise.resolve();
  return {
    observe: (event) => {
      const line = JSON.stringify({ at: world.clock.now().toISOString(), ...withoutSql(event) });
      written = written.then(() => file.append(`${line}\n`));
      written.catch(() => undefined);
    },
    [Symbol.asyncDispose]: async () => {
      await using _open = file;
      await written;
    },
  };
}

function withoutSql(event: MigrationEvent): object {
  if (event.kind !== "failed") return event;
  return { ...event, failure: { ...event.failure, sql: null } };
}
