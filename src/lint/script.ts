import type { LintContext } from "./context.ts";
import { effectsOf } from "./effects/effects.ts";
import type { Effect } from "./effects/effect.ts";
import { knowledgeOf, type Knowledge } from "./knowledge.ts";
import type { LintStatement, SourceStatement } from "./statement.ts";
import { inTransactions } from "./transactions.ts";
import type { Parse } from "./tree/parser.ts";

/** A file that has been read: its statements, and what each does to the relations of others. */
export interface Script {
  readonly statements: readonly LintStatement[];
  readonly context: LintContext;
  readonly knowledge: Knowledge;
  /** Declared effects by the statement's index. */
  readonly effects: ReadonlyMap<number, readonly Effect[]>;
}

/** A statement that the grammar does not know. */
export interface Unparsed {
  readonly statement: SourceStatement;
  readonly message: string;
  /** 0-based, in characters of the statement. */
  readonly position: number;
}

/**
 * Parses the statements of a file. Statements that cannot be parsed are answered apart, and left out of the script.
 *
 * @example
 * const { script } = readScript(splitStatements(text, "postgresql").statements, { parse, context: UNKNOWN_TARGET });
 */
export function readScript(
  sources: readonly SourceStatement[],
  how: { readonly parse: Parse; readonly context: LintContext },
): { readonly script: Script; readonly unparsed: readonly Unparsed[] } {
  const { parse, context } = how;
  const unparsed: Unparsed[] = [];
  const bare = sources.flatMap((source, index) => {
    const parsed = parse(source.sql);
    if (parsed.ok) return [{ index, ...placed(source), node: parsed.node, inner: parsed.inner }];
    unparsed.push({ statement: source, message: parsed.message, position: parsed.position });
    return [];
  });
  const statements = inTransactions(bare, context.transaction);
  const knowledge = knowledgeOf(statements, context);
  const effects = new Map(statements.map((statement) => [statement.index, effectsOf(statement, knowledge)]));
  return { script: { statements, context, knowledge, effects }, unparsed };
}

const placed = ({ sql, tokens, offset, line, column, isBatched }: SourceStatement): SourceStatement => ({
  ...(isBatched === undefined ? {} : { isBatched }),
  sql,
  tokens,
  offset,
  line,
  column,
});

/** The effects of one statement. */
export const effectsAt = ({ effects }: Script, statement: LintStatement): readonly Effect[] =>
  effects.get(statement.index) ?? [];
