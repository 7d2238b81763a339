/** A request as handlers see it, whatever the framework. */
export interface Arrival<Input> {
  /** Its validated values. */
  readonly input: Input;
  /** What the security handlers answered, by scheme. */
  readonly auth: Readonly<Record<string, unknown>>;
  /** Path and query as they were sent. */
  readonly url: string;
  /** What every answer says of itself. */
  readonly meta: { readonly requestId: string };
}
