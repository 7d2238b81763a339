/**
 * `retired`: its operation is gone, the handler stays with a remark. `removed`: it was an untouched stub. `restored`: the operation
 * is back. `moved`: a stub followed its operation into the file of another tag. `stays`: the operation has another tag now and its
 * handler stays where it is. `recreated`: its file was deleted. `missing`: the file does not export it. `stuck`: the file could not
 * be changed.
 */
export type HandlerChangeKind =
  | "added"
  | "renamed"
  | "retired"
  | "removed"
  | "restored"
  | "moved"
  | "stays"
  | "recreated"
  | "missing"
  | "stuck";

/** What happened to the handler of one operation. */
export interface HandlerChange {
  readonly kind: HandlerChangeKind;
  readonly method: string;
  readonly path: string;
  readonly id: string;
  /** The exported name before, for `renamed`. */
  readonly from?: string;
  /** Below the source root. */
  readonly file: string;
}
