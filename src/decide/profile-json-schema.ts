import { z } from "zod";
import { profileSchema } from "./profile.ts";

/** The published schema of profile files, as `profiles/profile.schema.json` has it. */
export function profileJsonSchema(): string {
  const schema = z.toJSONSchema(profileSchema, { io: "input" });
  const titled = { ...schema, title: "Backwright decision profile" };
  return `${JSON.stringify(titled, withoutReadOnly, 2)}\n`;
}

/** Readonly is a word about our types, not about the file, which is there to be edited. */
const withoutReadOnly = (key: string, value: unknown): unknown => (key === "readOnly" ? undefined : value);
