import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Brands } from '#platform/brand';
import type { Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryFrames } from './delivery-frames.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import type { TemplateFault } from './delivery-template-checks.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { faultText, templateView } from './delivery-templates.views.ts';
import type { Slot, TypedTemplate } from './rules/edited-template.ts';
import { SAMPLE_PEOPLE } from './rules/sample-people.ts';

type User = Extract<Principal, { kind: 'user' }>;

/** Shows a message that is being written. */
@Injectable()
export class DeliveryTemplateScreens {
  constructor(
    private readonly templates: DeliveryTemplates,
    private readonly edited: DeliveryEdited,
    private readonly samples: DeliverySamples,
    private readonly frames: DeliveryFrames,
    private readonly brands: Brands,
    private readonly words: Words,
  ) {}

  async editor(
    { language }: User,
    slot: Slot,
    typed: TypedTemplate,
    { faults = [], isLate = false }: { faults?: readonly TemplateFault[]; isLate?: boolean } = {},
  ): Promise<PageResult> {
    const history = await this.templates.history(slot);
    const list = faults.map((fault) => ({
      name: fault.path,
      message: faultText(fault, { language, words: this.words }),
    }));
    const [last] = history;
    const view = {
      ...templateView(slot, typed, history, await this.brands.all()),
      faults: { list, of: Object.fromEntries(list.map(({ name, message }) => [name, message])) },
      late: isLate ? { by: last?.savedName ?? null, body: last?.body ?? '' } : null,
      oneWay: !this.edited.takesReplies(slot.channel),
      people: SAMPLE_PEOPLE.map(({ key }) => ({
        value: key,
        label: this.words.t(language, `delivery.template.person.${key}`),
      })),
    };
    return page('delivery/template', view, { status: isLate ? 409 : faults.length > 0 ? 422 : 200 });
  }

  /** The message as typed, to sample people; what cannot be sent is shown all the same, where it can be written. */
  async preview(
    reply: FastifyReply,
    { language, theme }: User,
    slot: Slot,
    { typed, faults, person }: { typed: TypedTemplate; faults: readonly TemplateFault[]; person: string },
  ): Promise<string> {
    const around = { language, theme };
    const samples = await this.samples.of(slot);
    try {
      const written = samples.map(({ person: key, claimed, subject }) => ({
        person: key,
        ...this.edited.write({ channel: slot.channel, ...typed }, claimed, subject),
      }));
      if (slot.channel === 'sms') {
        const titled = ({ person: key, text }: (typeof written)[number]) => ({
          title: this.words.t(language, `delivery.template.person.${key}`),
          text,
        });
        return this.frames.texts(reply, written.map(titled), around);
      }
      return this.frames.mail(reply, written.find((one) => one.person === person)?.html ?? '');
    } catch {
      // The words cannot be written yet: their faults say why.
      const told = faults.map((fault) => faultText(fault, { language, words: this.words }));
      return this.frames.faults(reply, told, around);
    }
  }
}
