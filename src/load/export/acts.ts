import type { Instruction, Scenario } from "../scenario/index.ts";
import type { Expression } from "./expression.ts";
import { stepExpression, type Making } from "./step.ts";
import { statementsOf, type Statement } from "./structure.ts";
import { conditionExpression, settingExpression, timesExpression } from "./values.ts";

/** A statement whose values are expressions. */
export type Act =
  | { readonly do: "send"; readonly step: Expression }
  | { readonly do: "think"; readonly leastMs: number; readonly mostMs: number }
  | { readonly do: "set"; readonly name: string; readonly value: Expression }
  | {
      readonly do: "repeat";
      readonly times: Expression;
      readonly body: readonly Act[];
      readonly goesOn: Expression | undefined;
    }
  | {
      readonly do: "branch";
      readonly condition: Expression;
      readonly yes: readonly Act[];
      readonly no: readonly Act[];
    };

/** What acts are told from. */
export interface Telling {
  readonly scenario: Scenario;
  /** Step name → tag. */
  readonly tags: ReadonlyMap<string, string>;
  readonly making: Making;
}

/** A flow's program as acts. */
export function actsOf(program: readonly Instruction[], telling: Telling): readonly Act[] {
  return actsFrom(statementsOf(program), telling);
}

const actsFrom = (statements: readonly Statement[], telling: Telling): readonly Act[] =>
  statements.flatMap((statement) => actOf(statement, telling));

function actOf(statement: Statement, telling: Telling): readonly Act[] {
  const { making, scenario, tags } = telling;
  const { variables } = making;
  switch (statement.do) {
    case "send": {
      const step = scenario.steps[statement.step];
      if (step === undefined) return [];
      return [{ do: "send", step: stepExpression(step, tags.get(step.name) ?? "step", making) }];
    }
    case "think":
      return statement.mostMs > 0 ? [statement] : [];
    case "set": {
      const name = variables[statement.variable] ?? "";
      return [{ do: "set", name, value: settingExpression(statement.value, variables) }];
    }
    case "repeat": {
      const { times, body, goesOn } = statement;
      return [
        {
          do: "repeat",
          times: timesExpression(times, variables),
          body: actsFrom(body, telling),
          goesOn: goesOn === undefined ? undefined : conditionExpression(goesOn, variables),
        },
      ];
    }
    case "branch": {
      const { condition, yes, no } = statement;
      return [
        {
          do: "branch",
          condition: conditionExpression(condition, variables),
          yes: actsFrom(yes, telling),
          no: actsFrom(no, telling),
        },
      ];
    }
  }
}
