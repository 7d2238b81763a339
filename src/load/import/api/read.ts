import { errors } from "../../../kit/index.ts";
import type { ApiModel, Operation } from "../../../openapi/index.ts";
import type { FileFlow, FileStep, ScenarioFile } from "../../scenario/format/index.ts";
import type { Imported } from "../imported.ts";
import { chosenOperations, type ApiWishes } from "./choose.ts";
import { securedBy } from "./credentials.ts";
import { flowsOf, leftOut, type OperationFlow } from "./flows.ts";
import { extractionFrom, pathParameters, variableOf } from "./identifiers.ts";
import { operationStep } from "./operation-step.ts";

export type { ApiWishes };

/**
 * A scenario for an API: its operations in flows by resource, with values for paths taken from the answers before.
 *
 * Errors: `load-scenario-empty`, `bad-input` for an `only` that fits nothing.
 * @example
 * readApi(model, { includeWrites: false, only: [], env: {}, headers: [] }).file.scenarios;
 */
export function readApi(model: ApiModel, wishes: ApiWishes): Imported {
  const chosen = chosenOperations(model, wishes);
  const usable = chosen.filter((operation) => "step" in securedBy(operation, model, wishes));
  const flows = flowsOf(usable, model);
  if (flows.length === 0)
    throw errors.loadScenario.nothingToPlay({ file: model.file, reason: emptyReason(model, chosen) });
  const writer: Writer = { model, wishes, warnings: new Set() };
  const [server] = model.servers;
  const scenarios = flows.map((flow) => flowFile(writer, flow));
  const warnings = [...lockedOut(model, chosen, wishes), ...unplayed(usable, flows), ...writer.warnings];
  const target = server !== undefined && /^https?:\/\//i.test(server.url) ? { target: server.url } : {};
  return {
    file: { name: model.title, ...target, ...cookiesOf(usable), scenarios },
    secrets: {},
    warnings,
    basePath: server?.basePath ?? "",
  };
}

/** Looking for cookies in every answer costs time: only where the document speaks of them. */
function cookiesOf(operations: readonly Operation[]): Pick<ScenarioFile, "cookies"> {
  const sets = ({ responses }: Operation): boolean =>
    responses.some(({ headers }) => headers.some(({ name }) => name.toLowerCase() === "set-cookie"));
  const takes = ({ parameters }: Operation): boolean => parameters.some((parameter) => parameter.in === "cookie");
  return operations.some((operation) => sets(operation) || takes(operation)) ? {} : { cookies: false };
}

interface Writer {
  readonly model: ApiModel;
  readonly wishes: ApiWishes;
  readonly warnings: Set<string>;
}

function flowFile(writer: Writer, { name, weight, operations }: OperationFlow): FileFlow {
  const carried = new Set<string>();
  const steps = operations.map((operation, index) =>
    stepFor(writer, operation, { carried, later: operations.slice(index + 1) }),
  );
  return { name, weight, steps };
}

interface Line {
  /** Variables that answers have filled by now. */
  readonly carried: Set<string>;
  readonly later: readonly Operation[];
}

function stepFor({ model, wishes, warnings }: Writer, operation: Operation, { carried, later }: Line): FileStep {
  const { step, madeUp } = operationStep(operation, model, carried);
  for (const name of madeUp)
    warnings.add(`${operation.method} ${operation.path}: no answer gives a value for {${name}}, so one was made up`);
  const extract = extractionsFor(operation, later, model);
  for (const name of Object.keys(extract)) carried.add(name);
  const secured = securedBy(operation, model, wishes);
  return {
    ...step,
    ...("step" in secured && merged(step, secured.step)),
    ...(Object.keys(extract).length > 0 && { extract }),
  };
}

/** Headers of both; the rest of the credentials beside them. */
function merged(step: FileStep, secured: FileStep): FileStep {
  if (secured.headers === undefined) return secured;
  return { ...secured, headers: { ...step.headers, ...secured.headers } };
}

/** What the operations behind this one need of its answer. */
function extractionsFor(
  operation: Operation,
  later: readonly Operation[],
  model: ApiModel,
): NonNullable<FileStep["extract"]> {
  const found = later.flatMap(pathParameters).flatMap((parameter) => {
    const extraction = extractionFrom(operation, parameter, model);
    return extraction === undefined ? [] : [[variableOf(parameter.name), extraction] as const];
  });
  return Object.fromEntries(found);
}

function emptyReason(model: ApiModel, chosen: readonly Operation[]): string {
  if (model.operations.length === 0) return "it describes no operation";
  return chosen.length === 0
    ? "it has no GET and no HEAD among the chosen ones"
    : "every operation needs credentials that are not set";
}

function lockedOut(model: ApiModel, chosen: readonly Operation[], wishes: ApiWishes): readonly string[] {
  return chosen.flatMap((operation) => {
    const secured = securedBy(operation, model, wishes);
    if ("step" in secured) return [];
    return [
      `${operation.method} ${operation.path} left out: it needs ${secured.missing.join(" and ")} in the environment`,
    ];
  });
}

function unplayed(usable: readonly Operation[], flows: readonly OperationFlow[]): readonly string[] {
  return leftOut(usable, flows).map(
    ({ method, path }) => `${method} ${path} left out: nothing that it could delete is created before`,
  );
}
