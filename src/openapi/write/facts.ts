import type { JsonObject } from "../../kit/index.ts";

/** What a document is written from: facts about an API, wherever they come from. */
export interface DocumentFacts {
  readonly title: string;
  readonly apiVersion: string;
  /** What every path begins with and a server's address holds instead: `/v1`, or the empty string. */
  readonly basePath: string;
  readonly operations: readonly OperationFacts[];
  /** Schemas by the name under `#/components/schemas/`. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
  /** Security schemes that are known by more than their name. */
  readonly securitySchemes: Readonly<Record<string, JsonObject>>;
  /** Pieces of documents that people wrote beside the code: laid over what was found. */
  readonly documented: readonly JsonObject[];
  /** What could not be resolved and belongs to no operation. */
  readonly unresolved: readonly NoteFacts[];
}

export interface NoteFacts {
  readonly code: string;
  readonly what: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

export interface OperationFacts {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: JsonObject;
    readonly confidence: string;
  }[];
  readonly body:
    | {
        readonly required: boolean;
        readonly content: Readonly<Record<string, JsonObject>>;
        readonly confidence: string;
      }
    | undefined;
  readonly responses: readonly {
    readonly status: string;
    readonly description: string | undefined;
    readonly contentType: string | undefined;
    readonly schema: JsonObject | undefined;
    readonly headers: readonly string[];
    readonly confidence: string;
  }[];
  readonly security: readonly {
    readonly scheme: string;
    readonly scopes: readonly string[];
    readonly isOptional: boolean;
    readonly confidence: string;
  }[];
  readonly unresolved: readonly NoteFacts[];
  /** The operation object itself, where the code declares it in full; its schemas are of 2020-12. */
  readonly declared?: JsonObject;
}

export type WrittenVersion = "3.0" | "3.1" | "3.2";

export interface WriteOptions {
  readonly version: WrittenVersion;
  /** Writes `x-backwright-confidence` beside every fact. */
  readonly confidence: boolean;
}
