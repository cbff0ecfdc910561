import { readInbound, type InboundText } from './inbound-text.ts';

const stop: InboundText = { act: 'opt-out', also: null };

describe('what a customer’s text asks before it is an answer', () => {
  it.each<[string, InboundText]>([
    ['STOP', stop],
    ['Stop.', stop],
    [' stop ', stop],
    ['arrêt', stop],
    ['arre\u0302t', stop],
    ['STOP SMS', stop],
    ['STOPSMS', stop],
    ['stop merci', stop],
    ['svp stop merci', stop],
    ['ARRETEZ', stop],
    ['arrêter', stop],
    ['Désabonner', stop],
    ['désinscription', stop],
    ['unsubscribe', stop],
    ['ＳＴＯＰ', stop],
    ['END', stop],
    ['2 STOP', { act: 'opt-out', also: '2' }],
    ['stop, 4/5', { act: 'opt-out', also: '4/5' }],
    ['cinq stop', { act: 'opt-out', also: 'CINQ' }],
    ['START', { act: 'opt-in' }],
    ['aide', { act: 'help' }],
    ['Help !', { act: 'help' }],
    ['Stop aux files d’attente interminables', { act: 'to-check' }],
    ['Arrêtez de me mentir', { act: 'to-check' }],
    ['', { act: 'nothing' }],
    [' \u00a0\n', { act: 'nothing' }],
    ['4', { act: 'answer' }],
    ['5️⃣', { act: 'answer' }],
    ['👍', { act: 'answer' }],
    ['merci', { act: 'answer' }],
    ['non-stop depuis trois heures', { act: 'answer' }],
    ['the end of the queue', { act: 'answer' }],
    ['Je vous demande d’arrêter', { act: 'answer' }],
  ])('%j', (body, expected) => {
    expect(readInbound(body)).toEqual(expected);
  });
});
