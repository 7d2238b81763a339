import { quoteIdentifier } from "../sql/index.ts";
import { ofThing, type Said } from "./found.ts";
import type { Rule, Situation } from "./situation.ts";

const MB = 1024 * 1024;

/** Below this everything fits into memory whatever is set: a setting would be a matter of taste. */
export const WORTH_TUNING_BYTES = 256 * MB;

interface SettingRule {
  readonly code: string;
  readonly setting: string;
  /** What is wrong with the value; undefined where it will do. */
  readonly judge: (value: string, situation: Situation) => (Said & { readonly value?: string }) | undefined;
}

/** A rule about a setting of the server, for databases that are large enough for it to matter. */
export function settingRule({ code, setting, judge }: SettingRule): Rule {
  return {
    code,
    find: (situation) => {
      const value = situation.server?.settings[setting];
      const size = situation.server?.counters?.sizeBytes ?? 0;
      if (value === undefined || size < WORTH_TUNING_BYTES) return [];
      const said = judge(value, situation);
      if (said === undefined) return [];
      const evidence = { setting, value, databaseBytes: size, ...said.evidence };
      const fix = said.value === undefined ? said.fix : alterSystem(setting, said.value);
      return [ofThing(code, { kind: "setting", name: setting }, { ...said, evidence, fix })];
    },
  };
}

const alterSystem = (setting: string, value: string): string =>
  `ALTER SYSTEM SET ${quoteIdentifier(setting, "postgresql")} = ${value};`;

/** Bytes of temporary files per day of counting; 0 where nothing is known. */
export function temporaryBytesPerDay({ server, catalog }: Situation): number {
  const days = Math.max(1, (catalog.statistics.ageSeconds ?? 0) / 86_400);
  return (server?.counters?.temporaryBytes ?? 0) / days;
}
