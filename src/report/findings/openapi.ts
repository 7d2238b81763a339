import { openapiChoicePages } from "./openapi-choice.ts";
import { openapiOperationPages } from "./openapi-operations.ts";
import { openapiReferencePages } from "./openapi-references.ts";
import { openapiSchemaPages } from "./openapi-schemas.ts";
import type { FindingPage } from "./page.ts";

/** What a specification gets wrong, and what that costs. */
export const openapiPages: readonly FindingPage[] = [
  ...openapiReferencePages,
  ...openapiOperationPages,
  ...openapiSchemaPages,
  ...openapiChoicePages,
];
