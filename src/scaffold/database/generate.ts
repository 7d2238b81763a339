import { groupBy } from "../../kit/index.ts";
import { readSpecification, withoutDynamicReferences, type ApiModel } from "../../openapi/index.ts";
import { templateFile, type GeneratedFile } from "../file.ts";
import { generate, type Generated } from "../generate.ts";
import { planOf } from "../plan/index.ts";
import {
  handlersFile,
  policyFile,
  repositoryFile,
  resourcesFile,
  testFile,
  type HandlerPlan,
  type OperationNames,
  type Verb,
} from "./code/index.ts";
import { databaseDocument, documentText, itemPath } from "./document/index.ts";
import type { DatabaseFacts } from "./facts.ts";
import type { ScaffoldOptions } from "../options.ts";
import type { DatabaseOptions } from "./options.ts";
import { databasePlan, type DatabasePlan, type ResourcePlan } from "./plan/index.ts";
import { databaseTemplates } from "./templates.ts";

/** The API of a database before its code is written: what is offered, and the document that says so. */
export interface DatabaseApi {
  readonly plan: DatabasePlan;
  readonly text: string;
  readonly model: ApiModel;
}

/**
 * What a database's API offers, with its OpenAPI document.
 *
 * @example
 * const api = await databaseApi(await readDatabase(session), options);
 */
export async function databaseApi(facts: DatabaseFacts, options: DatabaseOptions): Promise<DatabaseApi> {
  const plan = databasePlan(facts, options);
  const text = documentText(databaseDocument(plan));
  return { plan, text, model: await readSpecification(DOCUMENT, () => Promise.resolve(text)) };
}

const DOCUMENT = "openapi.yaml";

/**
 * The files of a database's API: its document, the contract layer that any document gets, repositories, handlers, policy and tests.
 * Pure and deterministic.
 *
 * @example
 * const { files } = generateFromDatabase(api, options);
 */
export function generateFromDatabase(api: DatabaseApi, options: ScaffoldOptions): Generated {
  const contract = generate(api.model, options);
  const own = ownFiles(api, options, contract);
  // Where a framework and we write the same file, ours knows the database.
  const files = new Map([...contract.files, ...own, ...templateFiles(options)].map((file) => [file.path, file]));
  files.set(DOCUMENT, { path: DOCUMENT, text: api.text, ownership: "managed" });
  return { ...contract, files: [...files.values()], findings: [...api.plan.findings, ...contract.findings] };
}

function ownFiles(
  { plan, model }: DatabaseApi,
  options: ScaffoldOptions,
  contract: Generated,
): readonly GeneratedFile[] {
  const names = operationNames(model, options);
  const contexts = plan.resources.map((resource) => {
    return { resource, all: plan.resources, operations: operationsOf(resource, names) };
  });
  return [
    ...handlerFiles(contexts, options, contract),
    ...contexts.map(repositoryFile),
    ...plan.resources.map(testFile),
    resourcesFile(plan),
    policyFile(plan),
  ];
}

type Context = HandlerPlan["context"];

/** Handlers in the files that the contract layer has chosen for their operations. */
function handlerFiles(
  contexts: readonly Context[],
  options: ScaffoldOptions,
  contract: Generated,
): readonly GeneratedFile[] {
  const places = new Map(contract.operations.map(({ id, file }) => [id, file]));
  const plans = contexts.flatMap((context) => [...context.operations].map(([verb, { id }]) => ({ context, verb, id })));
  const byFile = groupBy(plans, ({ id }) => places.get(id) ?? "routes/root.ts");
  return [...byFile].map(([path, handlers]) => handlersFile(path, handlers, options.framework));
}

/** Names of the contract layer by method and path. */
function operationNames(model: ApiModel, options: ScaffoldOptions): ReadonlyMap<string, OperationNames> {
  const { operations } = planOf(withoutDynamicReferences(model), options);
  return new Map(
    operations.map(({ operation, id, requestType }) => [`${operation.method} ${operation.path}`, { id, requestType }]),
  );
}

function operationsOf(
  resource: ResourcePlan,
  names: ReadonlyMap<string, OperationNames>,
): ReadonlyMap<Verb, OperationNames> {
  const list = `/${resource.segment}`;
  const item = itemPath(resource);
  const places = [
    ["list", `GET ${list}`],
    ["create", `POST ${list}`],
    ["get", `GET ${item}`],
    ["update", `PATCH ${item}`],
    ["delete", `DELETE ${item}`],
  ] as const;
  return new Map(
    places.flatMap(([verb, place]) => {
      const found = names.get(place);
      return found === undefined ? [] : [[verb, found] as const];
    }),
  );
}

function templateFiles(options: ScaffoldOptions): readonly GeneratedFile[] {
  return databaseTemplates(options.framework).map(({ template, path, ownership }) => {
    const text = options.templates.get(`database/${template}`) ?? "";
    return ownership === "managed" ? templateFile(path, text) : { path, text, ownership };
  });
}
