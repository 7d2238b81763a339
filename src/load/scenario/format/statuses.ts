/** Statuses from and to: `200`, `2xx`, `200-204`; undefined when it is none. */
export function statusRange(status: number | string): readonly [from: number, to: number] | undefined {
  const text = String(status).trim().toLowerCase();
  if (/^[1-5]\d\d$/.test(text)) return [Number(text), Number(text)];
  if (/^[1-5]xx$/.test(text)) return [Number(text[0]) * 100, Number(text[0]) * 100 + 99];
  const [, from, to] = /^([1-5]\d\d)\s*-\s*([1-5]\d\d)$/.exec(text) ?? [];
  return from === undefined || to === undefined || Number(to) < Number(from) ? undefined : [Number(from), Number(to)];
}
