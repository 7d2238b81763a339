import { isRecord } from "../../kit/index.ts";

/** Title and version of an API, from the package.json of its project. */
export function titleOf(manifest: string | undefined): { readonly title: string; readonly apiVersion: string } {
  const value = parsed(manifest);
  const { name, version } = value;
  return {
    title: typeof name === "string" && name !== "" ? name : "API",
    apiVersion: typeof version === "string" && version !== "" ? version : "1.0.0",
  };
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
