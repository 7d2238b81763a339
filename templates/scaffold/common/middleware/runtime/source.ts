/** What a validator reads: the parts of a request as the server has them, before any coercion. */
export interface Source {
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: SourceBody;
}

export interface SourceBody {
  /** The declared media type that the request's own matches; undefined when there is no body. */
  readonly type: string | undefined;
  /** JSON is parsed, text decoded, urlencoded raw text, multipart a FormData, the rest a Buffer. */
  readonly value: unknown;
}
