import type { GeneratedFile } from "../file.ts";
import type { Generated } from "../generate.ts";
import { javascriptOf, typesOnly } from "./module.ts";

export type Language = "typescript" | "javascript";

/** How the files of a language end that run. */
export const endingOf = (language: Language): ".ts" | ".js" => (language === "javascript" ? ".js" : ".ts");

/** Everything that was generated, in a language. */
export function inLanguage(generated: Generated, language: Language): Generated {
  if (language === "typescript") return generated;
  const operations = generated.operations.map((one) => ({ ...one, file: withEnding(one.file, ".js") }));
  return { ...generated, operations, files: inJavaScript(generated.files) };
}

/** Files that only hold types stay declarations, which JavaScript reads as well; everything else runs. */
export function inJavaScript(files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  return files.map((file) => {
    if (!file.path.endsWith(".ts")) return file;
    if (typesOnly(file.text)) return { ...file, path: withEnding(file.path, ".d.ts") };
    return { ...file, path: withEnding(file.path, ".js"), text: javascriptOf(file.text) };
  });
}

const withEnding = (path: string, ending: string): string => `${path.slice(0, -".ts".length)}${ending}`;
