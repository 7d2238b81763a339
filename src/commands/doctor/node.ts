/**
 * Whether this package runs on a Node: `^20.19.0 || >=22.12.0`, as its package.json says.
 *
 * @example
 * isSupportedNode("22.11.0"); // false
 */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}
