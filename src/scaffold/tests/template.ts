/** Template of what every test file sends requests with → its path below the source root. */
export const TESTING: ReadonlyMap<string, string> = new Map([["common/test/api.ts", "test/api.ts"]]);
