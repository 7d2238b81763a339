/** What a stranger's code may cost. Beyond that it is named as unresolved. */
export const LIMITS = {
  /** Files of more characters are not parsed. */
  fileCharacters: 2_000_000,
  files: 5_000,
  /** Nodes that are evaluated while modules run, in all and for one statement of a module. */
  steps: 10_000_000,
  stepsPerStatement: 200_000,
  /** Nodes that are evaluated for one route. */
  stepsPerRoute: 30_000,
  calls: 40,
  /** Times that a function may be inside of itself. */
  recursion: 2,
  nesting: 400,
  rounds: 1_000,
  routes: 20_000,
  mounts: 40,
  schemaDepth: 40,
} as const;
