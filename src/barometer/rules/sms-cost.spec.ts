import { smsCost } from './sms-cost.ts';

const wave = { sms: 999.6, smsMost: 1_200.4 };

describe('what a wave costs in texts', () => {
  it.each([
    [0, { invitation: 1, reminder: 2 }, { messages: 1_000, amount: 7_250 }, { messages: 1_200, amount: 8_700 }],
    [2, { invitation: 1, reminder: 1 }, { messages: 1_000, amount: 7_250 }, { messages: 3_600, amount: 26_100 }],
    [1, { invitation: 2, reminder: 1 }, { messages: 1_000, amount: 14_500 }, { messages: 2_400, amount: 26_100 }],
    [1, { invitation: 1, reminder: 2 }, { messages: 1_000, amount: 7_250 }, { messages: 2_400, amount: 26_100 }],
  ])('with %p reminders and %j segments', (reminders, texts, least, most) => {
    expect(smsCost(wave, reminders, texts, 72_500)).toEqual({
      ...least,
      segments: texts.invitation,
      price: 72_500,
      most,
    });
  });
});
