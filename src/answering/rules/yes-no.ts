/** A yes or a no that a message begins with, and what follows it in the writer's own words. */
export interface YesNo {
  yes: boolean;
  rest: string;
}

const PRAISE = /^(?:(?:👍|👌|😀|😃|😄|😁|🙂|😊|😍|❤\uFE0F?)[\u{1F3FB}-\u{1F3FF}]?)+/u;
const BLAME = /^(?:(?:👎|😡|😠|🙁|☹\uFE0F?|😞|😢)[\u{1F3FB}-\u{1F3FF}]?)+/u;
const YES =
  /^(?:o?ui+|ou?ais|yes+|yep|yup|yeah|ok(?:ay)?|d'accord|bien s[uû]r(?! que non)|of course(?! not))(?!\p{L})/iu;
/** "No problem" is none. */
const NO =
  /^(?:non+|no+(?! (?:problems?|issues?|complaints?|worries)(?!\p{L}))|nope|nah|nan|bien s[uû]r que non|of course not)(?!\p{L})/iu;
/** To an offer only: "please" and "sure" say nothing about how it was. */
const ACCEPTS =
  /^(?:volontiers|avec plaisir|je veux bien|pourquoi pas|(?:s'il vous|s'il te) pla[iî]t|svp|please|pls|sure|with pleasure|i'd (?:like|love)(?: that)?|why not)(?!\p{L})/iu;
const DECLINES =
  /^(?:(?:ce n'est |c'est )?(?:pas (?:la peine|besoin|n[ée]cessaire|utile)|inutile)|[cç]a (?:va aller|ira|va)|sans fa[cç]on|no need|not (?:necessary|needed)|don't bother|i'm (?:fine|good|ok(?:ay)?)|it's (?:fine|ok(?:ay)?|all right))(?!\p{L})/iu;
const COURTESY =
  /^(?:[\s.,;:!)-]|\p{Extended_Pictographic}|\uFE0F|[\u{1F3FB}-\u{1F3FF}]|(?:merci|beaucoup|bien|thanks?|you|cheers|svp|please|[cç]a (?:va aller|ira|va)|bonne journ[ée]e|de rien)(?!\p{L}))*$/iu;

/** Words and thumbs alike; `toOffer` also knows how people take an offer or leave it. Null when it is neither. */
export function readYesNo(text: string, { toOffer = false } = {}): YesNo | null {
  // Letter for letter, so that places stay the same.
  const plain = text.replaceAll('’', "'");
  const [yes, no] = toOffer
    ? [
        [PRAISE, YES, ACCEPTS],
        [BLAME, DECLINES, NO],
      ]
    : [
        [PRAISE, YES],
        [BLAME, NO],
      ];
  return beginning(text, plain, no, false) ?? beginning(text, plain, yes, true);
}

/** Whether nothing but thanks follows. */
export function isBare({ rest }: YesNo): boolean {
  return COURTESY.test(rest.replaceAll('’', "'"));
}

function beginning(text: string, plain: string, wordings: readonly RegExp[] = [], yes: boolean): YesNo | null {
  const found = wordings.map((wording) => wording.exec(plain)).find((match) => match !== null);
  return found ? { yes, rest: text.slice(found[0].length) } : null;
}
