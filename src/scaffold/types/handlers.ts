import type { SecurityScheme } from "../../openapi/index.ts";
import { code, jsDocWithTags, lines, optionalName, propertyName, type Fragment } from "../../typescript/index.ts";
import { summaryOf, type OperationPlan, type Plan } from "../plan/index.ts";
import { operationTags, schemeTags } from "./facts.ts";

interface Names {
  readonly type: (operation: OperationPlan, name: string) => Fragment;
  readonly builtin: (name: string) => Fragment;
}

/** `export interface Handlers { getUser: Handler<GetUserRequest, GetUserResponses>; … }` */
export function handlersType(plan: Plan, names: Names): Fragment {
  return code`
    /** A handler for every operation: a missing or a wrong one does not compile. */
    export interface Handlers {
      ${plan.operations.map((operation) => handlerMember(operation, names))}
    }
  `;
}

function handlerMember(plan: OperationPlan, { type, builtin }: Names): Fragment {
  const { operation, id } = plan;
  const words = `${summaryOf(operation)}${operation.summary === undefined ? "" : `: ${operation.summary}`}`;
  const doc = jsDocWithTags(words, operationTags(plan));
  const handler = code`${builtin("Handler")}<${type(plan, plan.requestType)}, ${type(plan, plan.responsesType)}>`;
  return lines([doc, code`${propertyName(id)}: ${handler};`]);
}

/** `export interface SecurityHandlers { bearerAuth?: SecurityHandler<{ token: string }>; … }` */
export function securityType(plan: Plan, names: Pick<Names, "builtin">): Fragment {
  const schemes = [...plan.model.securitySchemes.values()];
  if (schemes.length === 0)
    return code`/** The document has no security schemes. */\nexport type SecurityHandlers = object;`;
  return code`
    /** Checks of credentials, by scheme. A scheme without its handler lets nobody in. */
    export interface SecurityHandlers {
      ${schemes.map((scheme) => securityMember(scheme, names))}
    }
  `;
}

function securityMember(scheme: SecurityScheme, { builtin }: Pick<Names, "builtin">): Fragment {
  const member = code`${optionalName(scheme.key, true)}: ${builtin("SecurityHandler")}<${credentialsOf(scheme)}>;`;
  return lines([jsDocWithTags(scheme.description, schemeTags(scheme)), member]);
}

function credentialsOf(scheme: SecurityScheme): Fragment {
  switch (scheme.kind) {
    case "apiKey":
      return code`{ key: string }`;
    case "mutualTLS":
      return code`{ socket: import("node:net").Socket }`;
    case "oauth2":
    case "openIdConnect":
      return code`{ token: string }`;
    case "http":
      return httpCredentials(scheme.scheme.toLowerCase());
  }
}

function httpCredentials(scheme: string): Fragment {
  if (scheme === "bearer") return code`{ token: string }`;
  if (scheme === "basic") return code`{ username: string; password: string }`;
  return code`{ scheme: string; credentials: string }`;
}
