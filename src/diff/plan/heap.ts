/** Takes values in any order and gives the least back first. */
export interface Heap<Value> {
  push(value: Value): void;
  pop(): Value | undefined;
}

/** A binary heap. @example const heap = heapOf<number>((a, b) => a < b); heap.push(2); heap.push(1); heap.pop(); // 1 */
export function heapOf<Value>(isLess: (a: Value, b: Value) => boolean): Heap<Value> {
  const values: Value[] = [];
  return {
    push(value) {
      values.push(value);
      rise(values, isLess);
    },
    pop() {
      const [top] = values;
      const last = values.pop();
      if (top === undefined || last === undefined || values.length === 0) return top;
      values[0] = last;
      sink(values, isLess);
      return top;
    },
  };
}

function rise<Value>(values: Value[], isLess: (a: Value, b: Value) => boolean): void {
  for (let at = values.length - 1; at > 0;) {
    const parent = (at - 1) >> 1;
    const [value, above] = [values[at], values[parent]];
    if (value === undefined || above === undefined || !isLess(value, above)) return;
    [values[at], values[parent]] = [above, value];
    at = parent;
  }
}

function sink<Value>(values: Value[], isLess: (a: Value, b: Value) => boolean): void {
  for (let at = 0; ;) {
    const least = leastOf(values, at, isLess);
    const [value, below] = [values[at], values[least]];
    if (least === at || value === undefined || below === undefined) return;
    [values[at], values[least]] = [below, value];
    at = least;
  }
}

function leastOf<Value>(values: readonly Value[], at: number, isLess: (a: Value, b: Value) => boolean): number {
  let least = at;
  for (const child of [2 * at + 1, 2 * at + 2]) {
    const [value, best] = [values[child], values[least]];
    if (value !== undefined && best !== undefined && isLess(value, best)) least = child;
  }
  return least;
}
