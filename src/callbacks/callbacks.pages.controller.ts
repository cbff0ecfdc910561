import { Controller, createParamDecorator, Get, Param, Post, Query, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  Problem,
  seeOther,
  type FieldError,
  type Principal,
  type Schema,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, wantsFragment, type Flash, type PageResult } from '#platform/templates';
import type { Returned } from './callbacks-case.views.ts';
import { CallbacksClosing } from './callbacks-closing.service.ts';
import * as forms from './callbacks-forms.schemas.ts';
import { CallbacksMoves } from './callbacks-moves.service.ts';
import type { Tab } from './callbacks-reading.service.ts';
import { CallbacksScreens } from './callbacks-screens.service.ts';
import { CallbacksWork } from './callbacks-work.service.ts';
import { minorUnits } from './rules/gestures.ts';
import type { CaseVerb } from './rules/lifecycle.ts';

type Person = Extract<Principal, { kind: 'user' }>;
type Answer = Promise<PageResult | SeeOther>;

/** One act on one case by one person, from a form. */
interface Act {
  readonly id: string;
  readonly user: Person;
  /** The queue it was done from; null when from the page of the case. */
  readonly view: Tab | null;
  /** What was typed; what was left empty is absent. */
  readonly typed: Readonly<Record<string, string>>;
  readonly request: FastifyRequest;
}

const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Act => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  if (request.principal?.kind !== 'user') throw new Problem(401, 'not-signed-in', 'Sign in first.');
  const asked = check(forms.ReturnQuery, request.query);
  const typed = Object.entries((request.body ?? {}) as object).filter(
    ([, value]) => typeof value === 'string' && value.trim(),
  );
  return {
    ...{ id: request.params.id, user: request.principal, request },
    view: 'value' in asked ? (asked.value.view ?? null) : null,
    typed: Object.fromEntries(typed) as Record<string, string>,
  };
});

@Allow('agent', 'supervisor', 'admin')
@Controller('callbacks')
export class CallbacksPagesController {
  constructor(
    private readonly moves: CallbacksMoves,
    private readonly work: CallbacksWork,
    private readonly closing: CallbacksClosing,
    private readonly screens: CallbacksScreens,
    private readonly words: Words,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  async queue(@Caller() user: Person, @Query({ schema: forms.QueueQuery }) query: SchemaOf<typeof forms.QueueQuery>) {
    const view = query.view ?? (user.role === 'agent' ? 'mine' : 'team');
    return page('callbacks/index', await this.screens.queue(view, query.cursor, user), { fragment: '_queue' });
  }

  @Get(':id')
  async show(@Caller() user: Person, @Param('id') id: string): Promise<PageResult> {
    const one = await this.moves.seen(id, user);
    return page('callbacks/show', await this.screens.case(one, user), { fragment: '_case' });
  }

  @Post(':id/claim')
  claim(@Acting() act: Act): Answer {
    return this.#do(act, 'claim', () => this.work.claim(act.id, act.user), 'release');
  }

  @Post(':id/release')
  release(@Acting() act: Act): Answer {
    return this.#do(act, 'release', () => this.work.release(act.id, act.user), 'claim');
  }

  @Post(':id/assign')
  assign(@Acting() act: Act): Answer {
    return this.#with(act, 'assign', forms.AssignForm, ({ user }) => this.work.assign(act.id, user, act.user));
  }

  @Post(':id/attempts')
  attempt(@Acting() act: Act): Answer {
    return this.#with(act, 'attempt', forms.AttemptForm, ({ outcome, note, nextAt }) =>
      this.work.attempt(act.id, { outcome, note, ...(nextAt && { nextAt: new Date(nextAt) }) }, act.user),
    );
  }

  @Post(':id/notes')
  note(@Acting() act: Act): Answer {
    return this.#with(act, 'note', forms.NoteForm, ({ text }) => this.work.note(act.id, text, act.user));
  }

  @Post(':id/resolve')
  resolve(@Acting() act: Act): Answer {
    const run = ({ rootCause, action, gesture, amount, resolutionNote }: SchemaOf<typeof forms.ResolveForm>) => {
      const given = gesture && { key: gesture, amount: amountOf(amount) };
      const resolution = { rootCause, action, gesture: given, note: resolutionNote };
      return this.closing.resolve(act.id, resolution, act.user);
    };
    return this.#with(act, 'resolve', forms.ResolveForm, run, 'undo');
  }

