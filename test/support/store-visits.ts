import { CustomersModule, CustomersService, type Channel, type CustomerInput } from '#customers';
import { DeliveryModule } from '#delivery';
import { InteractionsModule, InteractionsService, TouchpointsService } from '#interactions';
import { InvitationsModule, InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { PressureModule } from '#pressure';
import { SurveysModule, SurveysService } from '#surveys';
import { itIsDay } from './morning.ts';
import { startSandbox, type RunningSandbox } from './sandbox.ts';

/** Delivery and all that leads to it, where visits to a shop are asked about at any hour. */
export async function startStoreVisits(
  env: Record<string, string>,
  channels: Channel[] = ['email'],
): Promise<RunningSandbox> {
  const here = await startSandbox(
    [CustomersModule, SurveysModule, PressureModule, InvitationsModule, InteractionsModule, DeliveryModule],
    { env },
  );
  itIsDay(here.get(Clock));
  await here.get(SurveysService).publishVersion('csat-store', {
    name: 'Visite',
    temperature: 'hot',
    questions: [{ key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true }],
  });
  await here.get(TouchpointsService).save('store-visit', {
    name: { fr: 'Visite en magasin' },
    questionnaire: 'csat-store',
    channels,
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  });
  return here;
}

/** Who was asked, by their ids. */
export interface AskedOfVisit {
  readonly customer: string;
  readonly invitation: string;
}

/** Somebody came, is to be asked, and their hour has come. */
export async function visitIsDue(
  here: RunningSandbox,
  who: CustomerInput & { externalId: string },
): Promise<AskedOfVisit> {
  const clock = here.get(Clock);
  const result = await here.get(InteractionsService).record({
    id: who.externalId,
    touchpoint: 'store-visit',
    occurredAt: clock.now().toISOString(),
    customer: who,
  });
  const invitation = 'decision' in result ? result.decision?.invitation?.id : undefined;
  const customer = await here.get(CustomersService).byExternalId(who.externalId);
  if (!invitation || !customer) throw new Error(JSON.stringify(result));
  const due = (await here.get(InvitationsService).one(invitation)).sendAt;
  clock.shift(clock.offsetMs + Math.max(0, due.getTime() - clock.now().getTime()) + 1_000);
  return { customer: customer.id, invitation };
}
