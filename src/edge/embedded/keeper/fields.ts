// Requests come from our own parent, but they are JSON: each field is looked at before it is used.

export type Fields = Readonly<Record<string, unknown>>;

/** A user as whom a program runs. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export function readRecord(line: string): Fields {
  const value: unknown = JSON.parse(line);
  return recordOf(value);
}

function recordOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new Error(`the request lacks ${name}`);
  return value;
}

export function optionalText(fields: Fields, name: string): string | undefined {
  return fields[name] === undefined ? undefined : textOf(fields, name);
}

export function textsOf(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function textRecord(fields: Fields, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(recordOf(fields[name])).map(([key, value]) => [key, String(value)]));
}

export function ownerOf(fields: Fields): Owner | undefined {
  const { uid, gid } = recordOf(fields["owner"]);
  return typeof uid === "number" && typeof gid === "number" ? { uid, gid } : undefined;
}
