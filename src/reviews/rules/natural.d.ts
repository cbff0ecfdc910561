/** By deep path: the root of `natural` opens database clients and reads `.env`. */
declare module 'natural/lib/natural/util/stopwords*.js' {
  const list: { words: string[] };
  export default list;
}
