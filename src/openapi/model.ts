import type { Finding, JsonValue } from "../kit/index.ts";
import type { Schema } from "./schema.ts";

/** Where something stands in its document. Line and column are looked up on demand: see `locate`. */
export interface Place {
  /** Path of the file as it was named or referenced. */
  readonly file: string;
  /** RFC 6901 JSON pointer into that file. */
  readonly pointer: string;
}

export type SpecificationVersion = "2.0" | "3.0" | "3.1" | "3.2";

/** A specification of any version, several files joined, as one model. References are kept, never expanded. */
export interface ApiModel {
  readonly file: string;
  readonly version: SpecificationVersion;
  readonly title: string;
  readonly apiVersion: string;
  readonly description: string | undefined;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** Paths in the order of the document, methods in a fixed order. */
  readonly operations: readonly Operation[];
  /** Requests that the API sends: OpenAPI webhooks. Callbacks stand at their operation. */
  readonly webhooks: readonly Operation[];
  /** Every schema that a reference reaches and every component schema, by its unique key. */
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** What a mistake in the document cost, or what could not be understood. Never silence. */
  readonly findings: readonly Finding[];
}

export interface NamedSchema {
  /** Unique in the model; what `SchemaObject.ref` names. */
  readonly key: string;
  /** The document's own name: last segment of the pointer, or the file's name. */
  readonly name: string;
  readonly schema: Schema;
  readonly place: Place;
  /** URI (`$id`) or file of the schema resource that it belongs to: what `$dynamicRef` looks through. */
  readonly resource?: string;
}

export interface Server {
  /** With variables filled by their defaults. */
  readonly url: string;
  readonly description: string | undefined;
  /** Path part of the URL without a trailing slash: `/v2`, or the empty string. */
  readonly basePath: string;
}

export interface Tag {
  readonly name: string;
  readonly description: string | undefined;
  /** 3.2 */
  readonly parent: string | undefined;
}

/** An HTTP method in upper case; OpenAPI 3.2 allows others by `additionalOperations`. */
export type Method = string;

export interface Operation {
  /** Unique in the model and a valid TypeScript identifier: given, or made from method and path (`listUsers`). */
  readonly id: string;
  /** As the document spells it, when it does. */
  readonly operationId: string | undefined;
  readonly method: Method;
  /** As the document spells it: `/users/{id}`. */
  readonly path: string;
  /** Of the template: `/` has none; a trailing slash is a last segment without parts. */
  readonly segments: readonly PathSegment[];
  readonly tags: readonly string[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly responses: readonly Response[];
  /** Alternatives (OR) of requirements that hold together (AND); `[]` is open, an empty alternative makes it optional. */
  readonly security: readonly SecurityRequirement[];
  /** Servers of the operation or of its path, when they replace those of the document; else empty. */
  readonly servers: readonly Server[];
  readonly callbacks: readonly Callback[];
  readonly extensions: Readonly<Record<string, JsonValue>>;
  readonly place: Place;
  /** References of this operation that resolve to nothing: its route answers 501 and says so. */
  readonly unresolved: readonly UnresolvedReference[];
}

export interface UnresolvedReference {
  readonly ref: string;
  readonly place: Place;
}

/** A piece of one path segment: `/{a}.json` is a parameter and then the text `.json`. */
export type PathPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string };
export interface PathSegment {
  readonly parts: readonly PathPart[];
}

export type ParameterPlace = "path" | "query" | "header" | "cookie" | "querystring";
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject"
  | "cookie";

export interface Parameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema: Schema;
  /** Set when the parameter is described by `content`: its text is parsed as this media type. */
  readonly contentType: string | undefined;
  readonly examples: readonly JsonValue[];
  readonly place: Place;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description: string | undefined;
  readonly content: readonly MediaType[];
  readonly place: Place;
}

export interface MediaType {
  /** As the document spells it, lower case, parameters removed: `application/json`, `*\/*`. */
  readonly type: string;
  readonly schema: Schema | undefined;
  /** 3.2: the items of a sequential media type (SSE, JSON lines). */
  readonly itemSchema: Schema | undefined;
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly examples: readonly JsonValue[];
  /** Those of `examples` by their names; absent without any. */
  readonly namedExamples?: ReadonlyMap<string, JsonValue>;
}

export interface Encoding {
  readonly contentType: string | undefined;
  readonly style: ParameterStyle | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
  readonly headers: readonly Header[];
}

export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: Readonly<Record<string, JsonValue>>;
  readonly place: Place;
}

export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
  readonly explode: boolean;
  readonly schema: Schema;
  readonly contentType: string | undefined;
}

export interface Callback {
  readonly name: string;
  /** The runtime expression: `{$request.body#/url}`. */
  readonly expression: string;
  readonly operations: readonly Operation[];
}

/** One alternative: every scheme in it must hold. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

export type SecurityScheme =
  | {
      readonly kind: "apiKey";
      readonly key: string;
      readonly in: "query" | "header" | "cookie";
      readonly name: string;
      readonly description: string | undefined;
    }
  | {
      readonly kind: "http";
      readonly key: string;
      readonly scheme: string;
      readonly bearerFormat: string | undefined;
      readonly description: string | undefined;
    }
  | { readonly kind: "mutualTLS"; readonly key: string; readonly description: string | undefined }
  | {
      readonly kind: "oauth2";
      readonly key: string;
      readonly flows: readonly OAuthFlow[];
      readonly description: string | undefined;
    }
  | {
      readonly kind: "openIdConnect";
      readonly key: string;
      readonly url: string;
      readonly description: string | undefined;
    };

export interface OAuthFlow {
  readonly flow: "implicit" | "password" | "clientCredentials" | "authorizationCode" | "deviceAuthorization";
  readonly authorizationUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly scopes: Readonly<Record<string, string>>;
}
