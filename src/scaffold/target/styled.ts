import { parseSync } from "oxc-parser";
import type { GeneratedFile } from "../file.ts";
import type { ImportStyle } from "./import-style.ts";

/** The files with their relative imports in a style; generated code ends them in `.js`. */
export function styled(files: readonly GeneratedFile[], style: ImportStyle): readonly GeneratedFile[] {
  if (style === "js") return files;
  const ending = style === "ts" ? ".ts" : "";
  return files.map((file) => ({ ...file, text: withEnding(file.path, file.text, ending) }));
}

function withEnding(path: string, text: string, ending: string): string {
  const { staticImports, staticExports } = parseSync(path, text, { sourceType: "module", lang: "ts" }).module;
  const exported = staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? []));
  const requests = [...staticImports.map(({ moduleRequest }) => moduleRequest), ...exported];
  const places = new Map(requests.filter(({ value }) => isOurs(value)).map((request) => [request.start, request]));
  let out = text;
  for (const { start, end, value } of [...places.values()].toSorted((a, b) => b.start - a.start)) {
    out = `${out.slice(0, start)}${JSON.stringify(value.slice(0, -".js".length) + ending)}${out.slice(end)}`;
  }
  return out;
}

const isOurs = (module: string): boolean => module.startsWith(".") && module.endsWith(".js");
