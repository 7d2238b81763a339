import type { z } from "zod";
import { safeText } from "../kit/index.ts";
import { flagsOf, type Flag } from "./flags.ts";

/** What is wrong with an input, a line each, naming flags as the user types them. */
export function problemsOf(error: z.ZodError, input: z.ZodObject): readonly string[] {
  const flags = flagsOf(input);
  return error.issues.map((issue) =>
    describe(
      issue,
      flags.find((flag) => flag.key === issue.path[0]),
    ),
  );
}

function describe(issue: z.core.$ZodIssue, flag: Flag | undefined): string {
  const name = flag === undefined ? issue.path.join(".") : spelling(flag);
  if (issue.code === "invalid_type" && issue.input === undefined && flag?.required === true)
    return `${name} is missing.`;
  return safeText(name === "" ? issue.message : `${name}: ${issue.message}.`);
}

/** `<url>` for a word, `--concurrency` for a flag. */
export function spelling(flag: Flag): string {
  return flag.position === undefined ? flag.name : `<${flag.value ?? flag.key}>`;
}
