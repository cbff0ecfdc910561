import { Injectable } from '@nestjs/common';
import { Problem, type UserRole } from '#platform/http';
import { SurveysService, type QuestionnaireVersion } from '#surveys';
import { BarometerResultsRepository, type ProgrammeRow, type WaveRow } from './barometer-results.repository.ts';
import { fewestShown } from './rules/anonymity.ts';
import { driversOf, measuresOf, type WaveMeasure } from './rules/wave-measures.ts';
import { readScore, readWave, type Figure, type Reading } from './rules/wave-reading.ts';
import type { Verbatim } from './verbatims.repository.ts';

/** Who may read what a wave says: nobody else is given a link there. */
export const READS_RESULTS: readonly UserRole[] = ['supervisor', 'marketing', 'analyst', 'admin'];

export function isAnonymous({ kind }: Pick<ProgrammeRow, 'kind'>): boolean {
  return kind === 'employees';
}

export interface TrendPoint {
  readonly wave: WaveRow;
  /** Of the overall score; null where too few answered. */
  readonly figure: ReturnType<typeof readScore>;
}

export interface WaveResults {
  readonly programme: ProgrammeRow;
  readonly wave: WaveRow;
  /** Compared with; null for the first. */
  readonly before: WaveRow | null;
  readonly waves: readonly WaveRow[];
  readonly questionnaire: QuestionnaireVersion;
  readonly measures: readonly WaveMeasure[];
  /** The items the drivers are about, in their order. */
  readonly items: readonly string[];
  readonly minimum: number;
  readonly asked: number;
  readonly answered: number;
  readonly reading: Reading;
  readonly trend: readonly TrendPoint[];
}

/** The overall score of a barometer's last whole wave, weighted to all customers. */
export interface Headline {
  readonly programme: Pick<ProgrammeRow, 'key' | 'name'>;
  readonly wave: number;
  readonly figure: Figure;
}

const UNTOLD = { sameRates: null, late: null };

/** Two cycles of quarters: what a trend shows. */
const MOST_WAVES = 8;

/** What a wave says of all customers. */
@Injectable()
export class BarometerResultsService {
  constructor(
    private readonly surveys: SurveysService,
    private readonly repository: BarometerResultsRepository,
  ) {}

  /** @throws Problem 404 for an unknown barometer. */
  async programme(key: string): Promise<{ programme: ProgrammeRow; waves: WaveRow[] }> {
    const programme = await this.repository.programme(key);
    if (!programme) throw Problem.notFound('barometer', key);
    return { programme, waves: await this.repository.waves(key) };
  }

  /** @throws Problem 404 for an unknown barometer, or a wave that was not drawn. */
  async results(key: string, number: number): Promise<WaveResults> {
    const { programme, waves } = await this.programme(key);
    const at = waves.findIndex((one) => one.number === number);
    const wave = waves[at];
    if (!wave) throw Problem.notFound('wave', String(number));
    const questionnaire = await this.#questionnaireOf(wave);
    const before = waves[at - 1] ?? null;
    const measures = measuresOf(questionnaire.questions);
    const explained = driversOf(questionnaire.questions);
    const minimum = fewestShown(programme.minimumGroup);
    const data = await this.repository.wave(wave.id, programme.strata);
    const earlier = before && (await this.repository.wave(before.id, programme.strata));
    return {
      ...{ programme, wave, before, waves, questionnaire, measures, minimum },
      items: explained?.items.map((item) => item.key) ?? [],
      asked: data.strata.reduce((sum, one) => sum + one.asked, 0),
      answered: data.answers.length,
      // How a small stratum took part, and when, is nobody's business where answers are anonymous.
      reading: { ...readWave(data, earlier, measures, { minimum, explained }), ...(isAnonymous(programme) && UNTOLD) },
      trend: await this.#trend(programme, waves.slice(Math.max(0, at + 1 - MOST_WAVES), at + 1), measures[0]),
    };
  }

  /** Of the barometer that asked last: its last wave that is over, else the one under way; null while too few have answered. */
  async headline(): Promise<Headline | null> {
    const programme = await this.repository.latest();
    if (!programme) return null;
    const waves = await this.repository.waves(programme.key);
    const wave = waves.findLast(({ state }) => state === 'closed') ?? waves.at(-1);
    if (!wave) return null;
    const [overall] = measuresOf((await this.#questionnaireOf(wave)).questions);
    const before = waves[waves.indexOf(wave) - 1];
    const data = await this.repository.wave(wave.id, programme.strata);
    const earlier = before ? await this.repository.wave(before.id, programme.strata) : null;
    const minimum = fewestShown(programme.minimumGroup);
    const [figure] = readWave(data, earlier, overall ? [overall] : [], { minimum, explained: null }).figures;
    return figure ? { programme, wave: wave.number, figure } : null;
  }

  /** What was written, where enough people answered for it to be anybody's. */
  async comments({ programme, wave, answered, minimum }: WaveResults, limit: number): Promise<Verbatim[]> {
    if (answered < minimum) return [];
    return this.repository.comments(wave.id, { named: programme.kind === 'customers', limit });
  }

  async #trend(
    { strata, minimumGroup }: ProgrammeRow,
    waves: readonly WaveRow[],
    overall: WaveMeasure | undefined,
  ): Promise<TrendPoint[]> {
    const points: TrendPoint[] = [];
    for (const wave of overall ? waves : []) {
      const data = await this.repository.wave(wave.id, strata);
      points.push({ wave, figure: overall ? readScore(data, overall, fewestShown(minimumGroup)) : null });
    }
    return points;
  }

  async #questionnaireOf({ questionnaireVersion }: WaveRow): Promise<QuestionnaireVersion> {
    const found = (await this.surveys.versions([questionnaireVersion])).get(questionnaireVersion);
    if (!found) throw new Error(`Wave of an unknown questionnaire ${questionnaireVersion}.`);
    return found;
  }
}
