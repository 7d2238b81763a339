import { escapeSegment } from "../../../openapi/text/index.ts";
import { checkHeader } from "../../headers.ts";
import type { Template } from "../model.ts";
import { authorizationOf, type Authorized } from "./auth.ts";
import type { Compiler } from "./compiler.ts";
import type { FileStep } from "./schema.ts";
import { joined, templateOf } from "./values.ts";

interface HeaderLine {
  readonly name: string;
  readonly value: Template;
}

interface Site {
  readonly pointer: string;
  /** Content type of the body, unless a header names one. */
  readonly type: string | undefined;
  readonly auth: Authorized;
}

/** All header lines but Cookie and Content-Length; what a step says wins over flags, flags over the file's defaults. */
export function headersOf(compiler: Compiler, step: FileStep, { pointer, type, auth }: Site): Template {
  // A Cookie header is joined with the cookies that answers have set.
  const given: readonly HeaderLine[] = [
    ...written(compiler, step.headers ?? {}, `${pointer}/headers`),
    ...compiler.wire.headers.map(([name, value]) => ({ name, value: [value] })),
    ...written(compiler, compiler.file.defaults?.headers ?? {}, "/defaults/headers"),
  ];
  const lines = [...unique(given)];
  const has = (name: string): boolean => lines.some((line) => line.name.toLowerCase() === name);
  if (!has("authorization")) lines.push(...authorization(compiler, auth));
  if (!has("host")) lines.unshift({ name: "Host", value: [compiler.wire.authority] });
  if (!has("user-agent")) lines.push({ name: "User-Agent", value: ["backwright"] });
  if (!has("accept")) lines.push({ name: "Accept", value: ["*/*"] });
  if (type !== undefined && !has("content-type")) lines.push({ name: "Content-Type", value: [type] });
  if (!compiler.wire.keepsAlive) lines.push({ name: "Connection", value: ["close"] });
  return joined(lines.flatMap(lineOf));
}

const lineOf = ({ name, value }: HeaderLine): Template => [`${name}: `, ...value, "\r\n"];

function authorization(compiler: Compiler, auth: Authorized): readonly HeaderLine[] {
  const value = authorizationOf(compiler, auth);
  return value === undefined ? [] : [{ name: "Authorization", value }];
}

function unique(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  const seen = new Set<string>();
  return lines.filter(({ name }) => {
    const isNew = !seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return isNew;
  });
}

function written(
  { scope }: Compiler,
  headers: Readonly<Record<string, string | number | boolean>>,
  pointer: string,
): readonly HeaderLine[] {
  return Object.entries(headers).map(([name, value]) => {
    const spot = { scope, pointer: `${pointer}/${escapeSegment(name)}` };
    const template = templateOf(String(value), "header", spot);
    try {
      checkHeader([name, template.map((piece) => (typeof piece === "string" ? piece : "")).join("")]);
    } catch (error) {
      scope.mistakes.error(spot.pointer, error instanceof Error ? error.message : String(error));
    }
    return { name, value: template };
  });
}
