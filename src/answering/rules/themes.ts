import { themesIn } from '#platform/values';

interface Choice {
  key: string;
  text: Readonly<Record<string, string | undefined>>;
}

/** The choices of a list that a text speaks of: those whose own words are about one of its themes. */
export function choicesSaid(text: string, choices: readonly Choice[]): string[] {
  const said = new Set(themesIn(text));
  return choices.filter((choice) => themesOf(choice).some((theme) => said.has(theme))).map(({ key }) => key);
}

function themesOf({ key, text }: Choice) {
  return themesIn([key, ...Object.values(text)].join(' '));
}
