import { isRecord } from "../kit/index.ts";
import { REDACTED, redactParameter, soundsSecret } from "./redact.ts";

/**
 * A body without the values of fields that sound secret; JSON and forms are understood, other text stays.
 *
 * @example
 * redactBody('{"user":"ada","password":"x"}'); // '{"user":"ada","password":"[redacted]"}'
 */
export function redactBody(text: string): string {
  const parsed = parse(text);
  if (parsed !== undefined) return hasSecret(parsed) ? JSON.stringify(redactJson(parsed)) : text;
  return /^[^\s=&]+=[^\s]*$/.test(text) ? text.split("&").map(redactParameter).join("&") : text;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function redactJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, soundsSecret(name) ? REDACTED : redactJson(field)]),
  );
}

const hasSecret = (value: unknown): boolean => JSON.stringify(redactJson(value)) !== JSON.stringify(value);
