import Handlebars from 'handlebars';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { Assets } from './assets.ts';
import { frameHelpers } from './frames.ts';
import { formatHelpers, logicHelpers, textHelpers, webHelpers, type Setting } from './helpers.ts';
import { Library } from './library.ts';
import type { PageResult, View } from './page-result.ts';
import type { Shell } from './shell.ts';

export const templatesFolder = fileURLToPath(new URL('../../../templates', import.meta.url));

/** What a text or an e-mail needs to know of its reader. */
export interface Reader {
  language: Language;
  /** Needed only where the text shows a time. */
  timeZone?: string;
  /** Needed only where the text shows a time relative to now. */
  now?: Date;
}

/** Everything this program shows or sends, rendered from `templates/` with the words of `templates/words/`. */
export class Templates {
  private readonly library: Library;
  readonly assets: Assets;

  constructor(words: Words, folder = templatesFolder) {
    const env = Handlebars.create();
    env.unregisterHelper('log');
    this.assets = new Assets(join(folder, 'assets'));
    env.registerHelper({
      ...textHelpers(words),
      ...formatHelpers(),
      ...logicHelpers(),
      ...webHelpers(this.assets),
      ...frameHelpers(env),
    });
    this.library = new Library(env, folder);
  }

  /** A whole screen: `callbacks/show` is `templates/pages/callbacks/show.hbs`. */
  renderPage(name: string, view: View, shell: Shell): string {
    return this.library.render(name, view, onScreen(shell));
  }

  /** A part of a screen for htmx, followed by the notice of the act that led to it, if there is one. */
  renderFragment(name: string, view: View, shell: Shell): string {
    const html = this.library.render(name, view, onScreen(shell));
    return shell.flash
      ? `${html}\n${this.library.render('flash', { flash: shell.flash, apart: true }, onScreen(shell))}`
      : html;
  }

  /** What a page controller returned: the whole page, or its fragment for htmx. */
  render(result: PageResult, shell: Shell, asFragment: boolean): string {
    const { fragment } = result;
    return asFragment && fragment
      ? this.renderFragment(fragment, result.view, shell)
      : this.renderPage(result.name, result.view, shell);
  }

  /** A text message or the plain side of an e-mail: `sms/invitation` is `templates/sms/invitation.txt.hbs`. */
  renderText(name: string, view: View, reader: Reader): string {
    return this.library.render(`${name}.txt`, view, forReader(reader)).replace(/\s+$/, '');
  }

  /** The HTML side of an e-mail: `email/receipt` is `templates/email/receipt.hbs`. */
  renderHtml(name: string, view: View, reader: Reader): string {
    return this.library.render(name, view, forReader(reader));
  }

  names(): string[] {
    return this.library.names();
  }
}

function onScreen(shell: Shell): Setting & { shell: Shell } {
  return { shell, language: shell.language, zone: shell.timeZone, now: shell.now };
}

function forReader({ language, timeZone, now }: Reader): Omit<Setting, 'now'> & { now?: Date } {
  return { language, zone: timeZone ?? 'Europe/Paris', ...(now ? { now } : {}) };
}
