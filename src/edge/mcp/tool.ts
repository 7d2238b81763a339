import type { z } from "zod";

/** What a client asked of a tool. */
export interface ToolCall {
  readonly values: Readonly<Record<string, unknown>>;
  /** Aborted when the client cancels. */
  readonly signal: AbortSignal;
}

export interface ToolAnswer {
  readonly text: string;
  /** By the tool's output schema; absent when the call failed. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
}

export interface Tool {
  /** `db_analyze` */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly readOnly: boolean;
  /** Talks to machines that the client did not name to us. */
  readonly openWorld: boolean;
  call(call: ToolCall): Promise<ToolAnswer>;
}
