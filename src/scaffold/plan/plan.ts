import { camelCase, groupBy } from "../../kit/index.ts";
import type { ApiModel, Operation } from "../../openapi/index.ts";
import { nameScope, type NameScope } from "../../typescript/index.ts";
import type { ScaffoldOptions } from "../options.ts";
import { basePathOf } from "./base-path.ts";
import { groupName } from "./groups.ts";
import { schemaNames, typeName, type SchemaNames } from "./schema-names.ts";

/** Everything that is decided before the first line of code is written. */
export interface Plan {
  readonly model: ApiModel;
  readonly options: ScaffoldOptions;
  readonly schemas: ReadonlyMap<string, SchemaNames>;
  readonly operations: readonly OperationPlan[];
  /** Operations by handler file, in the order of their first appearance. */
  readonly groups: readonly Group[];
  /** More than 50 operations: types and validators stand in a file per group. */
  readonly isSplit: boolean;
  readonly basePath: string;
  /** Names of the readers of the whole document, where these operations are a part of it. */
  readonly readers?: readonly string[];
  /** Where operations are split by group: only the files of the groups, or only those that they share; both unless it is said. */
  readonly only?: "groups" | "shared";
}

export interface OperationPlan {
  readonly operation: Operation;
  /** Name of the exported handler. */
  readonly id: string;
  readonly requestType: string;
  readonly responsesType: string;
  /** Name of the function that reads and validates a request. */
  readonly reader: string;
  readonly group: string;
}

export interface Group {
  /** File name without ending. */
  readonly name: string;
  /** Name of its module in the table of handlers. */
  readonly alias: string;
  readonly operations: readonly OperationPlan[];
}

const SPLIT_ABOVE = 50;

// Names that the type file imports or declares itself, and globals that it uses.
const TYPE_NAMES =
  "Handlers SecurityHandlers SecurityHandler Handler RequestParts Json Content Empty Binary Text SentItems SentEvent AsyncIterable Buffer File Record Array Object Error Promise";

// What client.ts and senders.ts declare or import besides.
const SENDING_NAMES =
  "ApiClient ApiClientSettings CallPlan CallParameter CallSettings CallOptions CallResult CallParts CallArguments CallError SendOptions CallbackOptions CallbackOrigin UrlPiece";

const isSending = ({ webhooks, operations }: ApiModel, { client }: ScaffoldOptions): boolean =>
  client === true || webhooks.length > 0 || operations.some(({ callbacks }) => callbacks.length > 0);

/** What is generated from a model, with every name chosen: the same model gives the same names. */
export function planOf(model: ApiModel, options: ScaffoldOptions): Plan {
  const types = nameScope(`${TYPE_NAMES}${isSending(model, options) ? ` ${SENDING_NAMES}` : ""}`.split(" "));
  const schemas = schemaNames(model, types);
  const operations = operationPlans(model, types, options);
  return {
    model,
    options,
    schemas,
    operations,
    groups: groupsOf(operations),
    isSplit: operations.length > SPLIT_ABOVE,
    basePath: basePathOf(model, options.basePath),
  };
}

function operationPlans(
  model: ApiModel,
  types: NameScope,
  { handlerFile = ({ group }) => group }: Pick<ScaffoldOptions, "handlerFile">,
): readonly OperationPlan[] {
  const values = nameScope(["Handlers", "handlers", "notImplemented"]);
  return model.operations.map((operation) => {
    const id = values.take(operation.id);
    const base = typeName(id);
    return {
      operation,
      id,
      requestType: types.take(`${base}Request`),
      responsesType: types.take(`${base}Responses`),
      reader: values.take(`read${base}`),
      group: handlerFile({ method: operation.method, path: operation.path, id, group: groupName(operation) }),
    };
  });
}

function groupsOf(operations: readonly OperationPlan[]): readonly Group[] {
  const aliases = nameScope(["handlers", "Handlers"]);
  return [...groupBy(operations, (plan) => plan.group)].map(([name, members]) => ({
    name,
    alias: aliases.take(camelCase(name)),
    operations: members,
  }));
}
