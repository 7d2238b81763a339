import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readSpecification } from "../../../src/openapi/index.ts";
import { generate, templatePaths } from "../../../src/scaffold/index.ts";
import type { CompiledFile } from "./compile.ts";
import { fencesOf } from "./documents.ts";

/** The files, below `src/`, that a document's own specification is scaffolded into: its code is compiled among them. */
export async function generatedApi(root: string, document: string): Promise<readonly CompiledFile[]> {
  const [specification] = await fencesOf(root, document, ["yaml"]);
  if (specification === undefined) throw new Error(`${document} holds no specification`);
  const model = await readSpecification("openapi.yaml", async () => specification.text);
  const choice = { framework: "express", errors: "envelope", formats: true } as const;
  const paths = templatePaths(choice);
  const texts = paths.map(
    async (path) => [path, await readFile(join(root, "templates/scaffold", path), "utf8")] as const,
  );
  const { files } = generate(model, { ...choice, templates: new Map(await Promise.all(texts)) });
  const origin = { path: document, line: 0 };
  return files.map(({ path, text }) => ({ path: `src/${path}`, text, headLines: Number.MAX_SAFE_INTEGER, origin }));
}
