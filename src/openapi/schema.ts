import type { JsonValue } from "../kit/index.ts";
import type { Place } from "./model.ts";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** A schema in the terms of JSON Schema 2020-12, whatever version the document has. */
export type Schema = boolean | SchemaObject;

/**
 * All keywords. 3.0's `nullable`, boolean `exclusiveMinimum` and Swagger's `type: file` are already rewritten:
 * null is in `types` (or, beside `ref`, in an `anyOf`), limits are numbers, files are `format: "binary"`.
 * Keywords with a value of the wrong kind were left out and are findings.
 */
export interface SchemaObject {
  readonly place: Place;
  /** Key into `ApiModel.schemas`. Siblings apply as well. */
  readonly ref?: string;
  /** Set instead of `ref` when the reference resolves to nothing: the schema is unknown. */
  readonly unresolved?: string;
  /**
   * Key into `ApiModel.schemas` of the schema that `$dynamicRef` names before the dynamic scope is asked. All schemas
   * with a `dynamicAnchor` are then in `ApiModel.schemas`, with their `resource`.
   */
  readonly dynamicRef?: string;
  /** `$id` as an absolute URI: the schema begins a resource of its own. */
  readonly id?: string;
  readonly anchor?: string;
  readonly dynamicAnchor?: string;

  readonly types?: readonly JsonType[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;

  readonly multipleOf?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;

  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  readonly contentSchema?: Schema;

  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: Schema;

  readonly properties?: ReadonlyMap<string, Schema>;
  readonly patternProperties?: ReadonlyMap<string, Schema>;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly maxProperties?: number;
  readonly minProperties?: number;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, Schema>;
  readonly unevaluatedProperties?: Schema;

  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;

  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly examples?: readonly JsonValue[];

  readonly discriminator?: Discriminator;
  readonly extensions?: Readonly<Record<string, JsonValue>>;
}

export interface Discriminator {
  readonly property: string;
  /** Value → key into `ApiModel.schemas`, with the implicit names filled in. */
  readonly mapping: ReadonlyMap<string, string>;
  /** 3.2 */
  readonly defaultMapping: string | undefined;
}
