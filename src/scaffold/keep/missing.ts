/** The operations whose handler a user's file does not export, as far as its text tells. */
export function missingHandlers(text: string, operations: readonly string[]): readonly string[] {
  // A star export may bring anything: the compiler knows better.
  if (/^\s*export\s*\*/m.test(text)) return [];
  const exported = new Set(exportedNames(text));
  return operations.filter((name) => !exported.has(name));
}

const DECLARED =
  /^\s*export\s+(?:declare\s+)?(?:async\s+)?(?:function\s*\*?|const|let|var|class)\s+([\p{ID_Continue}$]+)/gmu;
const LISTED = /^\s*export\s*\{([^}]*)\}/gm;

function exportedNames(text: string): readonly string[] {
  const declared = [...text.matchAll(DECLARED)].map((match) => match[1] ?? "");
  const listed = [...text.matchAll(LISTED)].flatMap((match) => (match[1] ?? "").split(",").map(exportedAs));
  const destructured = [...text.matchAll(/^\s*export\s+(?:const|let)\s*\{([^}]*)\}/gm)].flatMap((match) =>
    (match[1] ?? "").split(",").map((part) => (part.split(":").at(-1) ?? "").split("=")[0]?.trim() ?? ""),
  );
  return [...declared, ...listed, ...destructured];
}

/** `a as b` exports b. */
const exportedAs = (part: string): string => (part.split(/\sas\s/).at(-1) ?? "").trim();
