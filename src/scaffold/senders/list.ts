import type { Operation } from "../../openapi/index.ts";
import { nameScope } from "../../typescript/index.ts";
import type { OperationPlan, Plan } from "../plan/index.ts";
import { urlPieces, type UrlPiece } from "./expression.ts";

/** A message that the API sends. */
export interface Sender {
  /** Names of the message's type, of the answers' type, and of the message itself. */
  readonly plan: OperationPlan;
  /** `sendOrderPaid` */
  readonly name: string;
  /** Undefined for webhooks. */
  readonly callback: CallbackPlan | undefined;
}

export interface CallbackPlan {
  readonly expression: string;
  /** Undefined where the expression cannot be read: the message has no sender then. */
  readonly pieces: readonly UrlPiece[] | undefined;
  readonly of: OperationPlan;
}

// Names that the file imports.
const TAKEN =
  "send sendCallback messageChecks CallArguments CallResult CallParts SendOptions CallbackOptions CallbackOrigin RequestParts Json Content Empty Binary Text SentItems SentEvent Promise Buffer File Record";

/** Every webhook and every callback of an API, in the order of the document. */
export function sendersOf(plan: Plan): readonly Sender[] {
  const types = nameScope([...TAKEN.split(" "), ...namesIn(plan)]);
  const values = nameScope(TAKEN.split(" "));
  const named = (operation: Operation, callback: CallbackPlan | undefined): Sender => {
    const base = operation.id.charAt(0).toUpperCase() + operation.id.slice(1);
    const id = operation.id;
    const own = { requestType: types.take(`${base}Message`), responsesType: types.take(`${base}Answers`) };
    return { plan: { operation, id, ...own, reader: "", group: "" }, name: values.take(`send${base}`), callback };
  };
  const callbacks = plan.operations.flatMap((of) =>
    of.operation.callbacks.flatMap(({ expression, operations }) =>
      operations.map((operation) => named(operation, { expression, pieces: urlPieces(expression), of })),
    ),
  );
  return [...plan.model.webhooks.map((operation) => named(operation, undefined)), ...callbacks];
}

const namesIn = ({ schemas, operations }: Plan): readonly string[] => [
  ...[...schemas.values()].flatMap(({ input, output }) => [input, output]),
  ...operations.flatMap(({ requestType, responsesType }) => [requestType, responsesType]),
];
