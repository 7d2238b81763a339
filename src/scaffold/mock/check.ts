import type { Operation, Parameter } from "../../openapi/index.ts";
import { parameterText, type Sent } from "./parameter-text.ts";
import { problemsOf } from "./problems.ts";
import type { Problem } from "./request.ts";
import { settle } from "./settle.ts";

/** What is wrong with the parameters of a request. */
export const parameterProblems = ({ parameters }: Operation, sent: Sent): readonly Problem[] =>
  parameters.flatMap((parameter) => problemsOfParameter(parameter, sent));

function problemsOfParameter(parameter: Parameter, sent: Sent): readonly Problem[] {
  const field = `${parameter.in}.${parameter.name}`;
  const raw = parameterText(parameter, sent);
  if (raw === undefined) return parameter.required ? [{ field, message: "is required" }] : [];
  if (raw === "" && parameter.allowEmptyValue) return [];
  if (parameter.contentType !== undefined || parameter.in === "querystring") return [];
  const { scope } = sent;
  return problemsOf(settle(raw, parameter.schema, scope), parameter.schema, { field, scope });
}
