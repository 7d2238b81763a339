import type { Schema } from "../../openapi/index.ts";
import { code, lines, literal } from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import { type Group, type Plan, reachable, requestSchemas } from "../plan/index.ts";
import { closedPlan } from "./closed.ts";
import { excusedPlan } from "./excused.ts";
import { namedFunctions, settlingOnly } from "./functions.ts";
import { schemaSet, type SchemaSet } from "./libraries/index.ts";
import { createModule, moduleName, type ValidatorModule } from "./module.ts";
import { readerFunction } from "./operation.ts";

/** `middleware/validators.ts`; above 50 operations it re-exports `middleware/validators/<group>.ts`. */
export function validatorFiles(plan: Plan): readonly GeneratedFile[] {
  const closed = closedPlan(excusedPlan(plan));
  const set = schemaSet(closed);
  const validators = plan.isSplit ? splitFiles(closed, set) : [singleFile(closed, set)];
  return [...validators, ...(set?.files() ?? [])];
}

function singleFile(plan: Plan, set: SchemaSet | undefined): GeneratedFile {
  const module = createModule(plan, { runtime: "./runtime", library: set?.from(".") });
  const group = { name: "", alias: "", operations: plan.operations };
  addReaders(module, group, "../types/api.js");
  addSchemas(module);
  return fileOf("middleware/validators.ts", module);
}

function splitFiles(plan: Plan, set: SchemaSet | undefined): readonly GeneratedFile[] {
  const library = set?.from("..");
  const groups = plan.only === "shared" ? [] : plan.groups.map((group) => groupFile(plan, group, library));
  return [...(plan.only === "groups" ? [] : sharedFiles(plan, library)), ...groups];
}

type Library = ValidatorModule["library"];

function groupFile(plan: Plan, group: Group, library: Library): GeneratedFile {
  const module = createModule(plan, { runtime: "../runtime", schemas: "./schemas.js", library });
  addReaders(module, group, "../../types/api.js");
  return { ...fileOf(`middleware/validators/${moduleName(group)}.ts`, module), group: group.name };
}

function sharedFiles(plan: Plan, library: Library): readonly GeneratedFile[] {
  const schemas = createModule(plan, { runtime: "../runtime", library });
  addSchemas(schemas);
  const index = createModule(plan, { runtime: "./runtime" });
  const exports = lines(
    plan.groups.map((group) => code`export * from ${literal(`./validators/${moduleName(group)}.js`)};`),
  );
  return [
    managedFile("middleware/validators.ts", index.imports, [exports]),
    fileOf("middleware/validators/schemas.ts", schemas),
  ];
}

function addReaders(module: ValidatorModule, group: Group, types: string): void {
  for (const operation of group.operations) {
    module.add(readerFunction(module, operation, module.imports.type(types, operation.requestType)));
  }
}

/** Only what a request carries is checked. */
function addSchemas(module: ValidatorModule): void {
  const { model, schemas } = module.plan;
  const sent: readonly Schema[] = model.operations.flatMap(requestSchemas);
  const keys = reachable(model, sent);
  for (const named of model.schemas.values()) {
    const names = schemas.get(named.key);
    if (names === undefined || !keys.has(named.key)) continue;
    const declarations = module.library === undefined ? namedFunctions : settlingOnly;
    for (const declaration of declarations(module, named, names)) module.add(declaration);
  }
}

function fileOf(path: string, module: ValidatorModule): GeneratedFile {
  const body = [lines(module.constants()), ...module.functions()];
  return managedFile(path, module.imports, body.length === 1 ? [code`export {};`] : body);
}
