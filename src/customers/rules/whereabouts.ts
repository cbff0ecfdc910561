export interface Place {
  country: string | null;
  timeZone: string | null;
  /** Of the phone: ISO 3166, or 001 for a number of no country. */
  phoneCountry: string | null;
  siteCountry: string | null;
  siteTimeZone: string | null;
}

/** Where a country keeps one time; the capital's, or the most people's, where it keeps several. */
const ZONES: Readonly<Record<string, string>> = {
  FR: 'Europe/Paris',
  MC: 'Europe/Monaco',
  GP: 'America/Guadeloupe',
  MQ: 'America/Martinique',
  GF: 'America/Cayenne',
  RE: 'Indian/Reunion',
  YT: 'Indian/Mayotte',
  BL: 'America/St_Barthelemy',
  MF: 'America/Marigot',
  PM: 'America/Miquelon',
  NC: 'Pacific/Noumea',
  PF: 'Pacific/Tahiti',
  BE: 'Europe/Brussels',
  LU: 'Europe/Luxembourg',
  CH: 'Europe/Zurich',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  NL: 'Europe/Amsterdam',
  IT: 'Europe/Rome',
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  PL: 'Europe/Warsaw',
  US: 'America/New_York',
  CA: 'America/Toronto',
};

const HOME = { country: 'FR', timeZone: 'Europe/Paris' };

/** The person's country and time zone: as they say, else as their number tells, else as at their shop, else Paris. */
export function whereabouts(place: Place): { country: string; timeZone: string } {
  const called = place.phoneCountry === '001' ? null : place.phoneCountry;
  const country = place.country ?? called ?? place.siteCountry ?? HOME.country;
  const atSite = country === place.siteCountry ? place.siteTimeZone : null;
  return { country, timeZone: place.timeZone ?? atSite ?? ZONES[country] ?? HOME.timeZone };
}
