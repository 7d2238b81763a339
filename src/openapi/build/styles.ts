import type { ParameterPlace, ParameterStyle } from "../model.ts";

const STYLES: ReadonlyMap<string, ParameterStyle> = new Map(
  (
    [
      "simple",
      "label",
      "matrix",
      "form",
      "spaceDelimited",
      "pipeDelimited",
      "tabDelimited",
      "deepObject",
      "cookie",
    ] as const
  ).map((style) => [style, style]),
);

const ALLOWED: Readonly<Record<ParameterPlace, ReadonlySet<ParameterStyle>>> = {
  path: new Set(["simple", "label", "matrix"]),
  query: new Set(["form", "spaceDelimited", "pipeDelimited", "deepObject", "tabDelimited"]),
  header: new Set(["simple"]),
  cookie: new Set(["form", "cookie"]),
  querystring: new Set([]),
};

/** How a parameter is written when the document does not say (OpenAPI 3.2, 4.12.2). */
export function defaultStyle(place: ParameterPlace): ParameterStyle {
  return place === "path" || place === "header" ? "simple" : "form";
}

/** The style of that name, when a parameter of that place may have it. */
export function styleFor(place: ParameterPlace, name: string): ParameterStyle | undefined {
  const style = STYLES.get(name);
  return style !== undefined && ALLOWED[place].has(style) ? style : undefined;
}

/** A style for a property of a form body: those of the query. */
export function encodingStyle(name: string | undefined): ParameterStyle | undefined {
  return name === undefined ? undefined : styleFor("query", name);
}

export function explodesByDefault(style: ParameterStyle): boolean {
  return style === "form" || style === "cookie";
}
