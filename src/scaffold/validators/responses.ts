import { withSubschemas, type ApiModel, type Operation, type Schema } from "../../openapi/index.ts";
import {
  code,
  empty,
  ident,
  isEmpty,
  lines,
  literal,
  nameScope,
  propertyName,
  type Fragment,
} from "../../typescript/index.ts";
import { itemChecks, itemSchemas } from "../events/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import { reachable, type Group, type OperationPlan, type Plan } from "../plan/index.ts";
import { mediaKind } from "../types/index.ts";
import { checkFunctions } from "./functions.ts";
import { alternative } from "./hoist.ts";
import { createModule, localScope, moduleName, type ValidatorModule } from "./module.ts";
import { schemaChecks } from "./schema.ts";
import type { Site } from "./site.ts";

/**
 * Whether there are checks of answers. Above 50 operations only items are checked: the bodies of all answers are most of what such a
 * document says, and checks of them would double the code that has to be generated and compiled.
 */
export const hasAnswerChecks = (plan: Plan): boolean =>
  plan.isSplit ? plan.groups.some((group) => isChecked(group, plan)) : plan.operations.length > 0;

const isChecked = ({ operations }: Group, plan: Plan): boolean =>
  operations.some(({ operation }) => sentSchemas(operation, plan).length > 0);

/** `middleware/responses.ts`: checks of what each operation answers, by status; above 50 operations a file for each group. */
export function responseFiles(plan: Plan): readonly GeneratedFile[] {
  if (!hasAnswerChecks(plan)) return [];
  return plan.isSplit ? splitFiles(answering(plan)) : [singleFile(answering(plan))];
}

function singleFile(plan: Plan): GeneratedFile {
  const module = createModule(plan, { runtime: "./runtime" });
  const table = answerTable(plan.operations, module);
  addSent(module);
  return fileOf("middleware/responses.ts", module, table);
}

function splitFiles(plan: Plan): readonly GeneratedFile[] {
  const groups = plan.groups.filter((group) => isChecked(group, plan));
  const files = plan.only === "shared" ? [] : groups.map((group) => groupFile(plan, group));
  if (plan.only === "groups") return files;
  const schemas = createModule(plan, { runtime: "../runtime" });
  addSent(schemas);
  return [indexFile(plan, groups), fileOf("middleware/responses/schemas.ts", schemas, empty), ...files];
}

function groupFile(plan: Plan, group: Group): GeneratedFile {
  const module = createModule(plan, { runtime: "../runtime", schemas: "./schemas.js" });
  const table = answerTable(group.operations, module);
  return { ...fileOf(`middleware/responses/${moduleName(group)}.ts`, module, table), group: group.name };
}

function indexFile(plan: Plan, groups: readonly Group[]): GeneratedFile {
  const module = createModule(plan, { runtime: "./runtime" });
  const names = nameScope(["answerChecks", "AnswerChecks"]);
  const aliases = groups.map((group) => ({ group, alias: ident(names.take(group.alias)) }));
  const imports = aliases.map(
    ({ group, alias }) => code`import * as ${alias} from ${literal(`./responses/${moduleName(group)}.js`)};`,
  );
  const table = code`
    /** What the items that an operation answers have to be, by its name, status and media type. */
    export const answerChecks: ${module.helperType("answer-check", "AnswerChecks")} = {
      ${aliases.map(({ alias }) => code`...${alias}.answerChecks,`)}
    };
  `;
  return managedFile("middleware/responses.ts", module.imports, [lines(imports), table]);
}

function answerTable(operations: readonly OperationPlan[], module: ValidatorModule): Fragment {
  return code`
    /** What the answers of an operation have to be, by its name, status and media type. */
    export const answerChecks: ${module.helperType("answer-check", "AnswerChecks")} = {
      ${operations.flatMap((operation) => operationRow(operation, module))}
    };
  `;
}

function fileOf(path: string, module: ValidatorModule, table: Fragment): GeneratedFile {
  const body = [...module.constants(), ...module.functions(), table].filter((part) => !isEmpty(part));
  return managedFile(path, module.imports, body.length === 0 ? [code`export {};`] : body);
}

/** The plan with its sides exchanged: what a request leaves out is read-only, what an answer leaves out is write-only. */
export function answering(plan: Plan): Plan {
  const schemas = [...plan.model.schemas.values()].map(
    (named) => [named.key, { ...named, schema: exchanged(named.schema) }] as const,
  );
  const model: ApiModel = { ...plan.model, schemas: new Map(schemas) };
  return { ...plan, model, options: { ...plan.options, unknownFields: "document" } };
}

export function exchanged(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { readOnly, writeOnly, ...rest } = withSubschemas(schema, exchanged);
  return {
    ...rest,
    ...(writeOnly === undefined ? {} : { readOnly: writeOnly }),
    ...(readOnly === undefined ? {} : { writeOnly: readOnly }),
  };
}

function operationRow({ id, operation }: OperationPlan, module: ValidatorModule): readonly Fragment[] {
  const answers = checkedAnswers(operation, module.plan).map(({ status, type, schema }) => {
    const check = alternative(exchanged(schema), siteOf(module), schemaChecks);
    return code`${literal(`${status} ${type}`)}: ${check},`;
  });
  const items = itemChecks(operation).map(({ key, schema }) => {
    const check = alternative(exchanged(schema), siteOf(module), schemaChecks);
    return code`${literal(key)}: ${check},`;
  });
  if (answers.length + items.length === 0) return [];
  return [
    code`
      ${propertyName(id)}: {
        ${[...answers, ...items]}
      },
    `,
  ];
}

function jsonAnswers({ responses }: Operation) {
  return responses.flatMap(({ status, content }) =>
    content.flatMap(({ type, schema }) =>
      schema === undefined || mediaKind(type) !== "json" ? [] : [{ status: status.toUpperCase(), type, schema }],
    ),
  );
}

export const siteOf = (module: ValidatorModule): Site => ({
  module,
  value: ident("value"),
  pointer: [],
  locals: localScope(),
  owner: undefined,
  isBase: false,
  isForm: false,
});

const checkedAnswers = (operation: Operation, { isSplit }: Plan) => (isSplit ? [] : jsonAnswers(operation));

const sentSchemas = (operation: Operation, plan: Plan): readonly Schema[] => [
  ...checkedAnswers(operation, plan).map(({ schema }) => schema),
  ...itemSchemas(operation),
];

const addSent = (module: ValidatorModule): void =>
  addSchemas(
    module,
    module.plan.operations.flatMap(({ operation }) => sentSchemas(operation, module.plan)),
  );

/** Only what is sent is checked. */
export function addSchemas(module: ValidatorModule, sent: readonly Schema[]): void {
  const { model, schemas } = module.plan;
  const keys = reachable(model, sent);
  for (const named of model.schemas.values()) {
    const names = schemas.get(named.key);
    if (names === undefined || !keys.has(named.key)) continue;
    for (const declaration of checkFunctions(module, named, names)) module.add(declaration);
  }
}
