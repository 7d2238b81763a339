/** Where secrets are taken out, and variables of the environment put in their place. */
export interface Vault {
  /** The text that stands in the file: `${env.BACKWRIGHT_API_TOKEN}`. */
  hide(name: string, value: string): string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A vault without secrets; names are made unique, and one value has one name. */
export function newVault(): Vault {
  const secrets: Record<string, string> = {};
  return {
    secrets,
    hide: (name, value) => {
      const wanted = variableName(name);
      for (let number = 1; ; number += 1) {
        const key = number === 1 ? wanted : `${wanted}_${number}`;
        if (!Object.hasOwn(secrets, key)) secrets[key] = value;
        if (secrets[key] === value) return `\${env.${key}}`;
      }
    },
  };
}

/**
 * The variable of the environment for a credential: `X-Api-Key` → `BACKWRIGHT_X_API_KEY`. With our prefix, because the name comes
 * from a stranger: a document must not be able to ask for `AWS_SECRET_ACCESS_KEY`.
 */
export function variableName(name: string): string {
  const plain = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z\d]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toUpperCase();
  return `BACKWRIGHT_${plain}`;
}

const SECRET = /auth|token|api[-_]?key|^key$|secret|passw|pwd|^pin$|signature|^sig$|session|credential|jwt|^otp$/i;

/** Whether a header, a parameter or a field by this name is likely to be secret. */
export function soundsSecret(name: string): boolean {
  return SECRET.test(name);
}
