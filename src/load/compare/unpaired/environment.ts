/** Something that was not the same in both runs. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

/** What a machine is known by: another one makes both runs incomparable, whatever the figures say. */
const FINGERPRINT = ["processor", "cores", "platform", "arch", "kernel", "node", "backwright", "transport"] as const;

type Facts = Readonly<Record<string, unknown>>;

/** What of the machines and programs of two runs differs, as far as both say it. */
export function environmentChanges(before: Facts, now: Facts): readonly Change[] {
  return changesIn(FINGERPRINT, before, now);
}

/** The named entries that both have and that are not equal. */
export function changesIn(names: readonly string[], before: Facts, now: Facts): readonly Change[] {
  return names
    .filter((name) => before[name] !== undefined && now[name] !== undefined)
    .map((name) => ({ what: name, before: textOf(before[name]), now: textOf(now[name]) }))
    .filter((change) => change.before !== change.now);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
