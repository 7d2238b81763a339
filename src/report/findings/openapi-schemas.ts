import { said, saidAll } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

/** Keywords of schemas. */
export const openapiSchemaPages: readonly FindingPage[] = [
  {
    code: "keyword-wrong-kind",
    title: "A keyword with a value of the wrong kind",
    sentence: (finding) =>
      `${said(finding, "keyword")} is ${said(finding, "found")}; a ${said(finding, "expected")} is due, so it was left out`,
    why: "The keyword cannot be understood, so nothing is checked by it. Often `required: true` stands at a property, which is the form of a parameter: a schema lists the required names at the object.",
    mend: "Write the value in the form of JSON Schema.",
  },
  {
    code: "type-unknown",
    title: "A type that does not exist",
    sentence: (finding) => `${said(finding, "type")} is no type, so any value is accepted`,
    why: "JSON Schema has null, boolean, integer, number, string, array and object; Swagger 2.0 has file besides.",
    mend: "Use one of them; what is finer (a date, a binary) is a `format`.",
  },
  {
    code: "pattern-invalid",
    title: "A pattern that is no regular expression",
    sentence: (finding) => `${said(finding, "pattern")} does not compile, so it was left out`,
    why: "Patterns are ECMA-262 regular expressions. Inline flags such as `(?i)`, possessive quantifiers and POSIX classes of other languages do not exist there.",
    mend: "Rewrite it for ECMA-262, for example with `[Aa]` for a letter of either case.",
  },
  {
    code: "enum-type-mismatch",
    title: "Values of enum that the type forbids",
    sentence: (finding) => `${saidAll(finding, "values")} can never be of type ${said(finding, "type")}`,
    why: "A value must satisfy both keywords. In the list of a string, numbers and booleans are what YAML makes of text without quotes, so they were read as that text.",
    mend: "Put text into quotes, or correct the type.",
  },
  {
    code: "exclusive-limit-boolean",
    title: "A limit in the form of OpenAPI 3.0",
    sentence: (finding) =>
      `${said(finding, "keyword")} is a boolean, which it is in OpenAPI 3.0 only; it was read that way`,
    why: "Since OpenAPI 3.1 `exclusiveMinimum` and `exclusiveMaximum` are the limits themselves.",
    mend: "Write the limit as the value of the keyword and remove `minimum` or `maximum` beside it.",
  },
  {
    code: "nullable-without-type",
    title: "nullable without a type",
    sentence: () => "nullable stands beside a reference or a union; null is accepted besides",
    why: "By OpenAPI 3.0.3 `nullable` has an effect only where `type` stands beside it. Authors who write it beside `$ref`, `allOf`, `anyOf` or `oneOf` mean that null is allowed, so null was added as an alternative.",
    mend: 'Add `type`, or in OpenAPI 3.1 write `anyOf` with `type: "null"` as one branch.',
  },
  {
    code: "nullable-enum-without-null",
    title: "nullable beside an enum without null",
    sentence: () => "null is refused, because it is not in the list of enum",
    why: "`nullable: true` adds null to the types, but a value must also be one of the list. The clarification of OpenAPI 3.0.3 says so in as many words.",
    mend: "Add `null` to `enum` when null is meant to be allowed; else remove `nullable`.",
  },
];
