import type { Scale } from '#platform/values';
import { readReply, type Reply } from './read-reply.ts';

const score = (value: number, text: string | null = null): Reply => ({ kind: 'score', score: value, text });
const unclear = (text: string): Reply => ({ kind: 'unclear', text });
const words = (text: string): Reply => ({ kind: 'text', text });

describe('the vectors of TV-17 (those that ask to stop are delivery’s)', () => {
  it.each<[string, Scale, Reply]>([
    ['4', 'csat', score(4)],
    [' 5 .', 'csat', score(5)],
    ['5/5', 'csat', score(5)],
    ['5️⃣', 'csat', score(5)],
    ['４', 'csat', score(4)],
    ['cinq', 'csat', score(5)],
    ['4/5 accueil top', 'csat', score(4, 'accueil top')],
    ["3 trop d'attente", 'csat', score(3, "trop d'attente")],
    ['10', 'nps', score(10)],
    ['zéro', 'nps', score(0)],
    ['9/10', 'nps', score(9)],
    ['10', 'csat', unclear('10')],
    ['8/10', 'csat', unclear('8/10')],
    ['0', 'csat', unclear('0')],
    ['4,5', 'csat', unclear('4,5')],
    ['2 ou 3', 'csat', unclear('2 ou 3')],
    ["2 heures d'attente", 'csat', words("2 heures d'attente")],
    ['1 seul caissier', 'csat', words('1 seul caissier')],
    ['3e fois', 'csat', words('3e fois')],
    ['merci', 'csat', words('merci')],
    ['merci', 'nps', words('merci')],
    ['merci', 'thumbs', words('merci')],
    ["Stop aux files d'attente interminables", 'csat', words("Stop aux files d'attente interminables")],
    ['Arrêtez de me mentir', 'csat', words('Arrêtez de me mentir')],
    ['', 'csat', { kind: 'nothing' }],
    ['  \n ', 'csat', { kind: 'nothing' }],
  ])('%j on %s', (body, scale, reply) => {
    expect(readReply(body, scale)).toEqual(reply);
  });
});

describe('what else people write', () => {
  it.each<[string, Scale, Reply]>([
    ['10 merci Julie', 'nps', score(10, 'merci Julie')],
    ['neuf', 'nps', score(9)],
    ['Neuf, merci !', 'nps', score(9, 'merci !')],
    ['Ten, thank you', 'nps', score(10, 'thank you')],
    ['🔟', 'nps', score(10)],
    ['１０', 'nps', score(10)],
    ['9 sur 10 accueil parfait', 'nps', score(9, 'accueil parfait')],
    ['9 out of 10', 'nps', score(9)],
    ['Très bien, 5/5', 'csat', score(5, 'Très bien,')],
    ['ma note : 4', 'csat', score(4)],
    ['Je mets 4, un peu long', 'csat', score(4, 'un peu long')],
    ["I'd give a 3", 'csat', score(3)],
    ['5 étoiles', 'csat', score(5)],
    ['5!!', 'csat', score(5)],
    ['5 😡', 'csat', score(5, '😡')],
    ['5\nMerci Léa', 'csat', score(5, 'Merci Léa')],
    ['4/7', 'ces7', score(4)],
    ['7', 'ces7', score(7)],
    ['8', 'ces7', unclear('8')],
    ['11', 'nps', unclear('11')],
    ['-1', 'nps', unclear('-1')],
    ['4.5', 'csat', unclear('4.5')],
    ['4-5', 'csat', unclear('4-5')],
    ['3 à 4', 'csat', unclear('3 à 4')],
    ['2 or 3', 'csat', unclear('2 or 3')],
    ['0612345678', 'nps', unclear('0612345678')],
    ['un', 'csat', score(1)],
    ['un peu long', 'csat', words('un peu long')],
    ['une heure à attendre', 'csat', words('une heure à attendre')],
    ['deux heures pour rien', 'csat', words('deux heures pour rien')],
    ['2h30 pour une baguette', 'csat', words('2h30 pour une baguette')],
    ['5 € de trop', 'csat', words('5 € de trop')],
    ['3 personnes devant moi', 'csat', words('3 personnes devant moi')],
    ['5ème relance', 'csat', words('5ème relance')],
    ['2nd time it fails', 'csat', words('2nd time it fails')],
    ['3 employés au téléphone', 'csat', words('3 employés au téléphone')],
    ['six-mois de retard', 'csat', words('six-mois de retard')],
    ['Non-stop le bruit', 'csat', words('Non-stop le bruit')],
    ['2 sur 5 caisses ouvertes', 'csat', words('2 sur 5 caisses ouvertes')],
    ['ouvert 24/24, bravo', 'csat', words('ouvert 24/24, bravo')],
    ['👍', 'thumbs', score(1)],
    ['👍🏽 top', 'thumbs', score(1, 'top')],
    ['👎 déçu', 'thumbs', score(0, 'déçu')],
    ['Oui, très bien', 'thumbs', score(1, 'très bien')],
    ['non', 'thumbs', score(0)],
    ['nonante', 'thumbs', words('nonante')],
    ['1', 'thumbs', score(1)],
    ['👍', 'nps', words('👍')],
  ])('%j on %s', (body, scale, reply) => {
    expect(readReply(body, scale)).toEqual(reply);
  });
});

describe('scores that stand elsewhere than first', () => {
  it.each<[string, Scale, Reply]>([
    ['7/7', 'ces7', score(7)],
    ['24/24 génial', 'csat', words('24/24 génial')],
    ['Rien à dire : 5', 'csat', score(5, 'Rien à dire')],
    ['bof 3', 'csat', score(3, 'bof')],
    ['J’habite juste à côté, à Lyon 2', 'csat', words('J’habite juste à côté, à Lyon 2')],
    ['On a attendu, payé, puis payé encore 2', 'csat', words('On a attendu, payé, puis payé encore 2')],
    ['Super visite, je mets 5', 'csat', score(5, 'Super visite,')],
    ['⭐⭐⭐', 'csat', score(3)],
    ['⭐⭐⭐', 'nps', words('⭐⭐⭐')],
    ['quatre sur cinq', 'csat', score(4)],
    ['entre 3 et 4', 'csat', unclear('entre 3 et 4')],
  ])('%j on %s', (body, scale, reply) => {
    expect(readReply(body, scale)).toEqual(reply);
  });
});
