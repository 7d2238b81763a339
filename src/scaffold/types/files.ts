import {
  code,
  ident,
  createImports,
  type Imports,
  isEmpty,
  lines,
  literal,
  type Fragment,
} from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import type { Group, OperationPlan, Plan, Side } from "../plan/index.ts";
import type { TypeContext } from "./context.ts";
import { declaration } from "./declaration.ts";
import { handlersType, securityType } from "./handlers.ts";
import { requestType } from "./request.ts";
import { responsesType } from "./responses.ts";

/** `types/api.ts`; above 50 operations it re-exports `types/api/<group>.ts` and `types/api/schemas.ts`. */
export function typeFiles(plan: Plan): readonly GeneratedFile[] {
  return plan.isSplit ? splitFiles(plan) : [singleFile(plan)];
}

function singleFile(plan: Plan): GeneratedFile {
  const imports = createImports();
  const context = contextOf(plan, { imports, handler: "./handler.js", schemas: undefined });
  const body = [
    ...schemaDeclarations(plan, context),
    ...plan.operations.flatMap((operation) => operationTypes(operation, context)),
    ...doorTypes(plan, context, (_, name) => ident(name)),
  ];
  return managedFile("types/api.ts", imports, body);
}

function splitFiles(plan: Plan): readonly GeneratedFile[] {
  const shared = plan.only === "groups" ? [] : [indexFile(plan), schemasFile(plan)];
  return plan.only === "shared" ? shared : [...shared, ...plan.groups.map((group) => groupFile(plan, group))];
}

function indexFile(plan: Plan): GeneratedFile {
  const imports = createImports();
  const context = contextOf(plan, { imports, handler: "./handler.js", schemas: undefined });
  const doors = doorTypes(plan, context, ({ group }, name) => imports.type(moduleOf(group), name));
  const modules = ["./api/schemas.js", ...plan.groups.map(({ name }) => moduleOf(name))];
  return managedFile("types/api.ts", imports, [
    lines(modules.map((path) => code`export type * from ${literal(path)};`)),
    ...doors,
  ]);
}

const moduleOf = (group: string): string => `./api/${fileOf(group)}.js`;

/** The group's file; `schemas` is taken. */
const fileOf = (group: string): string => (group === "schemas" ? "schemas-operations" : group);

function schemasFile(plan: Plan): GeneratedFile {
  const imports = createImports();
  const context = contextOf(plan, { imports, handler: "../handler.js", schemas: undefined });
  const declarations = schemaDeclarations(plan, context);
  return managedFile("types/api/schemas.ts", imports, declarations.length === 0 ? [code`export {};`] : declarations);
}

function groupFile(plan: Plan, group: Group): GeneratedFile {
  const imports = createImports();
  const context = contextOf(plan, { imports, handler: "../handler.js", schemas: "./schemas.js" });
  const body = group.operations.flatMap((operation) => operationTypes(operation, context));
  return { ...managedFile(`types/api/${fileOf(group.name)}.ts`, imports, body), group: group.name };
}

export interface Modules {
  readonly imports: Imports;
  readonly handler: string;
  /** Where the schemas' types are declared; undefined in that file itself. */
  readonly schemas: string | undefined;
}

/** What the types of one file are written with. */
export function contextOf(plan: Plan, { imports, handler, schemas }: Modules): TypeContext {
  const named = (key: string, side: Side): Fragment => {
    const name = plan.schemas.get(key)?.[side] ?? "unknown";
    return schemas === undefined ? ident(name) : imports.type(schemas, name);
  };
  return { plan, side: "output", owner: undefined, named, builtin: (name) => imports.type(handler, name) };
}

/** The types of all named schemas, both sides where they differ. */
export function schemaDeclarations(plan: Plan, context: TypeContext): readonly Fragment[] {
  return [...plan.model.schemas.values()].flatMap((named) => {
    const names = plan.schemas.get(named.key);
    if (names === undefined) return [];
    const output = declaration(named, names.output, { ...context, side: "output" });
    if (names.input === names.output) return [output];
    return [output, declaration(named, names.input, { ...context, side: "input" })];
  });
}

function operationTypes(plan: OperationPlan, context: TypeContext): readonly Fragment[] {
  return [requestType(plan, { ...context, side: "input" }), responsesType(plan, { ...context, side: "output" })];
}

function doorTypes(
  plan: Plan,
  context: TypeContext,
  type: (operation: OperationPlan, name: string) => Fragment,
): readonly Fragment[] {
  const names = { type, builtin: context.builtin };
  return [handlersType(plan, names), securityType(plan, names)].filter((door) => !isEmpty(door));
}
