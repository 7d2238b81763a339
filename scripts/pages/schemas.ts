import { z } from "zod";
import { loadReportSchema } from "../../src/load/result/index.ts";
import { scenarioFileSchema } from "../../src/load/scenario/format/index.ts";

/** docs/schemas: the published formats as JSON Schema (draft 2020-12), for programs that read them. */
export function schemaFiles(): readonly (readonly [string, string])[] {
  return [
    [
      "docs/schemas/load-report.schema.json",
      text("Report of a load test", "What `backwright load --json` prints.", loadReportSchema),
    ],
    [
      "docs/schemas/scenario.schema.json",
      text(
        "Scenario of a load test",
        "What `backwright load run` plays; docs/scenarios.md explains it.",
        scenarioFileSchema,
      ),
    ],
  ];
}

function text(title: string, description: string, schema: z.ZodType): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "output" });
  return `${JSON.stringify({ $schema, title, description, ...rest }, undefined, 2)}\n`;
}
