import type { Prompts } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/**
 * Questions at a terminal, on stderr: stdout carries the result. Ctrl-C or Ctrl-D at a question is the error
 * `interrupted`, and so is the signal; without a terminal every question is the error `consent-needed`.
 */
export function createPrompts(canAsk: boolean, signal?: AbortSignal): Prompts {
  const ask = async <Value extends string | boolean>(
    question: string,
    flag: string,
    prompt: Prompt<Value>,
  ): Promise<Value> => {
    if (!canAsk) throw errors.command.consentNeeded({ question, flag });
    const clack = await import("@clack/prompts");
    using end = endOfInput(signal);
    const answer = await prompt(clack, { message: question, output: process.stderr, signal: end.signal });
    if (typeof answer === "symbol") throw errors.command.interrupted({ during: "at a question" });
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

/** Aborted by the run's signal, by Ctrl-D and by a terminal that goes away: the prompt itself would wait for ever. */
function endOfInput(signal: AbortSignal | undefined): Disposable & { readonly signal: AbortSignal } {
  const ended = new AbortController();
  const abort = (): void => ended.abort();
  const onKey = (_text: string | undefined, key: Key | undefined): void => {
    if (key?.ctrl === true && key.name === "d") abort();
  };
  process.stdin.on("keypress", onKey).once("end", abort);
  return {
    signal: signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]),
    [Symbol.dispose]: () => void process.stdin.off("keypress", onKey).off("end", abort),
  };
}

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

type Clack = typeof import("@clack/prompts");

interface Place {
  readonly message: string;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

type Prompt<Value> = (clack: Clack, place: Place) => Promise<Value | symbol>;
