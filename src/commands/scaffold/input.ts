import { z } from "zod";
import { documentFlags } from "./document-input.ts";

const framework = z.enum(["express", "fastify", "koa"]);
const errors = z.enum(["envelope", "problem"]);
const unknownFields = z.enum(["document", "reject", "strip"]);
const coerce = z.enum(["parameters", "bodies"]);
const validator = z.enum(["generated", "zod", "ajv", "typebox"]);

/** What the next run takes from this one where nothing else is said. */
const remembered = {
  framework: framework
    .optional()
    .describe("Whose routes are written; default: as in the last run, else express")
    .meta({ short: "f" }),
  errors: errors
    .optional()
    .describe(
      "Form of errors: envelope is {error, meta}, problem is RFC 9457; default: as in the last run, else envelope",
    ),
  basePath: z
    .string()
    .optional()
    .describe("Where the routes are mounted; default: as in the last run, else the path of the first server")
    .meta({ value: "PATH" }),
  formats: z
    .boolean()
    .optional()
    .describe("Validate formats; --no-formats takes them as notes; default: as in the last run, else yes"),
  unknownFields: unknownFields
    .optional()
    .describe(
      "Properties that no schema names: document keeps them unless a schema refuses them; reject answers 400; strip drops them; " +
        "default: as in the last run, else document",
    ),
  coerce: coerce
    .optional()
    .describe(
      "Where text stands for numbers and booleans: in parameters and forms, or in JSON bodies too; default: as in the last run, " +
        "else parameters",
    ),
  validator: validator
    .optional()
    .describe(
      "Who checks requests: generated is straight-line TypeScript without a dependency; zod, ajv and typebox have schemas in their " +
        "own words; default: as in the last run, else generated",
    ),
  client: z
    .boolean()
    .optional()
    .describe(
      "Write client.ts as well, a typed client in one file; --no-client drops it; default: as in the last run, else no",
    ),
  tests: z
    .boolean()
    .optional()
    .describe(
      "Write test/<tag>.test.ts as well: valid requests are served, broken ones refused; --no-tests drops them; " +
        "default: as in the last run, else no",
    ),
  javascript: z
    .boolean()
    .optional()
    .describe("Write JavaScript with JSDoc types instead of TypeScript; default: as in the last run, else no"),
  ...documentFlags,
};

/** What a project is generated with; what the manifest keeps of it. */
const chosen = z.object({
  framework: framework.default("express"),
  errors: errors.default("envelope"),
  basePath: z.string().optional(),
  formats: z.boolean().default(true),
  unknownFields: unknownFields.default("document"),
  coerce: coerce.default("parameters"),
  validator: validator.default("generated"),
  client: z.boolean().default(false),
  tests: z.boolean().default(false),
  javascript: z.boolean().optional(),
  tags: z.array(z.string()).readonly().optional(),
  paths: z.array(z.string()).readonly().optional(),
  overlay: z.array(z.string()).readonly().optional(),
});

export type Chosen = z.output<typeof chosen>;
export type Wished = { readonly [Name in keyof Chosen]?: Chosen[Name] | undefined };

/** What is wished, else what the last run was asked for, else the defaults. */
export function chosenFor(wished: Wished, last: Readonly<Record<string, unknown>>): Chosen {
  const { framework: whose, errors: shape, basePath, formats, unknownFields: unknown, coerce: coercion } = wished;
  const said = { framework: whose, errors: shape, basePath, formats, unknownFields: unknown, coerce: coercion };
  const { validator: library, client, tests, javascript, tags, paths, overlay } = wished;
  const given = Object.fromEntries(
    Object.entries({ ...said, validator: library, client, tests, javascript, tags, paths, overlay }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const both = chosen.safeParse(withoutEmpty({ ...last, ...given }));
  return both.success ? both.data : chosen.parse(withoutEmpty(given));
}

/** An empty list is no wish, and takes the last one back. */
const withoutEmpty = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => !Array.isArray(value) || value.length > 0));

/** What `scaffold` and `scaffold diff` both take. */
export const scaffoldFlags = {
  spec: z
    .string()
    .optional()
    .describe("OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0, YAML or JSON")
    .meta({ position: 0, value: "FILE" }),
  out: z
    .string()
    .default("src/routes/")
    .describe("Folder of the handler files; the rest lies beside it")
    .meta({ short: "o", value: "PATH" }),
  ...remembered,
};
