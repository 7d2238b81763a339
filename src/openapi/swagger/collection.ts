import type { ParameterStyle } from "../model.ts";

export interface StyleAndExplode {
  readonly style: ParameterStyle;
  readonly explode: boolean;
}

/** `collectionFormat` in the terms of OpenAPI 3; csv is what 2.0 says when it says nothing. */
export function styleOfCollection(format: string | undefined, isInQuery: boolean): StyleAndExplode {
  if (!isInQuery) return { style: "simple", explode: false };
  switch (format ?? "csv") {
    case "multi":
      return { style: "form", explode: true };
    case "ssv":
      return { style: "spaceDelimited", explode: false };
    case "tsv":
      return { style: "tabDelimited", explode: false };
    case "pipes":
      return { style: "pipeDelimited", explode: false };
    default:
      return { style: "form", explode: false };
  }
}
