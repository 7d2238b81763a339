import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readSpecification, type ApiModel } from "../../src/openapi/index.ts";
import { generate, type Generated } from "../../src/scaffold/generate.ts";
import type { ErrorShape, FrameworkName, ScaffoldOptions } from "../../src/scaffold/options.ts";
import { templatePaths } from "../../src/scaffold/templates.ts";

const TEMPLATES = fileURLToPath(new URL("../../templates/scaffold/", import.meta.url));

/** A document of OpenAPI 3.1 from its paths and schemas. */
export function documentOf(paths: object, schemas: object = {}, more: object = {}): string {
  const { components = {}, ...rest } = more as { components?: object };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    paths,
    components: { schemas, ...components },
    ...rest,
  });
}

export const modelOf = (text: string): Promise<ApiModel> => readSpecification("api.json", () => Promise.resolve(text));

/** Every framework that can be written: suites run once for each. */
export const FRAMEWORKS = ["express", "fastify", "koa"] as const satisfies readonly FrameworkName[];

export async function templates(
  errors: ErrorShape = "envelope",
  framework: FrameworkName = "express",
  validator: ScaffoldOptions["validator"] = "generated",
): Promise<ReadonlyMap<string, string>> {
  const texts = templatePaths({ framework, errors, validator }).map(
    async (path) => [path, await readFile(TEMPLATES + path, "utf8")] as const,
  );
  return new Map(await Promise.all(texts));
}

export async function generatedFrom(
  text: string,
  errors: ErrorShape = "envelope",
  framework: FrameworkName = "express",
): Promise<Generated> {
  return generatedOf(await modelOf(text), errors, framework);
}

export async function generatedOf(
  model: ApiModel,
  errors: ErrorShape = "envelope",
  framework: FrameworkName = "express",
  validator: ScaffoldOptions["validator"] = "generated",
  beside: Pick<ScaffoldOptions, "client" | "tests"> = {},
): Promise<Generated> {
  const texts = await templates(errors, framework, validator);
  return generate(model, { framework, errors, validator, ...beside, formats: true, templates: texts });
}

/** The text of one generated file. */
export function textOf(generated: Generated, path: string): string {
  return generated.files.find((file) => file.path === path)?.text ?? `no ${path}`;
}
