/** One detail of an error: which field, and what is wrong with it. */
export interface Detail {
  /** Dotted name: `email`, `items.0.sku`. */
  readonly field: string;
  readonly message: string;
}

/** What is known of an error when it is answered. */
export interface ErrorFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details: readonly Detail[];
  readonly requestId: string;
}

export const errorType = "application/problem+json";

/** The body of an error, in the form of RFC 9457. */
export function errorBody({ status, code, message, details, requestId }: ErrorFacts) {
  return { type: "about:blank", title: message, status, code, errors: details, requestId };
}
