import type { Language } from '#platform/values';
import type { QuestionnaireVersion } from '#surveys';
import { formView, surveyPages } from './answering.views.ts';
import type { Point } from './points.repository.ts';

interface Filled {
  point: Point;
  questionnaire: QuestionnaireVersion;
  language: Language;
  session: string;
  mark: string;
  answers: Readonly<Record<string, unknown>>;
  /** From 1. */
  page: number;
  errors: readonly { path: string; code: string }[];
  /** Others it can be read in by a button, which sends along what was typed. */
  languages: readonly Language[];
}

/** A kiosk left alone for so long asks whether anybody is there, and begins anew a little later. */
const IDLE = { after: 75, left: 15 };

export function pointView(
  { point, questionnaire, language, session, mark, answers, page, errors, languages }: Filled,
  brand: string,
) {
  const faults = new Map(errors.map(({ path, code }) => [path.split('.')[0] ?? path, code]));
  const shown = { answers, language, brand, errors: faults, defaultName: '' };
  const action = `/p/${point.token}`;
  return {
    action,
    session,
    mark,
    languages,
    idle: point.kind === 'kiosk' ? { ...IDLE, again: `${action}?lang=${language}` } : null,
    ...formView(surveyPages({ questionnaire }, answers), page, shown),
  };
}

/** The script with the address of its page in it. */
export function widgetView(script: string, address: string): string {
  return script.replace('"PAGE"', JSON.stringify(address));
}

/** What an admin sees of a point; `snippet` is what a shop's site takes over. */
export function pointRow(point: Point, siteName: string | null, publicUrl: string) {
  const { id, kind, name, questionnaire, origin, active, token } = point;
  return {
    id,
    kind,
    name,
    questionnaire,
    origin,
    active,
    site: siteName ?? point.site,
    address: `${publicUrl}/p/${token}`,
    poster: kind === 'qr' ? `/settings/points/${id}` : null,
    snippet: kind === 'widget' ? `<script src="${publicUrl}/w/${token}.js" async></script>` : null,
    action: `/settings/points/${id}`,
    edit: `/settings/points/${id}/edit`,
  };
}
