/**
 * Flags of Node that keep a process from writing files, programs and threads, by its version: `--permission` since 22.13, before that
 * under an experimental name. What it may still do is kept from it by stubs, because no version up to 24 can take the network away.
 * Source: https://nodejs.org/api/permissions.html
 */
export function permissionFlags(version: string): readonly string[] {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isStable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return [
    isStable ? "--permission" : "--experimental-permission",
    "--allow-fs-read=*",
    "--allow-fs-write=/dev/null",
    // Native parts of packages (bcrypt, sharp): without them many an application does not load.
    "--allow-addons",
  ];
}
