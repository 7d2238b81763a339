export interface MockRequest {
  /** In upper case. */
  readonly method: string;
  /** As it was sent, without the query: `/v1/users/7`. */
  readonly path: string;
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  /** By names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  /** The operation that was meant; undefined where there is none. */
  readonly operation: string | undefined;
  /** What was wrong with the request. */
  readonly problems: readonly Problem[];
}

/** A place of a request, dotted (`query.limit`, `body.items.0.sku`), and what is wrong there. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}
