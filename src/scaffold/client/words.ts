import { code, print } from "../../typescript/index.ts";

/** Types that the types of requests and answers speak of: what a client sends and gets in their place. */
const WORDS = [
  [
    "RequestParts",
    code`interface RequestParts { params: object; query: object; headers: object; cookies: object; body: unknown }`,
  ],
  [
    "Content",
    code`
      export interface Content<Type extends string, Body, Headers = object> {
        readonly type: Type;
        readonly body: Body;
        readonly headers: Headers;
      }
    `,
  ],
  ["Json", code`export type Json<Body, Headers = object> = Content<"application/json", Body, Headers>;`],
  [
    "Empty",
    code`
      export interface Empty<Headers = object> {
        readonly type: undefined;
        readonly headers: Headers;
      }
    `,
  ],
  ["Binary", code`export type Binary = Uint8Array;`],
  ["Text", code`export type Text = string;`],
  ["SentItems", code`export type SentItems<Item> = AsyncIterable<Item>;`],
  [
    "SentEvent",
    code`
      export interface SentEvent {
        readonly data?: string;
        readonly event?: string;
        readonly id?: string;
        readonly retry?: number;
      }
    `,
  ],
  ["Buffer", code`type Buffer = Uint8Array | InstanceType<typeof Blob>;`],
  ["File", code`type File = InstanceType<typeof Blob>;`],
] as const;

/** The words that a text uses, and those that they use. */
export function bodyWords(text: string): string {
  const uses = (name: string, inside: string): boolean => new RegExp(`\\b${name}\\b`).test(inside);
  const own = WORDS.filter(([name]) => uses(name, text) || (name === "Content" && uses("Json", text)));
  return own.map(([, declaration]) => print(declaration)).join("\n\n");
}
