import type { JsonValue } from "../../kit/index.ts";
import type { ApiModel, Schema } from "../index.ts";
import type { Side } from "./accept/index.ts";
import type { DrawContext, Drawn } from "./context.ts";
import { draw } from "./draw.ts";

export interface SampleSettings {
  readonly side: Side;
  /** Levels of objects whose optional properties are made too. Default 2; 0 makes required ones only. */
  readonly optionalLevels?: number;
  /** What a schema that says nothing becomes. Default `string`. */
  readonly unknown?: "string" | "object";
  /** 0, the default, is the plainest value; other numbers make other ones. */
  readonly variant?: number;
}

// Enough for the largest published schemas; a hostile one ends in a moment.
const MOST_DRAWS = 20_000;

/**
 * A value that the schema describes, the same one every time: its own example, default or enum where those are valid,
 * else made from the keywords. `readOnly` properties are left out of requests, `writeOnly` ones out of responses.
 *
 * A schema that nothing satisfies (or nothing that this can find) gets the nearest value, and null where there is none:
 * ask `drawSample` where the difference matters.
 *
 * @example
 * sampleOf({ place, types: ["integer"], minimum: 18 }, model, "request"); // 18
 */
export function sampleOf(schema: Schema, model: Pick<ApiModel, "schemas">, side: Side): JsonValue {
  return drawSample(schema, model, { side }).value;
}

/** As `sampleOf`, with settings, and saying whether the schema accepts the value. */
export function drawSample(schema: Schema, model: Pick<ApiModel, "schemas">, settings: SampleSettings): Drawn {
  return draw(schema, freshContext(model, settings)) ?? { value: null, valid: false };
}

/** Where every drawing starts. */
export function freshContext(model: Pick<ApiModel, "schemas">, settings: SampleSettings): DrawContext {
  return {
    scope: { schemas: model.schemas, side: settings.side },
    active: [],
    reentries: 1,
    optionalLevels: settings.optionalLevels ?? 2,
    variant: settings.variant ?? 0,
    unknown: settings.unknown ?? "string",
    budget: { left: MOST_DRAWS },
    draw,
  };
}
