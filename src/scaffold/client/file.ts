import { code, ident, jsDoc, lines, print, propertyName, type Fragment } from "../../typescript/index.ts";
import { templateFile, type GeneratedFile } from "../file.ts";
import { summaryOf, type OperationPlan, type Plan } from "../plan/index.ts";
import { requestType, responsesType, schemaDeclarations, type TypeContext } from "../types/index.ts";
import { bodyWords } from "./words.ts";
import { callPlan } from "./call-plan.ts";
import { withoutDefaults } from "./plain-defaults.ts";
import { CALL_TEMPLATE } from "./template.ts";

/** `client.ts`: everything that a caller needs, without an import. */
export function clientFiles(plan: Plan): readonly GeneratedFile[] {
  if (plan.options.client !== true) return [];
  const text = [...typesOf(withoutDefaults(plan)), ...clientCode(plan)].map(print).join("\n\n");
  const words = bodyWords(text);
  const sending = plan.options.templates.get(CALL_TEMPLATE) ?? "";
  return [templateFile("client.ts", [words, text, sending].filter((part) => part !== "").join("\n\n"))];
}

function typesOf(plan: Plan): readonly Fragment[] {
  const context: TypeContext = {
    plan,
    side: "output",
    owner: undefined,
    named: (key, side) => ident(plan.schemas.get(key)?.[side] ?? "unknown"),
    builtin: ident,
  };
  const operations = plan.operations.flatMap((operation) => [
    requestType(operation, { ...context, side: "input" }),
    responsesType(operation, context),
  ]);
  return [...schemaDeclarations(plan, context), ...operations];
}

function clientCode(plan: Plan): readonly Fragment[] {
  return [
    code`
      /** Every operation as a function. A result is a union by status; what is not declared is thrown as a CallError. */
      export interface ApiClient {
        ${plan.operations.map(clientMember)}
      }
    `,
    code`
      const plans: { readonly [Id in keyof ApiClient]: CallPlan } = {
        ${plan.operations.map(({ id, operation }) => code`${propertyName(id)}: ${callPlan(id, operation, operation.path)},`)}
      };
    `,
    settingsType(plan),
    createClient(),
  ];
}

function clientMember({ id, operation, requestType: request, responsesType: answers }: OperationPlan): Fragment {
  const doc = jsDoc([`${summaryOf(operation)}${operation.summary === undefined ? "" : `: ${operation.summary}`}`]);
  const given = code`...given: CallArguments<${ident(request)}>`;
  return lines([doc, code`${propertyName(id)}(${given}): Promise<CallResult<${ident(answers)}>>;`]);
}

function settingsType({ model }: Plan): Fragment {
  const [server] = model.servers;
  return code`
    export interface ApiClientSettings extends CallSettings {
      ${jsDoc([`Where the paths of the document begin${server === undefined ? "" : `, as ${server.url}`}.`])}
      readonly baseUrl: string;
    }
  `;
}

const createClient = (): Fragment => code`
  /** A client of the API. Redirects are answers, nothing is tried twice. */
  export function createClient(settings: ApiClientSettings): ApiClient {
    const { baseUrl } = settings;
    const operations = Object.entries<CallPlan>(plans).map(([id, plan]) => [
      id,
      (parts: { readonly [part: string]: unknown } = {}, options: CallOptions = {}) => {
        const headers = { ...settings.headers, ...options.headers };
        return call(plan, baseUrl, parts, { ...settings, ...options, headers });
      },
    ]);
    return Object.fromEntries(operations) as ApiClient;
  }
`;
