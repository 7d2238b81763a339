import type { World } from "../../command/index.ts";
import { shellLine } from "../../kit/index.ts";
import type { Output } from "./output.ts";

type Facts = Pick<Output, "tool" | "folder" | "name" | "environment"> & { readonly hasConfigMap: boolean };

/** The lines to type next. */
export function nextLines(
  { tool, folder, name, environment, hasConfigMap }: Facts,
  { node }: World,
): readonly string[] {
  const line = (...words: readonly string[]): string => shellLine(words, node.platform);
  if (tool === "locust") return [line("locust", "--headless", "-f", `${folder}/locustfile.py`)];
  const secrets = environment.map((one) => `--from-literal=${one.name}=…`);
  const values = environment.flatMap((one) => ["-e", `${one.name}=…`]);
  return [
    ["k6 run", ...values, line(`${folder}/script.js`)].join(" "),
    ...(hasConfigMap ? [line("kubectl", "create", "-f", `${folder}/configmap.yaml`)] : []),
    ...(secrets.length === 0 ? [] : [`kubectl create secret generic ${name}-secrets ${secrets.join(" ")}`]),
    line("kubectl", "create", "-f", `${folder}/testrun.yaml`),
    `kubectl logs -l k6_cr=${name} --tail=-1 | backwright load import -`,
  ];
}
