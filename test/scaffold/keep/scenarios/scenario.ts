import type { Project } from "./project.ts";

/** What somebody does to generated files, and how one sees that it is still there. */
export interface Scenario {
  readonly name: string;
  edit(project: Project): void;
  /** Words that the edit brings in; each must stand in the sources exactly once after every step. */
  readonly marks: readonly string[];
  /** The step before which the edit is made; default: the first. */
  readonly before?: number;
  /** Something is put right again before this step. */
  readonly repairBefore?: number;
  repair?(project: Project): void;
  /** The step at which the edit and the document's change really collide: refused, then forced. */
  readonly collidesAt?: number;
  /** The first step after which the marks stand there; default: the first after the edit. */
  readonly marksFrom?: number;
  /** Operations that the edit leaves without a handler. */
  readonly lacks?: readonly string[];
}

/** Gives a stub a body; `mark` stands in it. The stub may be wrapped behind its arrow. */
export function implement(project: Project, path: string, id: string, body: string): void {
  const text = project.read(path);
  const start = text.indexOf(`export const ${id}:`);
  const arrow = text.indexOf("=>", start);
  const end = text.indexOf(";", arrow);
  if (start < 0 || arrow < 0) throw new Error(`${path} has no ${id}`);
  project.write(path, `${text.slice(0, arrow)}=> {\n  ${body}\n}${text.slice(end)}`);
}
