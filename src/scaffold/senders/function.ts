import {
  arrayOf,
  code,
  ident,
  jsDoc,
  lines,
  literal,
  objectOf,
  quoted,
  type Fragment,
  type Imports,
} from "../../typescript/index.ts";
import { callPlan } from "../client/index.ts";
import { summaryOf } from "../plan/index.ts";
import type { CallbackPlan, Sender } from "./list.ts";

const CALL = "./middleware/runtime/call.js";
const SEND = "./middleware/runtime/send.js";

/** `export function sendOrderPaid(url, message, options) { … }` */
export function senderFunction(sender: Sender, imports: Imports, hasChecks: boolean): Fragment {
  const { plan, callback } = sender;
  const check = hasChecks
    ? code`${imports.value("./middleware/messages.js", "messageChecks")}${quoted(plan.id)}`
    : code`undefined`;
  const message = objectOf([code`plan: ${callPlan(plan.id, plan.operation, "")}`, code`check: ${check}`, code`parts`]);
  const parts = code`parts: ${imports.type(CALL, "CallParts")}<${ident(plan.requestType)}>`;
  const answer = code`${imports.type(CALL, "CallResult")}<${ident(plan.responsesType)}>`;
  const made = { parts, message, answer };
  return lines([
    jsDoc([docOf(sender), plan.operation.summary]),
    callback === undefined ? webhook(sender, made, imports) : callbackOf(sender, { ...made, callback }, imports),
  ]);
}

function docOf({ plan: { operation }, callback }: Sender): string {
  if (callback === undefined) return `Sends the webhook ${operation.path} (${operation.method}).`;
  return `Sends the callback of ${summaryOf(callback.of.operation)} (${operation.method}) to ${callback.expression}.`;
}

interface Made {
  readonly parts: Fragment;
  readonly message: Fragment;
  readonly answer: Fragment;
}

function webhook({ name }: Sender, { parts, message, answer }: Made, imports: Imports): Fragment {
  const options = imports.type(SEND, "SendOptions");
  return code`
    export async function ${ident(name)}(url: string, ${parts}, options?: ${options}): Promise<${answer}> {
      const answer: unknown = await ${imports.value(SEND, "send")}(url, ${message}, options);
      return answer as ${answer};
    }
  `;
}

interface MadeCallback extends Made {
  readonly callback: CallbackPlan;
}

function callbackOf({ name }: Sender, made: MadeCallback, imports: Imports): Fragment {
  const { parts, message, answer, callback } = made;
  const request = imports.type("./types/api.js", callback.of.requestType);
  const origin = code`${imports.type(SEND, "CallbackOrigin")}<${request}>`;
  const pieces = arrayOf((callback.pieces ?? []).map((piece) => literal(piece)));
  return code`
    export async function ${ident(name)}(
      origin: ${origin},
      ${parts},
      options: ${imports.type(SEND, "CallbackOptions")},
    ): Promise<${answer}> {
      const message = ${message};
      const pieces: readonly ${imports.type(SEND, "UrlPiece")}[] = ${pieces};
      const answer: unknown = await ${imports.value(SEND, "sendCallback")}(pieces, origin, { message, options });
      return answer as ${answer};
    }
  `;
}
