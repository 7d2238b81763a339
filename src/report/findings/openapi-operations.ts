import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

/** Paths, operations, parameters, responses, security and the document itself. */
export const openapiOperationPages: readonly FindingPage[] = [
  {
    code: "field-wrong-kind",
    title: "A field of the wrong kind",
    sentence: (finding) =>
      `${said(finding, "field")} is ${said(finding, "found")}; a ${said(finding, "expected")} is due`,
    why: "The field cannot mean what it stands for, so it was read as if it were missing. A security requirement that is none counts as one that nobody fulfils: a mistake must not open an operation.",
    mend: "Write the value in the form that the standard has for this field.",
  },
  {
    code: "key-duplicate",
    title: "A key is written twice",
    sentence: () => "the key stands a second time in the same object; the last one counts",
    why: "YAML forbids it, and readers disagree about which one counts. Usually a block was pasted under the wrong parent. Only the first such place of a file is named.",
    mend: "Merge the two, or remove one.",
  },
  {
    code: "operation-id-duplicate",
    title: "An operationId is used twice",
    sentence: (finding) =>
      `the operationId ${said(finding, "operationId")} is taken; this operation is called ${said(finding, "id")}`,
    why: "operationIds must be unique, because handlers and clients are named by them. They are compared as the identifiers that they become, so `get-user` and `getUser` are the same.",
    mend: "Give the operation an operationId of its own.",
  },
  {
    code: "path-without-slash",
    title: "A path does not begin with a slash",
    sentence: (finding) => `${said(finding, "path")} was read as if it began with /`,
    why: "Paths are appended to the server's URL as they are, so the standard demands the slash.",
    mend: "Begin the path with `/`.",
  },
  {
    code: "path-holds-query",
    title: "A path holds a query or a fragment",
    sentence: (finding) => `${said(finding, "path")} holds ? or #, which no router sees in a path`,
    why: "A request's query is cut off before its path is matched, and its fragment never leaves the client. The part behind the mark cannot choose between operations.",
    mend: "Describe the query by parameters of the operation.",
  },
  {
    code: "path-duplicate",
    title: "Two paths that a router cannot tell apart",
    sentence: (finding) => `this is the same route as ${said(finding, "earlier")}, which answers first`,
    why: "The templates differ in the names of their parameters only, so each request that fits one fits the other.",
    mend: "Merge the two into one path, or tell them apart by a fixed segment.",
  },
  {
    code: "path-member-unknown",
    title: "An unknown member of a path",
    sentence: (finding) => `${said(finding, "member")} is neither a method nor another field of a path`,
    why: "It is not read. A misspelled method would be an operation that is missing. Methods are written in lower case; others than the usual ones stand under `additionalOperations` since OpenAPI 3.2.",
    mend: "Correct the name, or begin it with `x-`.",
  },
  {
    code: "path-parameter-undeclared",
    title: "A parameter of the path is not declared",
    sentence: (finding) => `{${said(finding, "name")}} stands in the path and is not declared; any text is accepted`,
    why: "The template has the parameter, but neither the path nor the operation describes it. It was added as a required string.",
    mend: "Declare it with `in: path`, `required: true` and its schema. Case counts.",
  },
  {
    code: "path-parameter-unused",
    title: "A path parameter that the path does not have",
    sentence: (finding) => `the path has no {${said(finding, "name")}}; the parameter was left out`,
    why: "No request could ever carry it. Often the names differ in case, or the parameter belongs to the query.",
    mend: "Put `{name}` into the path, or change the parameter's `in`.",
  },
  {
    code: "parameter-duplicate",
    title: "A parameter is declared twice",
    sentence: (finding) => `the parameter (${said(finding, "parameter")}) is declared twice; the first one counts`,
    why: "A parameter is identified by its name and its place. An operation may replace one of its path, but not its own.",
    mend: "Remove one of the two.",
  },
  {
    code: "parameter-unusable",
    title: "A parameter without a name or a place",
    sentence: (finding) =>
      `the parameter ${said(finding, "name")} in ${said(finding, "in")} cannot be read and was left out`,
    why: "A parameter needs a name and one of the places path, query, header, cookie or (3.2) querystring; Swagger 2.0 has body and formData besides.",
    mend: "Write `name` and `in`.",
  },
  {
    code: "parameter-without-schema",
    title: "A parameter without a schema",
    sentence: (finding) => `${said(finding, "name")} does not say what it holds; any value is accepted`,
    why: "Without `schema` or `content` (in Swagger 2.0 `type`) nothing about the value can be checked.",
    mend: "Add a schema.",
  },
  {
    code: "parameter-style-unknown",
    title: "A style that the parameter's place does not have",
    sentence: (finding) => `${said(finding, "style")} is no style of a parameter in ${said(finding, "in")}`,
    why: "The default style of the place was read: simple in path and header, form in query and cookie.",
    mend: "Use a style that OpenAPI allows at this place.",
  },
  {
    code: "parameter-header-ignored",
    title: "A header that is described elsewhere",
    sentence: (finding) => `${said(finding, "name")} is no header parameter of its own and was left out`,
    why: "OpenAPI describes Accept by the responses' media types, Content-Type by the body's, and Authorization by the security schemes, and says that parameters of these names are ignored.",
    mend: "Remove the parameter; describe Authorization by a security scheme.",
  },
  {
    code: "media-type-duplicate",
    title: "Two media types that differ by their parameters only",
    sentence: (finding) => `${said(finding, "type")} is described twice; the first one counts`,
    why: "Media types are matched without parameters such as `charset`.",
    mend: "Merge the two schemas.",
  },
  {
    code: "responses-missing",
    title: "An operation without responses",
    sentence: () => "no response is described, so none can be typed or checked",
    why: "The standard demands at least one response. What the operation answers is then up to its handler.",
    mend: "Describe at least the successful response.",
  },
  {
    code: "response-status-unknown",
    title: "A response that is no status",
    sentence: (finding) => `${said(finding, "status")} is neither a status, a range such as 4XX, nor default`,
    why: "It cannot be matched to any answer and was left out.",
    mend: "Write a status from 100 to 599, a range, or `default`.",
  },
  {
    code: "security-scheme-undeclared",
    title: "A security scheme that is not described",
    sentence: (finding) => `${said(finding, "scheme")} is required, but no security scheme has this name`,
    why: "Nobody can fulfil the requirement, so the operation refuses every request that depends on it. A mistake must not open an operation.",
    mend: "Describe it under `components/securitySchemes` (Swagger 2.0: `securityDefinitions`), or remove the requirement.",
  },
  {
    code: "security-scheme-unusable",
    title: "A security scheme that cannot be used",
    sentence: (finding) =>
      `${said(finding, "scheme")} has the type ${said(finding, "kind")} or lacks a field that it needs`,
    why: "Types are apiKey (with `name` and `in`), http (with `scheme`), mutualTLS, oauth2, openIdConnect, and basic in Swagger 2.0. Operations that require it refuse every request.",
    mend: "Correct the type, or add what is missing.",
  },
  {
    code: "server-variable-without-default",
    title: "A server's URL has a variable without a value",
    sentence: (finding) => `${said(finding, "variable")} has no default and stays in the URL`,
    why: "The URL of the server, and with it the base path of all operations, is not known.",
    mend: "Describe it under `variables` of the server, with a `default`.",
  },
];
