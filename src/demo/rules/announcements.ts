/** What the demonstration's answers have made change; `daysAgo` is when. */
export const ANNOUNCEMENTS = [
  {
    fr: 'Une caisse de plus est ouverte chaque samedi : vous nous disiez attendre trop longtemps.',
    en: 'One more till is open every Saturday: you told us you waited too long.',
    daysAgo: 40,
    touchpoint: 'store-visit',
    site: null,
    theme: 'wait',
  },
  {
    fr: 'Le livreur vous écrit désormais une heure avant de passer.',
    en: 'The driver now texts you an hour before coming.',
    daysAgo: 75,
    touchpoint: 'delivery',
    site: null,
    theme: 'delivery',
  },
  {
    fr: 'Quand un conseiller doit vous rappeler, nous vous disons avant quelle heure.',
    en: 'When an adviser is to call you back, we tell you by what time.',
    daysAgo: 110,
    touchpoint: null,
    site: null,
    theme: 'service',
  },
] as const;
