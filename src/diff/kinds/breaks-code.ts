import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Context } from "./kind.ts";

/** What programs that run now still name: gone for good, so a release without it has to come first. Nothing where it comes back. */
export const gone = (id: ObjectId, name: string, { isCreated }: Pick<Context, "isCreated">): readonly Hazard[] =>
  isCreated(id)
    ? []
    : [
        {
          code: "breaks-code",
          what: `whatever still says ${name}: run this only when a release that no longer names it is everywhere`,
        },
      ];

/** A name that changes at one moment for programs that cannot change at that moment. */
export const renamed = (from: string, to: string): Hazard => ({
  code: "breaks-code",
  what: `statements that still say ${from}; where they must go on, add ${to} beside it, write to both, move the readers over, and drop ${from} in a later release`,
});
