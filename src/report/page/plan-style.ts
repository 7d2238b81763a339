/** What a page needs so that two plans stand side by side, and below each other where it is narrow. */
export const PLAN_STYLE =
  ".plans{margin:.6rem 0;border:1px solid #d0d7de;border-radius:6px;padding:.4rem .8rem}.plans summary{cursor:pointer;overflow-wrap:anywhere}" +
  ".pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem;margin-top:.6rem}.pair figure{margin:0;min-width:0}.pair figcaption{font-weight:600}" +
  ".plan{list-style:none;margin:.3rem 0;padding:0}.plan li{padding:.25rem 0 .25rem calc(.2rem + var(--depth)*1.1rem);border-bottom:1px solid #d0d7de;overflow-wrap:anywhere}" +
  ".plan small{display:block;opacity:.8}.plan code{display:block;font-size:.85em}.plan meter{width:4rem}.plan mark{background:#d8f0dd;color:#123d1e;border-radius:3px;padding:0 .2rem}" +
  "@media(prefers-color-scheme:dark){.plans,.plan li{border-color:#30363d}.plan mark{background:#12361f;color:#b6f0c4}}";
