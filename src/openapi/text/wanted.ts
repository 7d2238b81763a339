import { splitPointer } from "./pointer.ts";

/** The pointers that are looked for, as a tree, so that a scan skips what nobody asks for. */
export interface Wanted {
  readonly children: Map<string, Wanted>;
  /** Set by the scan: where the key of this member, or this item, begins. */
  offset: number | undefined;
}

export function wantedTree(pointers: Iterable<string>): Wanted {
  const root: Wanted = { children: new Map(), offset: 0 };
  for (const pointer of pointers) plant(root, splitPointer(pointer));
  return root;
}

/** The offset of a pointer, or of its nearest ancestor that the text has. */
export function offsetOf(root: Wanted, pointer: string): number {
  let node: Wanted | undefined = root;
  let offset = root.offset ?? 0;
  for (const segment of splitPointer(pointer)) {
    node = node?.children.get(segment);
    if (node?.offset === undefined) return offset;
    offset = node.offset;
  }
  return offset;
}

function plant(root: Wanted, segments: readonly string[]): void {
  let node = root;
  for (const segment of segments) {
    const next: Wanted = node.children.get(segment) ?? { children: new Map(), offset: undefined };
    node.children.set(segment, next);
    node = next;
  }
}
