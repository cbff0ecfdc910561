/** A shop of the demonstration's network. */
export interface DemoSite {
  readonly key: string;
  readonly name: string;
  readonly region: string;
  readonly holidayRegion: string | null;
  /** How many customers it draws, beside the others. */
  readonly size: number;
  /** How much better than usual it is, in deviations of what people feel. */
  readonly level: number;
  readonly agents: readonly string[];
}

export const BRAND = 'Alizé Maison';

export const SITES: readonly DemoSite[] = [
  site('paris-11', 'Paris 11e', 'Île-de-France', 1.5, 0, ['Thomas', 'Aminata', 'Chloé']),
  site('paris-15', 'Paris 15e', 'Île-de-France', 1.3, -0.05, ['Sarah', 'Mehdi', 'Lucie']),
  site('lyon-2', 'Lyon 2e', 'Auvergne-Rhône-Alpes', 1.2, 0.15, ['Julie', 'Antoine', 'Inaya']),
  site('lyon-6', 'Lyon 6e', 'Auvergne-Rhône-Alpes', 0.9, 0.05, ['Camille', 'Rémi']),
  site('marseille-8', 'Marseille 8e', 'Provence-Alpes-Côte d’Azur', 1.1, -0.15, ['Nadir', 'Pauline', 'Enzo']),
  site('toulouse', 'Toulouse', 'Occitanie', 1, 0.1, ['Marine', 'Baptiste']),
  site('bordeaux', 'Bordeaux', 'Nouvelle-Aquitaine', 1, 0.2, ['Élodie', 'Vincent']),
  site('nantes', 'Nantes', 'Pays de la Loire', 1, 0.1, ['Yann', 'Maëlle', 'Gaël']),
  site('lille', 'Lille', 'Hauts-de-France', 1, -0.1, ['Manon', 'Quentin']),
  site('strasbourg', 'Strasbourg', 'Grand Est', 0.9, 0.1, ['Léonie', 'Mathis'], 'alsace-moselle'),
  site('rennes', 'Rennes', 'Bretagne', 0.8, 0.25, ['Nolwenn', 'Erwan']),
  site('montpellier', 'Montpellier', 'Occitanie', 0.8, 0, ['Inès', 'Florian']),
];

/** The shop that goes wrong, and for how long it has: people wait at its tills. */
export const WRONG = { site: 'nantes', weeks: 10 } as const;

/** Who answers the phone for the whole network. */
export const CALL_AGENTS: readonly string[] = ['Sophie', 'Julie', 'Fatou', 'Nadège', 'Iris'];

function site(
  key: string,
  name: string,
  region: string,
  size: number,
  level: number,
  agents: readonly string[],
  holidayRegion: string | null = null,
): DemoSite {
  return { key, name, region, size, level, agents, holidayRegion };
}
