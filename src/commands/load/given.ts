type Given<Values> = { readonly [Key in keyof Values]?: Exclude<Values[Key], undefined> };

export function given<Values extends object>(values: Values): Given<Values>;
/** A record without its undefined values, for types whose fields are either there or not. */
export function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
