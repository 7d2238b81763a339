import { formatDecimal, safeLine, textTable } from "../../kit/index.ts";
import type { ReportedFile, ReportedStatement } from "../../lint/index.ts";

interface Relation {
  readonly schema: string;
  readonly name: string;
}

const spelled = ({ schema, name }: Relation): string => safeLine(schema === "public" ? name : `${schema}.${name}`);

/** A table of what each statement did on the shadow. */
export function proofLines({ measured }: ReportedFile): readonly string[] {
  if (measured === null || measured.length === 0) return [];
  const columns = [
    { title: "line", align: "right" } as const,
    { title: "strongest locks" },
    { title: "work" },
    { title: "waits" },
    { title: "time", align: "right" } as const,
  ];
  const rows = measured.map((one) => [String(one.line), locks(one), work(one), one.blocks, seconds(one)]);
  return ["", "Measured on the shadow:", ...textTable(columns, rows).split("\n")];
}

const SHOWN = 3;

function locks({ locks, error }: ReportedStatement): string {
  if (error !== null) return `failed: ${error.sqlState} ${safeLine(error.message).slice(0, 60)}`;
  const shown = locks.slice(0, SHOWN).map((lock) => `${lock.mode.replaceAll("-", " ")} on ${spelled(lock)}`);
  const more = locks.length > SHOWN ? [`${locks.length - SHOWN} more`] : [];
  return [...shown, ...more].join(", ") || "none that others notice";
}

function work({ rewritten, scanned, built }: ReportedStatement): string {
  const parts = [
    rewritten.length === 0 ? "" : `rewrites ${rewritten.slice(0, SHOWN).map(spelled).join(", ")}`,
    scanned.length === 0 ? "" : `scans ${scanned.slice(0, SHOWN).map(spelled).join(", ")}`,
    built.length === 0 ? "" : `builds ${built.slice(0, SHOWN).map(spelled).join(", ")}`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}

const seconds = ({ blockingSeconds }: ReportedStatement): string =>
  blockingSeconds === null ? "" : `~${formatDecimal(blockingSeconds, 1)} s`;
