// kill -9 at the boundaries of statements: a sample here, every one of them in bench/migrate-faults.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { survive } from "./migrate-mortal.ts";
import { startServer, type Server } from "./migrate-support.ts";

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  ["migrate", 31, "sent"],
  ["rollback", 40, "sent"],
] as const)("%s, killed at call %i when it is %s: told truthfully, and gone on with", async (command, call, phase) => {
  await expect(survive(server, { command, call, phase })).resolves.toBeUndefined();
});
