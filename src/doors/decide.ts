// The door for programs: decisions.
import { command } from "../commands/decide.ts";
import { asFunction } from "../main/index.ts";

export const decide = asFunction(command);
