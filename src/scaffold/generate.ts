import type { Finding } from "../kit/index.ts";
import { withoutDynamicReferences, type ApiModel } from "../openapi/index.ts";
import { clientFiles } from "./client/index.ts";
import { frameworks } from "./frameworks.ts";
import { templateFile, type GeneratedFile } from "./file.ts";
import type { ScaffoldOptions } from "./options.ts";
import { planOf, type OperationPlan, type Plan } from "./plan/index.ts";
import { senderFiles, senderFindings } from "./senders/index.ts";
import { SENDING, sharedPath, templatePaths } from "./templates.ts";
import { TESTING, testFiles } from "./tests/index.ts";
import { typeFiles } from "./types/index.ts";
import { responseFiles, validatorFiles, validatorFindings } from "./validators/index.ts";

export interface GeneratedOperation {
  readonly id: string;
  readonly method: string;
  /** As the document spells it. */
  readonly path: string;
  /** The handler file below the source root: `routes/users.ts`. */
  readonly file: string;
  /** References that resolve to nothing: the route answers 501. */
  readonly unresolved: readonly string[];
}

export interface Generated {
  /** Paths below the source root, sorted as they are listed: handlers, then what is managed. */
  readonly files: readonly GeneratedFile[];
  readonly operations: readonly GeneratedOperation[];
  /** Where the application mounts the routes: `/v2`, or `/`. */
  readonly basePath: string;
  /** Keys of the security schemes: what `createApp(handlers, { security })` takes. */
  readonly securitySchemes: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * A model as the source of a server: types, validators, handlers, application. Pure and deterministic.
 *
 * @example
 * const { files } = generate(model, { framework: "express", errors: "envelope", formats: true, templates });
 */
export function generate(model: ApiModel, options: ScaffoldOptions): Generated {
  return generateFrom(planFor(model, options));
}

/** Every name and decision of what `generate` makes of a model. */
export const planFor = (model: ApiModel, options: ScaffoldOptions): Plan =>
  planOf(withoutDynamicReferences(model), options);

/** What `generate` makes, from a plan. */
export function generateFrom(plan: Plan): Generated {
  const { options, model } = plan;
  const framework = frameworks[options.framework];
  const served = framework.files(plan);
  const operations = plan.operations.map(listed);
  return {
    files: [
      ...owned(served.files, operations),
      ...validatorFiles(plan),
      ...responseFiles(plan),
      ...typeFiles(plan),
      ...testFiles(plan),
      ...(plan.only === "groups" ? [] : [...senderFiles(plan), ...clientFiles(plan), ...templateFiles(options)]),
    ],
    operations,
    basePath: plan.basePath,
    securitySchemes: [...model.securitySchemes.keys()],
    findings: plan.only === "groups" ? [] : [...served.findings, ...validatorFindings(plan), ...senderFindings(plan)],
  };
}

/** Handler files are merged, whatever a framework calls them. */
function owned(files: readonly GeneratedFile[], operations: readonly GeneratedOperation[]): readonly GeneratedFile[] {
  const handlers = new Set(operations.map(({ file }) => file));
  return files.map((file) => (handlers.has(file.path) ? { ...file, ownership: "merged" } : file));
}

function listed({ id, operation, group }: OperationPlan): GeneratedOperation {
  const { method, path, unresolved } = operation;
  return { id, method, path, file: `routes/${group}.ts`, unresolved: unresolved.map(({ ref }) => ref) };
}

function templateFiles(options: ScaffoldOptions): readonly GeneratedFile[] {
  return templatePaths(options)
    .filter((path) => !SENDING.has(path) && !TESTING.has(path))
    .map((path) => templateFile(sharedPath(path, options), options.templates.get(path) ?? ""));
}
