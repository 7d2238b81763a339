import { withSubschemas, type ApiModel, type Operation, type Schema } from "../../openapi/index.ts";
import { code, ident, literal, propertyName, type Fragment } from "../../typescript/index.ts";
import { itemChecks, itemSchemas } from "../events/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import { reachable, type OperationPlan, type Plan } from "../plan/index.ts";
import { mediaKind } from "../types/index.ts";
import { checkFunctions } from "./functions.ts";
import { alternative } from "./hoist.ts";
import { createModule, localScope, type ValidatorModule } from "./module.ts";
import { schemaChecks } from "./schema.ts";
import type { Site } from "./site.ts";

/** Documents whose validators stand in one file have checks of their answers too. */
export const hasAnswerChecks = ({ isSplit, operations }: Plan): boolean => !isSplit && operations.length > 0;

/** `middleware/responses.ts`: checks of the JSON that each operation answers, by status. */
export function responseFiles(plan: Plan): readonly GeneratedFile[] {
  if (!hasAnswerChecks(plan)) return [];
  const module = createModule(answering(plan), { runtime: "./runtime" });
  const rows = plan.operations.flatMap((operation) => operationRow(operation, module));
  addSchemas(
    module,
    plan.operations.flatMap(({ operation }) => sentSchemas(operation)),
  );
  const type = module.helperType("answer-check", "AnswerChecks");
  const table = code`
    /** What the answers of an operation have to be, by its name, status and media type. */
    export const answerChecks: ${type} = {
      ${rows}
    };
  `;
  return [
    managedFile("middleware/responses.ts", module.imports, [...module.constants(), ...module.functions(), table]),
  ];
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
  const answers = jsonAnswers(operation).map(({ status, type, schema }) => {
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

const sentSchemas = (operation: Operation): readonly Schema[] => [
  ...jsonAnswers(operation).map(({ schema }) => schema),
  ...itemSchemas(operation),
];

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
