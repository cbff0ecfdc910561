import Handlebars from 'handlebars';

type Options = Handlebars.HelperOptions;
type Environment = typeof Handlebars;

/**
 * Partials that stand around other content.
 *
 *     {{#layout "app" title=(t "callbacks.title")}} … {{/layout}}
 *     {{#frame "card" title="…"}} {{#slot "actions"}}<a …>{{/slot}} … {{/frame}}
 *     {{> card title="…" body=(part "callbacks/_case" case)}}
 *
 * The content sees what surrounds it, the frame sees only its parameters, `body` and the named slots.
 */
export function frameHelpers(env: Environment): Record<string, Handlebars.HelperDelegate> {
  const partial = (name: string, context: object, data: unknown): Handlebars.SafeString => {
    const render = env.partials[name] as Handlebars.TemplateDelegate | undefined;
    if (!render) throw new Error(`No partial is called ${name}`);
    return new Handlebars.SafeString(render(context, { data }));
  };
  function frame(this: unknown, name: string, options: Options): Handlebars.SafeString {
    const slots: Record<string, Handlebars.SafeString> = {};
    const inner = Object.assign(Handlebars.createFrame(options.data as object) as object, { slots });
    const body = new Handlebars.SafeString(options.fn(this, { data: inner }));
    return partial(name, { ...options.hash, ...slots, body }, options.data);
  }
  return {
    frame,
    layout(this: unknown, name: string, options: Options) {
      return frame.call(this, `layouts/${name}`, options);
    },
    slot(this: unknown, name: string, options: Options) {
      const { slots } = options.data as { slots?: Record<string, Handlebars.SafeString> };
      if (!slots) throw new Error(`The slot ${name} stands in no frame`);
      slots[name] = new Handlebars.SafeString(options.fn(this));
      return '';
    },
    part: (name: string, ...rest: unknown[]) => {
      const options = rest.pop() as Options;
      return partial(name, { ...(rest[0] as object | undefined), ...options.hash }, options.data);
    },
  };
}
