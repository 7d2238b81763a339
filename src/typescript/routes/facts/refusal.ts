import type { Machine } from "../machine/machine.ts";
import { child, descendants, nodes, type Node } from "../tree.ts";
import type { FunctionValue, Value } from "../value.ts";
import { observe } from "./record.ts";

/** How an error handler speaks of what did not pass a schema. */
const CHECKED = /validation|zod|joi|celebrate|ajv|yup/i;

/** The status that an application's own error handler gives to what a schema refuses: `if (error.validation) reply.code(422)…`. */
export function refusalStatus(machine: Machine, failure: Value | undefined): number | undefined {
  if (failure?.kind !== "function") return undefined;
  const branch = [...descendants(failure.node)].find((one) => isAboutSchemas(failure, one));
  const body = child(branch, "consequent");
  if (body === undefined) return undefined;
  const block = body.type === "BlockStatement" ? body : { ...body, type: "BlockStatement", body: [body] };
  const [, request, reply] = nodes(failure.node, "params");
  const params = [request, reply].filter((one) => one !== undefined);
  const only: FunctionValue = { ...failure, node: { ...failure.node, params, body: block } };
  const { answers } = observe(machine, only, "fastify");
  return answers.map(({ status }) => status).find((one) => one !== undefined && one >= 400);
}

function isAboutSchemas({ scope }: FunctionValue, node: Node): boolean {
  const test = node.type === "IfStatement" ? child(node, "test") : undefined;
  return test !== undefined && CHECKED.test(scope.module.text.slice(test.start, test.end));
}
