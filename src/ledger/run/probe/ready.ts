/** What is to be done with a step, after a look at what an earlier try may have left. */
export type Ready =
  | { readonly kind: "run"; readonly note: string | null; readonly instead?: string | undefined }
  | { readonly kind: "complete"; readonly note: string }
  | { readonly kind: "blocked"; readonly message: string; readonly hint: string };

/** `running`, `failed`: what is known of an earlier try of this very step. */
export type Earlier = "running" | "failed" | undefined;

export const AFRESH: Ready = { kind: "run", note: null };
export const ALREADY: Ready = { kind: "complete", note: "an earlier try had completed it before it could be recorded" };
