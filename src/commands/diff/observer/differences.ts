import { type Entry, entriesOf } from "./entries.ts";

/** What two answers of pg_dump disagree about, a line each: `INDEX public.users_email is missing`. */
export function differences(wanted: string, found: string): readonly string[] {
  const [want, have] = [byTitle(wanted), byTitle(found)];
  const missing = [...want.keys()].filter((title) => !have.has(title)).map((title) => `${title} is missing`);
  const surplus = [...have.keys()].filter((title) => !want.has(title)).map((title) => `${title} should not be there`);
  const other = [...want].flatMap(([title, entry]) => {
    const there = have.get(title);
    return there === undefined || there.text === entry.text ? [] : [`${title}: ${firstDifference(entry, there)}`];
  });
  return [...missing, ...surplus, ...other];
}

const byTitle = (dump: string): ReadonlyMap<string, Entry> =>
  new Map(entriesOf(dump).map((entry) => [entry.title, entry]));

function firstDifference(wanted: Entry, found: Entry): string {
  const [want, have] = [wanted.text.split("\n"), found.text.split("\n")];
  const lacks = want.find((line) => !have.includes(line));
  const has = have.find((line) => !want.includes(line));
  if (lacks === undefined && has === undefined) return "the same lines in another order";
  return [lacks === undefined ? "" : `wanted ${lacks.trim()}`, has === undefined ? "" : `found ${has.trim()}`]
    .filter((part) => part !== "")
    .join(", ");
}
