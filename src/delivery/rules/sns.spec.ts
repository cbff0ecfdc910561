import { openSns, type SnsMessage } from './sns.ts';

/** As documented: "HTTP/HTTPS subscription confirmation JSON format", "HTTP/HTTPS notification JSON format". */
const asked = (SubscribeURL: string) => ({
  Type: 'SubscriptionConfirmation',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  Token: '2336412f37',
  TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  Message: 'You have chosen to subscribe to the topic.\nTo confirm the subscription, visit the SubscribeURL.',
  SubscribeURL,
  Timestamp: '2012-04-26T20:45:04.751Z',
  SignatureVersion: '1',
});
const notification = (Message: string) => ({
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  Message,
  Timestamp: '2012-05-02T00:54:06.655Z',
});
const query = 'Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37';
const ours = `https://sns.us-west-2.amazonaws.com/?${query}`;
const nothing: SnsMessage = { is: 'nothing' };

describe('a message of Amazon SNS', () => {
  it.each<[string, unknown, SnsMessage]>([
    ['is a text within', notification('{"a":1}'), { is: 'said', said: { a: 1 } }],
    ['comes as plain text', JSON.stringify(notification('{"a":1}')), { is: 'said', said: { a: 1 } }],
    ['is delivered raw', '{"notificationType":"Bounce"}', { is: 'said', said: { notificationType: 'Bounce' } }],
    ['holds words', notification('Successfully validated SNS topic'), { is: 'said', said: null }],
    ['asks whether it is wanted', asked(ours), { is: 'asked', confirmAt: ours }],
    [
      'asks from China',
      asked(ours.replace('.com/', '.com.cn/')),
      { is: 'asked', confirmAt: ours.replace('.com/', '.com.cn/') },
    ],
    ['would have us call somebody else', asked(`https://sns.us-west-2.amazonaws.com.evil.test/?${query}`), nothing],
    ['would have us call a machine within', asked(`http://169.254.169.254/?${query}`), nothing],
    ['would have us call by another name', asked(`https://x@evil.test/sns.us-west-2.amazonaws.com/?${query}`), nothing],
    ['asks for something else', asked('https://sns.us-west-2.amazonaws.com/?Action=DeleteTopic'), nothing],
    ['asks where nothing is', { Type: 'SubscriptionConfirmation' }, nothing],
    ['is no JSON', 'hello', nothing],
    ['is a list', '[]', nothing],
    ['is empty', undefined, nothing],
  ])('%s', (_, body, opened) => {
    expect(openSns(body)).toEqual(opened);
  });
});
