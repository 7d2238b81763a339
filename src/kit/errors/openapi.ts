import { defineError } from "./define.ts";

/** Where a document fails: line and column are 1-based. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const at = ({ file, line, column }: Spot): string => `${file}:${line}:${column}`;

export const openapiErrors = {
  notParsable: defineError<Spot & { readonly reason: string }>("openapi-not-parsable", {
    exitCode: 2,
    when: "A specification is neither YAML nor JSON.",
    message: (values) => `${at(values)}: the document cannot be parsed: ${values.reason}.`,
    hint: () => "Mend the document at that line; a YAML-aware editor shows the same place.",
  }),
  tooLarge: defineError<Spot & { readonly bytes: number; readonly limitBytes: number; readonly format: string }>(
    "openapi-too-large",
    {
      exitCode: 2,
      when: "A specification is larger than 64 MB of JSON or 16 MB of YAML.",
      message: (values) =>
        `${at(values)}: ${values.bytes} bytes of ${values.format} are more than the limit of ${values.limitBytes}.`,
      hint: ({ format }) =>
        format === "YAML" ? "Convert it to JSON (limit 64 MB) or split it by $ref." : "Split the document by $ref.",
    },
  ),
  tooDeep: defineError<Spot & { readonly limit: number }>("openapi-too-deep", {
    exitCode: 2,
    when: "A specification nests objects and lists deeper than any real one does.",
    message: (values) => `${at(values)}: the document nests deeper than ${values.limit} levels.`,
    hint: () => "Name the inner schemas under components/schemas and refer to them by $ref.",
  }),
  aliasBomb: defineError<Spot & { readonly reason: string }>("openapi-alias-bomb", {
    exitCode: 2,
    when: "The YAML aliases of a specification contain themselves or expand without measure.",
    message: (values) => `${at(values)}: the YAML aliases cannot be expanded: ${values.reason}.`,
    hint: () => "Use $ref instead of YAML anchors and aliases.",
  }),
  notASpecification: defineError<Spot & { readonly found: string }>("openapi-no-specification", {
    exitCode: 2,
    when: "A document is YAML or JSON but has neither an openapi nor a swagger field.",
    message: (values) => `${at(values)}: this is no OpenAPI document: ${values.found}.`,
    hint: () => 'Begin the document with openapi: "3.1.0" (or swagger: "2.0").',
  }),
  unsupportedVersion: defineError<Spot & { readonly version: string }>("openapi-version-unsupported", {
    exitCode: 2,
    when: "A specification names a version other than Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2.",
    message: (values) => `${at(values)}: version ${values.version} is not supported.`,
    hint: () => "Convert the document to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.",
  }),
  overlayUnusable: defineError<Spot & { readonly reason: string }>("openapi-overlay-unusable", {
    exitCode: 2,
    when: "An OpenAPI Overlay cannot be read, a target in it is no JSONPath that is understood, or it asks for too much.",
    message: (values) => `${at(values)}: the overlay cannot be applied: ${values.reason}.`,
    hint: () => "Mend the overlay at that line; targets are JSONPath (RFC 9535), as in $.paths['/users'].get",
  }),
  nothingInside: defineError<Spot>("openapi-empty", {
    exitCode: 2,
    when: "A specification has no paths, no webhooks and no components.",
    message: (values) => `${at(values)}: the document describes nothing: no paths, webhooks or components.`,
    hint: () => "Add a paths object with at least one operation.",
  }),
} as const;
