/** What `decide profile new` wrote, and what to do with it. */
export function profileMadeText({ file, from }: { readonly file: string; readonly from: string }): string {
  return [
    `Wrote ${file}, a copy of ${from}.`,
    "Edit its constraints, stack, thresholds and approvers; backwright decide reads it beside the built-in profiles.",
    "",
  ].join("\n");
}
