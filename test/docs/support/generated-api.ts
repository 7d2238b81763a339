import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readSpecification } from "../../../src/openapi/index.ts";
import { generate, templatePaths } from "../../../src/scaffold/index.ts";
import type { CompiledFile } from "./compile.ts";
import { fencesOf } from "./documents.ts";

export const FRAMEWORKS = ["express", "fastify", "koa"] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** A piece of code that begins with `// Fastify` or `// Koa` is compiled among that framework's files. */
export function frameworkOf(code: string): Framework {
  return FRAMEWORKS.find((framework) => code.toLowerCase().startsWith(`// ${framework}\n`)) ?? "express";
}

export const sourceRoot = (framework: Framework): string => (framework === "express" ? "src" : `${framework}/src`);

/** The files that a document's own specification is scaffolded into: its code is compiled among them. */
export async function generatedApi(
  root: string,
  document: string,
  framework: Framework,
): Promise<readonly CompiledFile[]> {
  const [specification] = await fencesOf(root, document, ["yaml"]);
  if (specification === undefined) throw new Error(`${document} holds no specification`);
  const model = await readSpecification("openapi.yaml", async () => specification.text);
  const choice = { framework, errors: "envelope", formats: true } as const;
  const paths = templatePaths(choice);
  const texts = paths.map(
    async (path) => [path, await readFile(join(root, "templates/scaffold", path), "utf8")] as const,
  );
  const { files } = generate(model, { ...choice, templates: new Map(await Promise.all(texts)) });
  const origin = { path: document, line: 0 };
  return files.map(({ path, text }) => ({
    path: `${sourceRoot(framework)}/${path}`,
    text,
    headLines: Number.MAX_SAFE_INTEGER,
    origin,
  }));
}
