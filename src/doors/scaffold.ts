// The door for programs: APIs from specifications.
import { command } from "../commands/scaffold.ts";
import { asFunction } from "../main/index.ts";

export const scaffold = asFunction(command);
