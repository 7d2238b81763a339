import type { Carried } from "./carried.ts";
import { readLayered } from "./layered.ts";
import { readAll } from "./reading.ts";

/** Reads all that a connection has, and writes what that asks for. */
export function receive(carried: Carried, connection: number, flags: number): void {
  if (carried.isLayered) readLayered(carried, connection, flags);
  else readAll(carried, connection, flags);
}
