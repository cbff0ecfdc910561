interface Faulty {
  path: string;
  code: string;
  message: string;
}

export interface PointForm {
  kind: 'kiosk' | 'qr' | 'widget';
  name: string;
  site: string | null;
  questionnaire: string;
  origin: string | null;
}

const KINDS: readonly string[] = ['kiosk', 'qr', 'widget'];
const LONGEST_NAME = 80;
const ORIGIN = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** What an admin typed about a point, or the faults by field. A widget needs the site that may show it: `https://shop.example`. */
export function readPoint(
  body: Readonly<Record<string, string>>,
  known: { sites: ReadonlySet<string>; questionnaires: ReadonlySet<string> },
): PointForm | { errors: Faulty[] } {
  const { kind = '', questionnaire = '' } = body;
  const name = (body['name'] ?? '').trim();
  const site = body['site'] || null;
  const origin = (body['origin'] ?? '').trim().toLowerCase().replace(/\/+$/, '') || null;
  const errors = [
    ...fault(!KINDS.includes(kind), 'kind', 'required'),
    ...fault(name === '', 'name', 'required'),
    ...fault(name.length > LONGEST_NAME, 'name', 'too-long'),
    ...fault(!known.questionnaires.has(questionnaire), 'questionnaire', 'required'),
    ...fault(site !== null && !known.sites.has(site), 'site', 'unknown'),
    ...fault(kind === 'widget' && (origin === null || !ORIGIN.test(origin)), 'origin', 'not-an-origin'),
  ];
  if (errors.length > 0) return { errors };
  return { kind: kind as PointForm['kind'], name, site, questionnaire, origin: kind === 'widget' ? origin : null };
}

function fault(isWrong: boolean, path: string, code: string): Faulty[] {
  return isWrong ? [{ path, code, message: code }] : [];
}
