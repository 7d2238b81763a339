/** A text of the file in which only the environment may stand: `${env.ISSUER}/token`. */
export function environmentText(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\$\{\s*env\.([A-Za-z_]\w*)\s*\}/g, (_, name: string) => env[name] ?? "");
}
