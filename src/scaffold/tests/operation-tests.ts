import { isJsonObject, wellFormed, type JsonObject } from "../../kit/index.ts";
import {
  code,
  comment,
  ident,
  joined,
  literal,
  objectOf,
  propertyName,
  type Fragment,
} from "../../typescript/index.ts";
import { summaryOf, type OperationPlan, type Plan } from "../plan/index.ts";
import { decodeSafely } from "../routes/index.ts";
import { casesOf, type RefusedCase, type RequestCase } from "./cases.ts";

/** What a test file imports. */
export interface TestNames {
  readonly describe: Fragment;
  readonly test: Fragment;
  readonly ask: Fragment;
  readonly assertServed: Fragment;
  readonly assertStatus: Fragment;
  readonly withoutKeys: Fragment;
}

/** `describe("POST /orders", …)`: a valid request, and those that must be refused. */
export function operationTests({ operation, id }: OperationPlan, plan: Plan, names: TestNames): Fragment {
  const { valid, refused } = casesOf(operation, plan.model);
  const title = summaryOf(operation);
  if (valid === undefined)
    return comment(`${title} (${id}) has no test: its schemas do not say what a valid request would be.`);
  const prefix = plan.basePath === "/" ? "" : encodeURI(wellFormed(decodeSafely(plan.basePath)));
  const tests = [
    validTest({ operation, id }, names),
    ...refused.map((one) => refusedTest(one, { valid, prefix, names })),
  ];
  return code`
    ${names.describe}(${literal(title)}, () => {
      const valid = ${requestObject(valid, prefix)};

      ${stacked(tests)}
    });
  `;
}

type Named = Pick<OperationPlan, "operation" | "id">;

function validTest({ operation, id }: Named, { test, ask, assertServed }: TestNames): Fragment {
  const declared = operation.responses.map(({ status }) => (/^\d+$/.test(status) ? Number(status) : status));
  const statuses = declared.length === 0 ? ["default"] : declared;
  return code`
    ${test}("serves a valid request", async (context) => {
      const answer = await ${ask}(valid);
      if (answer.status === 501) return context.todo(${literal(`${id} is not written yet`)});
      ${assertServed}(answer, ${joined(statuses.map(literal), ", ")});
    });
  `;
}

interface Beside {
  readonly valid: RequestCase;
  readonly prefix: string;
  readonly names: TestNames;
}

function refusedTest({ title, request, statuses }: RefusedCase, { valid, prefix, names }: Beside): Fragment {
  return code`
    ${names.test}(${literal(title)}, async () => {
      const answer = await ${names.ask}(${changedRequest(request, { valid, prefix, names })});
      ${names.assertStatus}(answer, ${joined(statuses.map(literal), ", ")});
    });
  `;
}

const PARTS = ["path", "headers", "json", "body"] as const;

/** `{ ...valid, path: "/orders?limit=1001" }`: what is not as in the valid request. */
function changedRequest(request: RequestCase, { valid, prefix, names }: Beside): Fragment {
  const changed = PARTS.filter((part) => !isSame(request[part], valid[part]));
  const members = changed.map((part) =>
    part === "json" && isJsonObject(request.json) && isJsonObject(valid.json)
      ? code`json: ${changedObject(request.json, valid.json, names)}`
      : member(part, request, prefix),
  );
  return objectOf([code`...valid`, ...members]);
}

/** `{ ...valid.json, name: 12345 }`, or `withoutKeys(valid.json, "name")`. */
function changedObject(value: JsonObject, valid: JsonObject, names: TestNames): Fragment {
  const lost = Object.keys(valid).filter((key) => !Object.hasOwn(value, key));
  const changed = Object.entries(value).filter(
    ([key, item]) => !Object.hasOwn(valid, key) || !isSame(item, valid[key]),
  );
  const rest =
    lost.length === 0 ? code`valid.json` : code`${names.withoutKeys}(valid.json, ${joined(lost.map(literal), ", ")})`;
  if (changed.length === 0) return rest;
  return objectOf([code`...${rest}`, ...changed.map(([key, item]) => code`${propertyName(key)}: ${literal(item)}`)]);
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function requestObject(request: RequestCase, prefix: string): Fragment {
  const parts = PARTS.filter((part) => request[part] !== undefined && (part !== "headers" || hasHeaders(request)));
  return objectOf([code`method: ${literal(request.method)}`, ...parts.map((part) => member(part, request, prefix))]);
}

const hasHeaders = ({ headers }: RequestCase): boolean => Object.keys(headers).length > 0;

function member(part: (typeof PARTS)[number], request: RequestCase, prefix: string): Fragment {
  if (part === "path") return code`path: ${literal(`${prefix}${request.path}`)}`;
  const value = request[part];
  return value === undefined ? code`${ident(part)}: undefined` : code`${ident(part)}: ${literal(value)}`;
}

/** One below the other, with a blank line between them. */
const stacked = (parts: readonly Fragment[]): Fragment =>
  parts.reduce(
    (above, below) => code`
      ${above}

      ${below}
    `,
  );
