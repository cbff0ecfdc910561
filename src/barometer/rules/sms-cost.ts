/** How many segments the messages of a wave take. */
export interface TextLengths {
  readonly invitation: number;
  readonly reminder: number;
}

export interface SmsCost {
  readonly messages: number;
  /** Of one invitation. */
  readonly segments: number;
  /** Of one segment, in millionths of a euro. */
  readonly price: number;
  /** In whole cents, were nobody reminded or replaced. */
  readonly amount: number;
  /** Were everybody reminded each time, and the whole reserve called up. */
  readonly most: { readonly messages: number; readonly amount: number };
}

interface Wave {
  /** Expected texts to the sample, and to the sample and its whole reserve; may be broken. */
  readonly sms: number;
  readonly smsMost: number;
}

/** Millionths of a euro in a cent. */
const A_CENT = 10_000;

/** What a wave costs in texts. @param reminders how many each person may get @param price of a segment, in millionths of a euro */
export function smsCost({ sms, smsMost }: Wave, reminders: number, texts: TextLengths, price: number): SmsCost {
  const [messages, people] = [Math.round(sms), Math.round(smsMost)];
  const cents = (segments: number) => Math.round((segments * price) / A_CENT);
  return {
    ...{ messages, segments: texts.invitation, price },
    amount: cents(messages * texts.invitation),
    most: {
      messages: people * (1 + reminders),
      amount: cents(people * (texts.invitation + reminders * texts.reminder)),
    },
  };
}
