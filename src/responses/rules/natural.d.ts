/** By deep path: the root of `natural` opens database clients and reads `.env`. */
declare module 'natural/lib/natural/sentiment/*.json' {
  const words: Record<string, { polarity: string } | undefined>;
  export default words;
}
