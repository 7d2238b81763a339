// The door for programs: load tests.
import { command } from "../commands/load.ts";
import { asFunction } from "../main/index.ts";

export const load = asFunction(command);
