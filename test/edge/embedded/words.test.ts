import { expect, test } from "vitest";
import { isLocked, isPortTaken, lastWords } from "../../../src/edge/embedded/words.ts";

const taken = `2026-01-31 LOG:  starting PostgreSQL 18.4
2026-01-31 LOG:  could not bind IPv4 address "127.0.0.1": Address already in use
2026-01-31 HINT:  Is another postmaster already running on port 5432?
2026-01-31 FATAL:  could not create any TCP/IP sockets`;
const locked = `FATAL:  lock file "postmaster.pid" already exists
HINT:  Is another postmaster (PID 1) running in data directory "/data"?`;

test("a taken port and a taken folder are told apart", () => {
  expect([isPortTaken(taken), isLocked(taken)]).toEqual([true, false]);
  expect([isPortTaken(locked), isLocked(locked)]).toEqual([false, true]);
});

test("a log's telling lines are kept, without what a terminal would obey", () => {
  expect(lastWords("LOG: starting\nFATAL: no \u001b[31mspace\n")).toBe("FATAL: no \\u001b[31mspace");
  expect(lastWords("one\ntwo\n")).toBe("one two");
  expect(lastWords("")).toBe("it said nothing");
});
