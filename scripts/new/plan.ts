/** The text of a file of this project; undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

/** What `npm run new` writes: new files, and files with lines put in. */
export interface Plan {
  readonly created: ReadonlyMap<string, string>;
  readonly changed: ReadonlyMap<string, string>;
  /** What is left to a person. */
  readonly next: readonly string[];
}

export class NewError extends Error {
  override readonly name = "NewError";
}

/** Error: NewError when a file of the plan exists. */
export function checkFree(plan: Plan, read: ReadText): Plan {
  const taken = [...plan.created.keys()].filter((path) => read(path) !== undefined);
  if (taken.length > 0) throw new NewError(`${taken.join(" and ")} exists; nothing was written.`);
  return plan;
}

/** A text with lines put in before the first line that is `before` behind `after`. Error: NewError when there is none. */
export function putBefore(
  text: string,
  place: { readonly after: string; readonly before: string },
  lines: string,
): string {
  const from = text.indexOf(place.after);
  const at = from < 0 ? -1 : text.indexOf(`\n${place.before}\n`, from);
  if (at < 0) throw new NewError(`No line "${place.before}" behind "${place.after}".`);
  return `${text.slice(0, at + 1)}${lines}${text.slice(at + 1)}`;
}
