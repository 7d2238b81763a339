import { monotonicMs } from "../../clock.ts";
import { isOver } from "../../hot/index.ts";
import { steer } from "../../lane/index.ts";
import { STEER, type Control } from "../../memory/index.ts";
import { wait } from "../poller.ts";
import type { Carried, Machine } from "./carried.ts";
import { isReady } from "./connection.ts";
import { dialMore } from "./dialing.ts";
import { onEvents } from "./events.ts";
import { dueAt, sendDue } from "./pacing.ts";
import { writeQueued } from "./layered.ts";
import { receive } from "./receiving.ts";
import { noteOversleep, noteStall } from "./stalls.ts";
import { lookAround, newWatch } from "./watch.ts";
import { write } from "./writing.ts";

/**
 * Runs lanes whose first connection is open, until they are over, and answers the share of the time in which it had work.
 * Blocks the thread all that time.
 */
export function runLanes(machine: Machine, carrieds: readonly Carried[], { words }: Control): number {
  const watch = newWatch(machine, carrieds);
  const began = monotonicMs();
  let cameBack = began;
  let waited = 0;
  for (const carried of carrieds) begin(carried, cameBack);
  for (;;) {
    if (cameBack >= watch.nextAt) lookAround(watch, cameBack);
    let goes = monotonicMs();
    for (const carried of carrieds) goes = sendDue(carried, goes);
    if (!watch.goesOn || words[STEER.kill] === 1 || carrieds.every(isDone)) break;
    noteStall(carrieds, goes - cameBack);
    const waitMs = Math.max(0, Math.min(watch.nextAt, dueAt(carrieds, goes)) - goes);
    const found = wait(machine.poller, waitMs);
    cameBack = monotonicMs();
    waited += cameBack - goes;
    if (found === 0) noteOversleep(carrieds, cameBack - goes - waitMs);
    else onEvents(carrieds, found);
  }
  return 1 - waited / Math.max(cameBack - began, 1e-3);
}

const isDone = ({ lane }: Carried): boolean => isOver(lane.core);

function begin(carried: Carried, nowMs: number): void {
  carried.lane.core.atMs = nowMs;
  // Before anything is opened: a ramp begins with fewer users than it ends with.
  steer(carried.lane);
  write(carried, 0);
  // What came before the run began had its edge then.
  if (isReady(carried, 0)) receive(carried, 0, 0);
  writeQueued(carried);
  dialMore(carried);
}
