import type { Finding } from "../../kit/index.ts";
import { createImports } from "../../typescript/index.ts";
import { managedFile, templateFile, type GeneratedFile } from "../file.ts";
import { summaryOf, type Plan } from "../plan/index.ts";
import { sharedPath, SENDING } from "../templates.ts";
import { contextOf, requestType, responsesType } from "../types/index.ts";
import { messageFiles } from "../validators/index.ts";
import { sendersOf } from "./list.ts";
import { senderFunction } from "./function.ts";

/** `senders.ts`, the checks of its messages, and what it is made of; nothing for an API that sends nothing by itself. */
export function senderFiles(plan: Plan): readonly GeneratedFile[] {
  const senders = sendersOf(plan).filter(({ callback }) => callback === undefined || callback.pieces !== undefined);
  if (senders.length === 0) return [];
  const imports = createImports();
  const context = contextOf(plan, { imports, handler: "./types/handler.js", schemas: "./types/api.js" });
  const checks = messageFiles(
    plan,
    senders.map((sender) => sender.plan),
  );
  const body = senders.flatMap((sender) => [
    requestType(sender.plan, context),
    responsesType(sender.plan, context),
    senderFunction(sender, imports, checks.length > 0),
  ]);
  const templates = [...SENDING.keys()].map((path) =>
    templateFile(sharedPath(path, plan.options), plan.options.templates.get(path) ?? ""),
  );
  return [managedFile("senders.ts", imports, body), ...checks, ...templates];
}

/** Callbacks whose URL nobody can tell. */
export function senderFindings(plan: Plan): readonly Finding[] {
  return sendersOf(plan).flatMap(({ plan: { operation }, callback }) =>
    callback === undefined || callback.pieces !== undefined
      ? []
      : [
          {
            code: "callback-expression-unreadable",
            severity: "warning",
            subject: { kind: "operation", name: summaryOf(callback.of.operation), file: operation.place.file },
            evidence: { expression: callback.expression, pointer: operation.place.pointer },
          },
        ],
  );
}
