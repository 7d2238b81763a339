import type { JsonValue } from "../../kit/index.ts";
import type { JsonPath } from "../scenario/index.ts";

type Segment = JsonPath["segments"][number];
type Selector = Segment["selectors"][number];

/**
 * A JSONPath as the runtimes walk it: a name, an index, or a list for anything else. Filters are left out: `hasFilter` says so.
 *
 * @example
 * pathValue(path); // of $.data[*].id: ["data", ["each", ["all"]], "id"]
 */
export function pathValue({ segments }: JsonPath): JsonValue {
  return segments.map(segmentValue);
}

function segmentValue({ descends, selectors }: Segment): JsonValue {
  const values = selectors.map(selectorValue);
  const [only] = values;
  const isPlain = !descends && values.length === 1 && (typeof only === "string" || typeof only === "number");
  if (isPlain && only !== undefined) return only;
  return [descends ? "below" : "each", ...values];
}

function selectorValue(selector: Selector): JsonValue {
  switch (selector.kind) {
    case "name":
      return selector.name;
    case "index":
      return selector.index;
    case "wildcard":
      return ["all"];
    case "slice":
      return ["slice", selector.start ?? null, selector.end ?? null, selector.step];
    case "filter":
      return ["none"];
  }
}
