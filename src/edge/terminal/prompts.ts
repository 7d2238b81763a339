import type { Prompts } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/**
 * Questions at a terminal, on stderr: stdout carries the result. Ctrl-C at a question is the error `interrupted`, and so is the
 * signal; without a terminal every question is the error `consent-needed`.
 */
export function createPrompts(canAsk: boolean, signal?: AbortSignal): Prompts {
  const ask = async <Value extends string | boolean>(
    question: string,
    flag: string,
    prompt: Prompt<Value>,
  ): Promise<Value> => {
    if (!canAsk) throw errors.command.consentNeeded({ question, flag });
    const clack = await import("@clack/prompts");
    const place = { message: question, output: process.stderr, ...(signal === undefined ? {} : { signal }) };
    const answer = await prompt(clack, place);
    if (typeof answer === "symbol") throw errors.command.interrupted({ during: `at the question: ${question}` });
    return answer;
  };
  return {
    canAsk,
    confirm: (question, flag) =>
      ask<boolean>(question, flag, ({ confirm }, place) => confirm({ ...place, initialValue: false })),
    text: (question, { flag, initial }) =>
      ask<string>(question, flag, ({ text }, place) =>
        text({ ...place, ...(initial === undefined ? {} : { initialValue: initial }) }),
      ),
    choose: (question, choices, flag) =>
      ask<string>(question, flag, ({ select }, place) =>
        select({ ...place, options: choices.map((value) => ({ value })) }),
      ),
  };
}

type Clack = typeof import("@clack/prompts");

interface Place {
  readonly message: string;
  readonly output: NodeJS.WriteStream;
  readonly signal?: AbortSignal;
}

type Prompt<Value> = (clack: Clack, place: Place) => Promise<Value | symbol>;
