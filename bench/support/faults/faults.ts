// Every named fault, each a small story of its own; a story that ends without a Fault was safe and truthful.
import type { Stage } from "./stage.ts";
import { cuts } from "./cuts.ts";
import { histories } from "./histories.ts";
import { indexes } from "./indexes.ts";
import { places } from "./places.ts";
import { texts } from "./texts.ts";

export interface NamedFault {
  readonly name: string;
  /** `again` opens another stage of the same runner. */
  readonly run: (stage: Stage, again: () => Promise<Stage>) => Promise<void>;
}

export const FAULTS: readonly NamedFault[] = [...cuts, ...indexes, ...histories, ...texts, ...places];
