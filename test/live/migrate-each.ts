// The set-up of a test file over the runner: one server for the file, a bench for each test. Apart from the rest: benches, which have no vitest, use that, too.
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

let server: Server;

/** The server of the test file. */
export const serverOfFile = (): Server => server;

let current: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  current = await openBench(server);
});
afterEach(() => current[Symbol.asyncDispose]());

/** The bench of the test that runs: an empty database and an empty folder. */
export const bench: Omit<Bench, typeof Symbol.asyncDispose> = {
  get url() {
    return current.url;
  },
  get folder() {
    return current.folder;
  },
  get session() {
    return current.session;
  },
  write: (files) => current.write(files),
  remove: (file) => current.remove(file),
  run: (command, input, options) => current.run(command, input, options),
  value: (sql) => current.value(sql),
};
