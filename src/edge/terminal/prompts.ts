import type { Prompts } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/** Questions at a terminal. Ctrl-C at a question is the error `declined`. */
export function createPrompts(canAsk: boolean): Prompts {
  const refuse = (question: string, flag: string): Error => errors.command.consentNeeded({ question, flag });
  return {
    canAsk,
    async confirm(question, flag) {
      if (!canAsk) throw refuse(question, flag);
      const { confirm, isCancel } = await import("@clack/prompts");
      const answer = await confirm({ message: question, initialValue: false });
      return !isCancel(answer) && answer;
    },
    async text(question, { flag, initial }) {
      if (!canAsk) throw refuse(question, flag);
      const { text, isCancel } = await import("@clack/prompts");
      const answer = await text({ message: question, ...(initial === undefined ? {} : { initialValue: initial }) });
      if (isCancel(answer)) throw errors.command.declined({ question });
      return answer;
    },
    async choose(question, choices, flag) {
      if (!canAsk) throw refuse(question, flag);
      const { select, isCancel } = await import("@clack/prompts");
      const answer = await select({ message: question, options: choices.map((value) => ({ value })) });
      if (isCancel(answer)) throw errors.command.declined({ question });
      return answer;
    },
  };
}
