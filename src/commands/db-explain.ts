import { defineCommand } from "../command/index.ts";
import { explainHtml, explainText } from "../report/explain/index.ts";
import { explainInput, explainOutput, explainStatements } from "./explain/index.ts";

export const command = defineCommand({
  name: "db explain",
  summary: "Shows how a statement is run, what each step of it costs, and what would change that",
  description:
    "Asks the server for the plan of one or several statements, in a transaction that is rolled back. Each step is marked with its share " +
    "of the cost; with --analyze the statements are run and measured, and those that write need --yes. A shadow of the database, " +
    "which has its statistics and no row, is asked which index would help.",
  effects: ["reads", "writes"],
  input: explainInput,
  output: explainOutput,
  examples: [
    {
      line: 'backwright db explain "select * from orders where customer_id = 5"',
      what: "shows the plan and what helps",
    },
    { line: "backwright db explain slow.sql --analyze", what: "runs the statements of a file and measures them" },
  ],
  run: explainStatements,
  views: { text: explainText, html: explainHtml },
});
