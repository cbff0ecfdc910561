import { spokenTime } from './spoken-time.ts';

it.each<[string, string | null]>([
  ['demain matin', 'tomorrow 09:00-12:00'],
  ['mardi après 17h', 'tue 17:00-20:00'],
  ['jeudi entre 12h et 14h', 'thu 12:00-14:00'],
  ['vendredi de 9h30 à 11h', 'fri 09:30-11:00'],
  ['après-demain à 14h30', 'after-tomorrow 14:30-15:30'],
  ['avant 10h', 'any 09:00-10:00'],
  ['ce soir', 'today 18:00-20:00'],
  ['samedi', 'sat null-null'],
  ['between 2 and 4pm on Friday', 'fri 14:00-16:00'],
  ['Monday at 10am', 'mon 10:00-11:00'],
  ['after 12pm', 'any 12:00-20:00'],
  ['avant 8h', 'any 07:00-08:00'],
  ['MARDI 17H', 'tue 17:00-18:00'],
  ['demain 17h30 svp', 'tomorrow 17:30-18:30'],
  ['17h', 'any 17:00-18:00'],
  ['tomorrow 5pm', 'tomorrow 17:00-18:00'],
  ['mardi 2h d’attente', 'tue null-null'],
  ['2h d’attente', null],
  ['j’ai attendu 2 heures', null],
  ['ma commande 1430', null],
])('%j: %s', (text, said) => {
  const time = spokenTime(text);
  expect(time && `${time.day} ${time.from}-${time.to}`).toBe(said);
});