  @Post(':id/verify')
  verify(@Acting() act: Act): Answer {
    return this.#with(act, 'verify', forms.VerifyForm, ({ verdict, verdictNote }) =>
      this.closing.verify(act.id, verdict, verdictNote, act.user),
    );
  }

  @Post(':id/reopen')
  reopen(@Acting() act: Act): Answer {
    return this.#with(act, 'reopen', forms.ReopenForm, ({ reopenNote }) =>
      this.closing.reopen(act.id, reopenNote, act.user),
    );
  }

  @Post(':id/close')
  close(@Acting() act: Act): Answer {
    const run = ({ as, closeNote }: SchemaOf<typeof forms.CloseForm>) =>
      this.closing.closeAs(as, act.id, closeNote, act.user);
    return this.#with(act, 'close', forms.CloseForm, run, 'undo');
  }

  @Post(':id/undo')
  undo(@Acting() act: Act): Answer {
    return this.#do(act, 'undo', () => this.closing.undo(act.id, act.user));
  }

  /** Does a verb with what its form says, or gives the form back. */
  async #with<Of extends Schema>(
    act: Act,
    verb: CaseVerb,
    of: Of,
    run: (said: SchemaOf<Of>) => Promise<void>,
    undo?: CaseVerb,
  ): Answer {
    const said = check(of, act.typed);
    if ('errors' in said) return this.#again(act, verb, said.errors);
    return this.#do(act, verb, () => run(said.value as SchemaOf<Of>), undo);
  }

  async #do(act: Act, verb: CaseVerb, run: () => Promise<void>, undo?: CaseVerb): Answer {
    const { user, request, id, view } = act;
    try {
      await run();
      const back = view ? `?view=${view}` : '';
      const taken = undo && { undo: { action: `/callbacks/${id}/${undo}${back}` } };
      this.#tell(request, { kind: 'done', text: this.words.t(user.language, `callbacks.done.${verb}`), ...taken });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.more.errors) return this.#again(act, verb, problem.more.errors);
      if (problem.status !== 409) throw problem;
      this.#tell(request, { kind: 'warning', text: this.#sentence(problem, user) });
    }
    return this.#back(act);
  }

  /** To the place the act was done from: its part of the screen for htmx, a redirect otherwise. */
  async #back({ id, user, view, request }: Act): Answer {
    if (!wantsFragment(request.headers)) return seeOther(view ? `/callbacks?view=${view}` : `/callbacks/${id}`);
    const one = await this.moves.seen(id, user);
    if (view) return page('callbacks/index', await this.screens.row(one, view, user), { fragment: '_row' });
    return page('callbacks/show', await this.screens.case(one, user), { fragment: '_case' });
  }

  async #again({ id, user, typed }: Act, form: CaseVerb, errors: readonly FieldError[]): Promise<PageResult> {
    const named = errors.map((error) => ({ ...error, path: FIELDS[`${form} ${error.path}`] ?? error.path }));
    const returned: Returned = { form, typed, faults: this.forms.explain(user.language, named, 'callbacks') };
    const one = await this.moves.seen(id, user);
    return page('callbacks/show', await this.screens.case(one, user, returned), { fragment: '_case', status: 422 });
  }

  #tell(request: FastifyRequest, flash: Flash): void {
    request.session.set('flash', flash);
  }

  #sentence({ kind, more }: Problem, { language }: Person): string {
    const { assigneeName, halfDays, needed, state } = more as Record<string, string | number | null | undefined>;
    if (kind === 'case-taken' && assigneeName)
      return this.words.t(language, 'callbacks.problem.taken-by', { name: assigneeName });
    const params = { halfDays: halfDays ?? 0, needed: needed ?? 0, state: null };
    const named = state ? { state: this.words.t(language, `callbacks.status.${state}`) } : {};
    return this.words.t(language, `callbacks.problem.${kind}`, { ...params, ...named });
  }
}

/** What services call a field, by the name it has in the form. */
const FIELDS: Readonly<Record<string, string>> = { 'resolve gesture.amount': 'amount', 'close note': 'closeNote' };

/** An amount nobody can read is refused as one that is missing. */
function amountOf(typed: string | undefined): number {
  return typed === undefined ? 0 : (minorUnits(typed) ?? -1);
}
