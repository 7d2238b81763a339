import type { Feeder } from "../model.ts";
import type { ScenarioLane } from "./lane.ts";
import { oneOf } from "./random.ts";
import type { User } from "./user.ts";

/** Puts a row of every feeder into a user's variables, at the beginning of an iteration. */
export type Feed = (user: User) => void;

/** Every iteration has a row number of its own, for all feeders. Lanes that cannot ask for one take k, k + lanes, … */
export function feedOf(feeders: readonly Feeder[], lane: ScenarioLane, random: () => number): Feed {
  const nextRow = lane.nextRow ?? ownRows(lane);
  return (user) => {
    const row = feeders.length === 0 ? 0 : nextRow();
    for (const [index, feeder] of feeders.entries()) {
      const values = rowFor(feeder, { user, index, row, random });
      for (const [column, variable] of feeder.columns.entries()) user.values[variable] = values?.[column];
    }
  };
}

function ownRows({ lane, lanes }: ScenarioLane): () => number {
  let next = lane - lanes;
  return () => (next += lanes);
}

interface Draw {
  readonly user: User;
  readonly index: number;
  readonly row: number;
  readonly random: () => number;
}

function rowFor({ rows, order }: Feeder, { user, index, row, random }: Draw): Feeder["rows"][number] | undefined {
  switch (order) {
    case "sequential":
      return rows[row % rows.length];
    case "random":
      return oneOf(random, rows);
    case "unique":
      return rows[row];
    case "per-user": {
      const own = user.ownRows[index] ?? user.number % rows.length;
      user.ownRows[index] = own;
      return rows[own];
    }
  }
}
