import { Injectable } from '@nestjs/common';
import { CustomersSearch, CustomersService, SitesService, type Customer } from '#customers';
import { InvitationsService, type Invitation } from '#invitations';
import type { Page } from '#platform/http';
import { ResponsesSubmissionsService, type KeptSubmission, type SubmissionQuery } from '#responses';
import { SurveysService, type QuestionnaireVersion } from '#surveys';

/** So many people of one name, and so many of what each was asked, are looked through. */
const PEOPLE = 20;
const ASKED = 100;

export interface SubmissionMatter {
  submission: KeptSubmission;
  invitation: Invitation | undefined;
  customer: Customer | undefined;
  questionnaire: QuestionnaireVersion | undefined;
  siteName: string | null;
}

/** Submissions, with whom and what they were about. */
@Injectable()
export class AnsweringSubmissionsListService {
  constructor(
    private readonly submissions: ResponsesSubmissionsService,
    private readonly invitations: InvitationsService,
    private readonly customers: CustomersService,
    private readonly search: CustomersSearch,
    private readonly surveys: SurveysService,
    private readonly sites: SitesService,
  ) {}

  /** Newest first; `person` as in the search for customers. */
  async list({ person, ...query }: SubmissionQuery & { person?: string }): Promise<Page<SubmissionMatter>> {
    const theirs = person ? { invitations: await this.#askedOf(person) } : {};
    const { items, nextCursor } = await this.submissions.list({ ...query, ...theirs });
    return { items: await this.#matters(items), nextCursor };
  }

  async #matters(items: readonly KeptSubmission[]): Promise<SubmissionMatter[]> {
    const invitations = await this.invitations.byIds(items.flatMap(({ invitation }) => invitation ?? []));
    const of = ({ invitation }: KeptSubmission) => invitations.get(invitation ?? '');
    const versionOf = (one: KeptSubmission) => of(one)?.questionnaireVersion ?? one.questionnaireVersion ?? '';
    const customers = await this.customers.byIds([
      ...new Set([...invitations.values()].map(({ customer }) => customer)),
    ]);
    const versions = await this.surveys.versions([...new Set(items.map(versionOf).filter(Boolean))]);
    const sites = new Map((await this.sites.all()).map(({ key, name }) => [key, name]));
    return items.map((submission) => {
      const invitation = of(submission);
      return {
        submission,
        invitation,
        customer: customers.get(invitation?.customer ?? ''),
        questionnaire: versions.get(versionOf(submission)),
        siteName: sites.get(submission.place?.site ?? '') ?? submission.place?.site ?? null,
      };
    });
  }

  async #askedOf(person: string): Promise<string[]> {
    const { items } = await this.search.find(person, { limit: PEOPLE });
    const asked = await Promise.all(items.map(({ id }) => this.invitations.list({ customer: id, limit: ASKED })));
    return asked.flatMap((page) => page.items.map(({ id }) => id));
  }
}
