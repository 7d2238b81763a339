const KEPT: readonly string[] = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "USERPROFILE",
];

/** What the application sees of the environment: nothing of ours that could be a secret, and no way to hand flags to Node. */
export function surroundings(
  own: Readonly<Record<string, string | undefined>>,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept = KEPT.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const]));
  const { NODE_OPTIONS: _options, ...rest } = wanted;
  return { NODE_ENV: "development", ...Object.fromEntries(kept), ...rest, NODE_NO_WARNINGS: "1" };
}
