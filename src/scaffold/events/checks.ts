import type { Operation, Schema } from "../../openapi/index.ts";
import { isSequential } from "./sequential.ts";

/** The check of an item, as the table of answer checks names it. */
export interface ItemCheck {
  /** `items 200 text/event-stream` */
  readonly key: string;
  readonly schema: Schema;
}

/** What the items that an operation answers have to be, where the document says it. */
export function itemChecks({ responses }: Pick<Operation, "responses">): readonly ItemCheck[] {
  return responses.flatMap(({ status, content }) =>
    content.flatMap(({ type, itemSchema }) =>
      itemSchema === undefined || !isSequential(type)
        ? []
        : [{ key: `items ${status.toUpperCase()} ${type}`, schema: itemSchema }],
    ),
  );
}

/** The schemas of the items that an operation answers. */
export const itemSchemas = (operation: Pick<Operation, "responses">): readonly Schema[] =>
  itemChecks(operation).map(({ schema }) => schema);
