import type { Schema } from "../value.ts";

/** How sure a fact is: `declared` by a schema or an annotation, `seen` in code, `guessed` by a name. */
export type Confidence = "declared" | "seen" | "guessed";

export interface SourcePlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export interface ParameterFacts {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly schema: Schema;
  readonly confidence: Confidence;
}

export interface BodyFacts {
  readonly required: boolean;
  readonly content: Readonly<Record<string, Schema>>;
  readonly confidence: Confidence;
}

export interface ResponseFacts {
  /** `200`, or `default`. */
  readonly status: string;
  readonly description: string | undefined;
  readonly contentType: string | undefined;
  readonly schema: Schema | undefined;
  readonly headers: readonly string[];
  readonly confidence: Confidence;
}

export interface SecurityFacts {
  readonly scheme: "bearerAuth" | "basicAuth" | "apiKeyAuth" | "cookieAuth" | (string & {});
  readonly scopes: readonly string[];
  readonly isOptional: boolean;
  readonly confidence: Confidence;
}

/** What could not be resolved about a route, in a few words. */
export interface Unresolved {
  readonly code: string;
  readonly what: string;
  readonly place: SourcePlace;
}

/** One operation that the code serves. */
export interface RouteFacts {
  /** Upper case. */
  readonly method: string;
  /** As OpenAPI spells it: `/users/{id}`. */
  readonly path: string;
  readonly framework: string;
  readonly place: SourcePlace;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly parameters: readonly ParameterFacts[];
  readonly body: BodyFacts | undefined;
  readonly responses: readonly ResponseFacts[];
  readonly security: readonly SecurityFacts[];
  readonly unresolved: readonly Unresolved[];
  /** The whole operation as OpenAPI has it, where the code declares it: it stands for what the fields before can say of it. */
  readonly declared?: Schema;
  /** Its path holds a default that the environment may replace. */
  readonly isAssumed: boolean;
}

/** An application as its sources describe it. */
export interface ApplicationFacts {
  readonly frameworks: readonly string[];
  readonly routes: readonly RouteFacts[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Security schemes that the code describes, by name, as OpenAPI has them. */
  readonly securitySchemes: Readonly<Record<string, Schema>>;
  /** What `@openapi` and `@swagger` comments say, in the order of files. */
  readonly documented: readonly { readonly document: Schema; readonly place: SourcePlace }[];
  readonly unresolved: readonly Unresolved[];
  /** Where an application that `scaffold` wrote mounts its routes: `/v1`, or the empty string. The paths begin with it. */
  readonly basePath: string;
  readonly filesRead: number;
}
