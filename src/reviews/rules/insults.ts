import type { Flag } from './flag.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Insults whatever surrounds them. `*` in a customer's word stands for any one letter. */
const STRONG = new Set(
  `connard connards connarde connasse connasses conne connes encule encules enculee enculer enfoire enfoires merde merdes merdique merdiques
  putain putains pute putes salaud salauds salope salopes saloperie saloperies batard batards batarde fdp ntm pd pede pedes tapette
  foutre emmerde emmerdes emmerdent emmerder chier chiant chiante couilles branlent branleur branleurs bordel trouduc trouducs
  trouducul abruti abrutis abrutie cretin cretins cretine bouffon bouffons debile debiles crevard crevards tocard tocards
  raclure raclures ordure ordures pouffiasse poufiasse grognasse negro bougnoule youpin bicot
  fuck fucking fucked motherfucker shit shitty bullshit asshole assholes bastard bastards bitch bitches cunt cunts dickhead wanker wankers twat moron morons`.split(
    /\s+/,
  ),
);

/** Words of other meanings too: insults only inside a frame that makes them one. */
const AMBIGUOUS = new Set(
  `con cons nul nuls nulle nulles race chien chiens chienne porc porcs cochon cochons voleur voleurs escroc escrocs incapable incapables
  idiot idiots idiote imbecile imbeciles pourri pourris pourriture clown clowns rat rats vache truie garce andouille cloche guignol guignols
  gland glands bite cul gueule dinde morue cafard animal animaux pig pigs cow dog dogs idiots thief thieves`.split(
    /\s+/,
  ),
);

/** `bande de …`, `espèce de …`, `sale …`, `gros …`: what makes an insult of the word that follows. */
const FRAMES: readonly (readonly string[])[] = [
  ['bande', 'de'],
  ['bandes', 'de'],
  ['bande', 'd'],
  ['espece', 'de'],
  ['especes', 'de'],
  ['tas', 'de'],
  ['sale'],
  ['sales'],
  ['gros'],
  ['grosse'],
  ['vrai'],
  ['vraie'],
  ['pour', 'des'],
  ['est', 'un'],
  ['sont', 'des'],
  ['bunch', 'of'],
  ['you'],
  ['ta'],
];
/** Frames that are too weak for people's trades and beasts: only these words follow them. */
const WEAK_FRAMES = new Set(['pour des', 'est un', 'sont des', 'gros', 'grosse', 'vrai', 'vraie', 'ta', 'you']);
const AFTER_WEAK = new Set([
  'con',
  'cons',
  'idiot',
  'idiots',
  'imbecile',
  'imbeciles',
  'gueule',
  'pig',
  'pigs',
  'idiots',
  'clown',
  'clowns',
  'guignol',
  'guignols',
]);

/** Insults of several words. */
const PHRASES: readonly (readonly string[])[] = [
  ['nique', 'ta', 'mere'],
  ['nique', 'ta', 'race'],
  ['trou', 'du', 'cul'],
  ['trous', 'du', 'cul'],
  ['va', 'te', 'faire'],
  ['ta', 'gueule'],
  ['son', 'of', 'a', 'bitch'],
];

/** Insults in French and English, spelled apart, masked or with digits for letters included. */
export function insults(text: string): Flag[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((token, index) => {
    const phrase = PHRASES.find((words) => words.every((word, at) => tokens[index + at]?.word === word));
    if (phrase) return [{ ...flag(token), end: tokens[index + phrase.length - 1]?.end ?? token.end }];
    if (isStrong(token.word)) return [flag(token)];
    const frame = AMBIGUOUS.has(token.word) ? frameBefore(tokens, index) : null;
    return frame ? [{ ...flag(token), start: frame.start }] : [];
  });
}

function isStrong(word: string): boolean {
  if (STRONG.has(word)) return true;
  if (!word.includes('*') || word.replaceAll('*', '').length < 2) return false;
  const masked = new RegExp(`^${word.replaceAll('*', '[a-z]')}$`);
  return [...STRONG].some((known) => masked.test(known));
}

function frameBefore(tokens: readonly Token[], index: number): Token | null {
  const word = tokens[index]?.word ?? '';
  for (const frame of FRAMES) {
    const first = tokens[index - frame.length];
    const fits = first && frame.every((part, at) => tokens[index - frame.length + at]?.word === part);
    if (fits && (!WEAK_FRAMES.has(frame.join(' ')) || AFTER_WEAK.has(word))) return first;
  }
  return null;
}

function flag({ start, end }: Token): Flag {
  return { kind: 'insult', start, end, why: 'insult' };
}
