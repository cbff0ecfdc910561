import type { Language } from '#platform/values';
import type { QuestionnaireVersion } from '#surveys';
import { questionViews } from './answering-questions.views.ts';
import type { Point } from './points.repository.ts';

interface Filled {
  point: Point;
  questionnaire: QuestionnaireVersion;
  language: Language;
  session: string;
  answers: Readonly<Record<string, unknown>>;
  errors: readonly { path: string; code: string }[];
}

export function pointView({ point, questionnaire, language, session, answers, errors }: Filled, brand: string) {
  const faults = new Map(errors.map(({ path, code }) => [path.split('.')[0] ?? path, code]));
  return {
    action: `/p/${point.token}`,
    session,
    failed: errors.length > 0,
    questions: questionViews(questionnaire.questions, { answers, language, brand, errors: faults, defaultName: '' }),
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
  };
}
