/** What the child is told, as JSON in its environment. */
export interface ChildRequest {
  readonly root: string;
  /** Below the root. */
  readonly entry: string;
  /** Path aliases of the project: a pattern with at most one `*`, and where it leads below the root. */
  readonly aliases: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** A file of this package, from which its own dependencies are found. */
  readonly own: string;
  readonly stopAfterMs: number;
}

export const REQUEST = "BACKWRIGHT_PROBE";

/** Only our parent writes it: no more is asked than that it is there. */
export const isChildRequest = (value: unknown): value is ChildRequest =>
  typeof value === "object" && value !== null && "root" in value && "entry" in value && "own" in value;
