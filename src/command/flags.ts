import { z } from "zod";
import { isRecord, kebabCase } from "../kit/index.ts";

/**
 * What a declaration says of an input beyond its type, by `.meta()`:
 * `position` 0, 1, … for words without a flag, `variadic` for all the rest of them; `short` one letter;
 * `value` the placeholder in help; `env` a variable that stands in; `hidden` keeps it out of help; `secret` out of output;
 * `group` the heading in help that it stands under.
 */
export interface Flag {
  readonly key: string;
  /** `--dry-run` */
  readonly name: string;
  readonly kind: "boolean" | "number" | "text" | "list";
  readonly required: boolean;
  readonly description: string;
  readonly choices: readonly string[];
  readonly defaultValue: unknown;
  readonly position: number | undefined;
  readonly variadic: boolean;
  readonly short: string | undefined;
  readonly value: string | undefined;
  readonly env: string | undefined;
  readonly hidden: boolean;
  readonly group: string | undefined;
}

/** The flags of an input schema, in the order of its keys. */
export function flagsOf(input: z.ZodObject): readonly Flag[] {
  const schema: unknown = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  if (!isRecord(schema) || !isRecord(schema["properties"])) return [];
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(schema["properties"]).map(([key, property]) =>
    flagOf(key, isRecord(property) ? property : {}, required.includes(key)),
  );
}

function flagOf(key: string, property: Readonly<Record<string, unknown>>, required: boolean): Flag {
  return {
    key,
    name: `--${flagWords(key)}`,
    kind: kindOf(property),
    required,
    description: textOf(property["description"]) ?? "",
    choices: Array.isArray(property["enum"]) ? property["enum"].map(String) : [],
    defaultValue: property["default"],
    position: typeof property["position"] === "number" ? property["position"] : undefined,
    variadic: property["variadic"] === true,
    short: textOf(property["short"]),
    value: textOf(property["value"]),
    env: textOf(property["env"]),
    hidden: property["hidden"] === true,
    group: textOf(property["group"]),
  };
}

/** A digit stays with its word: `qpsP99` is `qps-p99`. */
const flagWords = (key: string): string => kebabCase(key).replaceAll(/-(?=\d)/g, "");

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function kindOf(property: Readonly<Record<string, unknown>>): Flag["kind"] {
  if (property["type"] === "boolean") return "boolean";
  if (property["type"] === "array") return "list";
  return property["type"] === "number" || property["type"] === "integer" ? "number" : "text";
}
