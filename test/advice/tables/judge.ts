// What the rules say of the labelled tables, all of which lie in one database, a schema each.
import { advise } from "../../../src/advice/index.ts";
import { rules } from "../../../src/advice/rules.ts";
import { type Catalog, readSecurity, type Session } from "../../../src/catalog/index.ts";
import type { Finding } from "../../../src/kit/index.ts";
import type { Case } from "./read-cases.ts";

const OPTIONAL = rules.filter(({ optional }) => optional === true).map(({ code }) => code);

/** The findings of every rule, those that are optional included. */
export async function allFindings(session: Session, catalog: Catalog): Promise<readonly Finding[]> {
  const settings = new Map(OPTIONAL.map((code) => [code, "info"] as const));
  return advise(catalog, { security: await readSecurity(session), settings });
}

/** Those of one case: of the rules that are on everywhere, and of those that it switches on. */
export function casesOf(one: Case, all: readonly Finding[]): readonly Finding[] {
  return all.filter(
    ({ code, evidence }) => evidence["schema"] === one.schema && (!OPTIONAL.includes(code) || one.with.includes(code)),
  );
}

/** Code and subject without its schema. */
export const lineOf = ({ code, subject }: Finding, schema: string): string =>
  `${code} ${subject.name.replace(`${schema}.`, "")}`;
