/** How an error is answered: the envelope of `docs/scaffold.md`, or RFC 9457. */
export type ErrorShape = "envelope" | "problem";
export type FrameworkName = "express" | "fastify" | "koa";

/** `document`: refused where a schema says so, else kept. `reject`: refused. `strip`: taken out before the handler sees them. */
export type UnknownFields = "document" | "reject" | "strip";
/** `parameters`: and forms, which are text. `bodies`: JSON bodies as well. */
export type Coercion = "parameters" | "bodies";

/** Libraries in whose words schemas can be written. */
export type LibraryName = "zod" | "ajv" | "typebox";
/** `generated`: straight-line TypeScript without a dependency. */
export type ValidatorName = "generated" | LibraryName;

/** An operation with the handler file that its tag asks for. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly group: string;
}

export interface ScaffoldOptions {
  readonly framework: FrameworkName;
  readonly errors: ErrorShape;
  /** Where the routes are mounted; default: the path of the first server. */
  readonly basePath?: string | undefined;
  /** Formats are asserted, not only noted. */
  readonly formats: boolean;
  /** Properties that no schema names; default: `document`. */
  readonly unknownFields?: UnknownFields;
  /** Where text stands for numbers and booleans; default: `parameters`. */
  readonly coercion?: Coercion;
  /** Who checks requests; default: `generated`. */
  readonly validator?: ValidatorName;
  /** A typed client stands beside the server; default: none. */
  readonly client?: boolean;
  /** A test file stands beside each handler file; default: none. */
  readonly tests?: boolean;
  /** The handler file of an operation, without folder and ending; `group` is what its tag says. Default: `group`. */
  readonly handlerFile?: (operation: PlacedOperation) => string;
  /** Text of the template files by their path below `templates/scaffold/`: see `templatePaths`. */
  readonly templates: ReadonlyMap<string, string>;
}
