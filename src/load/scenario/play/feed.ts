import type { Feeder } from "../model.ts";
import type { ScenarioLane } from "./lane.ts";
import { oneOf } from "./random.ts";
import type { User } from "./user.ts";

/** Puts a row of every feeder into a user's variables, at the beginning of an iteration. */
export type Feed = (user: User) => void;

/** Lanes share the rows out without talking: lane k takes rows k, k + lanes, … */
export function feedOf(feeders: readonly Feeder[], { lane, lanes }: ScenarioLane, random: () => number): Feed {
  const taken = feeders.map(() => 0);
  return (user) => {
    for (const [index, feeder] of feeders.entries()) {
      const next = (): number => {
        const row = lane + (taken[index] ?? 0) * lanes;
        taken[index] = (taken[index] ?? 0) + 1;
        return row;
      };
      const row = rowFor(feeder, { user, index, next, random });
      for (const [column, variable] of feeder.columns.entries()) user.values[variable] = row?.[column];
    }
  };
}

interface Draw {
  readonly user: User;
  readonly index: number;
  readonly next: () => number;
  readonly random: () => number;
}

function rowFor({ rows, order }: Feeder, { user, index, next, random }: Draw): Feeder["rows"][number] | undefined {
  switch (order) {
    case "sequential":
      return rows[next() % rows.length];
    case "random":
      return oneOf(random, rows);
    case "unique":
      return rows[next()];
    case "per-user": {
      const own = user.ownRows[index] ?? user.number % rows.length;
      user.ownRows[index] = own;
      return rows[own];
    }
  }
}
