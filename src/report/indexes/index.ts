// Index suggestions as text, HTML and Markdown.
// Belongs here: layout and words. Does not: choosing (advice), writing files (commands).
export { indexAdviceHtml } from "./html.ts";
export { indexAdviceMarkdown } from "./markdown.ts";
export { indexAdviceText } from "./text.ts";
export { costText, priceText, reasonText, shortText } from "./view.ts";
