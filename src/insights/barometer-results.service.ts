import { Injectable } from '@nestjs/common';
import { Problem, type UserRole } from '#platform/http';
import { SurveysService, type QuestionnaireVersion } from '#surveys';
import { BarometerResultsRepository, type ProgrammeRow, type WaveRow } from './barometer-results.repository.ts';
import { fewestShown } from './rules/anonymity.ts';
import type { WaveData } from './rules/wave-data.ts';
import { driversOf, measuresOf, sameMeasure, type WaveMeasure } from './rules/wave-measures.ts';
import { readScore, readWave, type Figure, type Reading } from './rules/wave-reading.ts';

/** Who may read what a wave says: nobody else is given a link there. */
export const READS_RESULTS: readonly UserRole[] = ['supervisor', 'marketing', 'analyst', 'admin'];

export function isAnonymous({ kind }: Pick<ProgrammeRow, 'kind'>): boolean {
  return kind === 'employees';
}

export interface TrendPoint {
  readonly wave: WaveRow;
  /** Of the measure asked about; null where too few answered, or the wave did not ask it. */
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
  /** Whose trend and groups these are: the overall score unless another was chosen; null where nothing is scored. */
  readonly measure: WaveMeasure | null;
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

interface WaveRead {
  readonly wave: WaveRow;
  readonly data: WaveData;
  readonly measures: readonly WaveMeasure[];
}

const UNTOLD = { tookPart: [], sameRates: null, late: null };

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

  /**
   * @param chosen key of the measure to be told of at length; the overall score where the wave does not ask it
   * @throws Problem 404 for an unknown barometer, or a wave that was not drawn.
   */
  async results(key: string, number: number, chosen?: string): Promise<WaveResults> {
    const { programme, waves } = await this.programme(key);
    const at = waves.findIndex((one) => one.number === number);
    const wave = waves[at];
    if (!wave) throw Problem.notFound('wave', String(number));
    const questionnaire = await this.#questionnaireOf(wave);
    const explained = driversOf(questionnaire.questions);
    const minimum = fewestShown(programme.minimumGroup);
    const told = await this.#read(programme, waves.slice(Math.max(0, at + 1 - MOST_WAVES), at + 1));
    const [now, before] = [told.at(-1), told.at(-2)];
    if (!now) throw new Error('a wave that is known was read');
    const { data, measures } = now;
    const measure = measures.find((one) => one.key === chosen) ?? measures[0] ?? null;
    return {
      ...{ programme, wave, before: before?.wave ?? null, waves, questionnaire, measures, measure, minimum },
      items: explained?.items.map((item) => item.key) ?? [],
      asked: data.strata.reduce((sum, one) => sum + one.asked, 0),
      answered: data.answers.length,
      reading: {
        ...readWave(data, before?.data ?? null, measures, {
          ...{ minimum, explained, about: measure ?? undefined },
          ...(before && { earlier: before.measures }),
        }),
        // How a small stratum took part is nobody's business where answers are anonymous.
        ...(isAnonymous(programme) && UNTOLD),
      },
      trend: measure ? told.map((one) => pointOf(one, measure, minimum)) : [],
    };
  }

  /** Of the barometer that asked last: its last wave that is over, else the one under way; null while too few have answered. */
  async headline(): Promise<Headline | null> {
    const programme = await this.repository.latest();
    if (!programme) return null;
    const waves = await this.repository.waves(programme.key);
    const wave = waves.findLast(({ state }) => state === 'closed') ?? waves.at(-1);
    if (!wave) return null;
    const before = waves[waves.indexOf(wave) - 1];
    const [now, earlier] = await this.#read(programme, [wave, ...(before ? [before] : [])]);
    const [overall] = now?.measures ?? [];
    if (!now || !overall) return null;
    const minimum = fewestShown(programme.minimumGroup);
    const [figure] = readWave(now.data, earlier?.data ?? null, [overall], {
      ...{ minimum, explained: null },
      ...(earlier && { earlier: earlier.measures }),
    }).figures;
    return figure ? { programme, wave: wave.number, figure } : null;
  }

  /** Waves with what each measured and was answered. */
  async #read({ strata }: ProgrammeRow, waves: readonly WaveRow[]): Promise<WaveRead[]> {
    const versions = await this.surveys.versions([...new Set(waves.map((one) => one.questionnaireVersion))]);
    const read: WaveRead[] = [];
    for (const wave of waves) {
      const measures = measuresOf(versions.get(wave.questionnaireVersion)?.questions ?? []);
      read.push({ wave, measures, data: await this.repository.wave(wave.id, strata) });
    }
    return read;
  }

  async #questionnaireOf({ questionnaireVersion }: WaveRow): Promise<QuestionnaireVersion> {
    const found = (await this.surveys.versions([questionnaireVersion])).get(questionnaireVersion);
    if (!found) throw new Error(`Wave of an unknown questionnaire ${questionnaireVersion}.`);
    return found;
  }
}

/** A wave that asked something else under the same name has no point. */
function pointOf({ wave, data, measures }: WaveRead, measure: WaveMeasure, minimum: number): TrendPoint {
  const same = sameMeasure(measures, measure);
  return { wave, figure: same ? readScore(data, same, minimum) : null };
}
