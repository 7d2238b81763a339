import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

/** References that lead nowhere, or not where their author thinks. */
export const openapiReferencePages: readonly FindingPage[] = [
  {
    code: "reference-unresolved",
    title: "A reference that leads nowhere",
    sentence: (finding) => `${said(finding, "ref")} cannot be resolved: ${said(finding, "reason")}`,
    why: "The file or the place in it does not exist, so what stands there is unknown. Every operation that reaches the reference, directly or through other schemas, answers 501 and names it.",
    mend: "Correct the path or the pointer. In a pointer `/` is written `~1` and `~` is written `~0`; paths are relative to the file that holds the reference.",
  },
  {
    code: "reference-remote",
    title: "A reference to another host",
    sentence: (finding) => `${said(finding, "ref")} names another host and is not fetched`,
    why: "A document must not make this program send requests. What the reference names is treated as unknown: operations that reach it answer 501. A URI that a schema of the same documents bears as its `$id` is no request and is resolved.",
    mend: "Save the referenced file beside the document and refer to it by its relative path.",
  },
  {
    code: "reference-outside",
    title: "A reference out of the project",
    sentence: (finding) => `${said(finding, "ref")} is not read: ${said(finding, "reason")}`,
    why: "A document from a stranger could otherwise name any file of this machine. Files are read from the folder of the document, or from anywhere below the working directory when the document itself lies there.",
    mend: "Run the command from a folder that holds all files, and name the document by its relative path.",
  },
  {
    code: "reference-loop",
    title: "References that only refer to each other",
    sentence: (finding) => `${said(finding, "ref")} leads back to itself`,
    why: "Following nothing but references comes back to the start, so there is nothing that they describe. (A schema that contains itself in a property or a list is a different thing, and is fine.)",
    mend: "Let one of them describe what is meant.",
  },
  {
    code: "reference-misplaced",
    title: "A reference in the place of a list of names",
    sentence: (finding) => `${said(finding, "ref")} stands where the standard has no reference`,
    why: "Under `properties` every member is a property's name, so a validator reads `$ref` as the name of a property. The members that it names were read instead, which is what the author means.",
    mend: "Write the properties out, or refer to a whole schema with `allOf`.",
  },
  {
    code: "reference-siblings-ignored",
    title: "A keyword beside $ref has no effect",
    sentence: (finding) => `${said(finding, "keyword")} stands beside $ref, where OpenAPI before 3.1 ignores it`,
    why: "OpenAPI 3.0 and Swagger 2.0 read nothing beside `$ref`. Title, description, default, examples, readOnly, writeOnly, deprecated and nullable are kept all the same, because they cost nothing; keywords that would check a value are not.",
    mend: "Put the reference into `allOf` and the keyword beside that, or use OpenAPI 3.1.",
  },
  {
    code: "discriminator-mapping-unresolved",
    title: "A discriminator names a schema that does not exist",
    sentence: (finding) => `the mapping names ${said(finding, "ref")}, which does not exist`,
    why: "A value that the mapping promises cannot be checked. The entry was left out; the schemas of the union are still tried.",
    mend: "Correct the name of the schema, or remove the entry.",
  },
];
