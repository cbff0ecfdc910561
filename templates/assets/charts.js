// Draws every [data-chart] of the page from the JSON inside it; ECharts is fetched only where there is one.
(() => {
  const source = document.currentScript.dataset.echarts;
  const language = document.documentElement.lang;
  const drawn = new Map();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let loading;

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const probe = document.body.appendChild(document.createElement('i'));
    // With less motion every change of colour still takes an instant, and would be read before it has happened.
    probe.style.transitionProperty = 'none';
    const of = (name) => {
      probe.style.color = style.getPropertyValue(`--cf-${name}`);
      return getComputedStyle(probe).color;
    };
    const names = [
      'ink',
      'ink-2',
      'ink-3',
      'line',
      'line-strong',
      'surface',
      'raised',
      'sunken',
      'accent',
      'accent-solid',
      'unhappy-solid',
      'neutral-solid',
      'happy-solid',
      'late',
    ];
    const result = Object.fromEntries(names.map((name) => [name, of(name)]));
    result.onCell = document.documentElement.dataset.bsTheme === 'dark' ? '#fff' : '#1a1b1e';
    probe.remove();
    return result;
  }

  const minus = (text) => text.replace('-', '\u2212');
  /** Writes figures as the server does: the kinds are those of the `figure` helper. */
  function writer(kind) {
    const numbers = (options) => {
      const format = new Intl.NumberFormat(language, options);
      return (value) =>
        value === null || value === undefined || Number.isNaN(value) ? '–' : minus(format.format(value));
    };
    if (kind === 'nps') return numbers({ maximumFractionDigits: 0, signDisplay: 'exceptZero' });
    if (kind === 'points') return numbers({ maximumFractionDigits: 1, signDisplay: 'exceptZero' });
    if (kind === 'percent') return numbers({ style: 'percent', maximumFractionDigits: 1 });
    if (kind === 'score') return numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return numbers({ maximumFractionDigits: 2 });
  }

  function frame(c) {
    const text = { fontFamily: 'Inter Variable, system-ui, sans-serif', fontSize: 12, color: c['ink-2'] };
    return {
      animation: !still,
      animationDuration: 350,
      textStyle: text,
      color: [c.accent, c['happy-solid'], c['unhappy-solid'], c['neutral-solid'], c['ink-3']],
      grid: { left: 0, right: 8, top: 14, bottom: 3, outerBoundsMode: 'same', outerBoundsContain: 'all' },
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: c.raised,
        borderColor: c['line-strong'],
        borderWidth: 1,
        padding: [8, 11],
        textStyle: { ...text, color: c.ink, lineHeight: 18 },
        axisPointer: { lineStyle: { color: c['line-strong'] }, shadowStyle: { color: c.line, opacity: 0.35 } },
      },
    };
  }

  const bare = (c) => ({
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: c.line } },
    axisLabel: { color: c['ink-3'], fontSize: 11.5, hideOverlap: true },
  });
  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  /** Named rows down the left side and, if given, their values in a column down the right. */
  const rowsOf = (c, width) => (labels, values) => {
    const axis = { type: 'category', axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
    const cut = (text) => short(text, width < 480 ? 15 : 30);
    const left = { ...axis, data: labels, axisLabel: { color: c.ink, interval: 0, formatter: cut } };
    if (!values) return left;
    const rich = {
      n: { color: c.ink, fontWeight: 600, width: 42, align: 'right' },
      p: { color: c['ink-3'], width: 50, align: 'right' },
    };
    return [left, { ...axis, position: 'right', data: values, axisLabel: { interval: 0, margin: 10, rich } }];
  };
  const when = (value) =>
    /^\d{4}-\d\d(-\d\d)?/.test(value)
      ? new Intl.DateTimeFormat(
          language,
          value.length === 7
            ? { month: 'short', year: '2-digit', timeZone: 'UTC' }
            : { day: 'numeric', month: 'short', timeZone: 'UTC' },
        ).format(new Date(value))
      : value;

  async function draw(figure) {
    const canvas = figure.querySelector('.chart-canvas');
    const json = figure.querySelector('script[type="application/json"]');
    if (!canvas || !json) return;
    loading ??= new Promise((resolve, reject) => {
      document.head.append(
        Object.assign(document.createElement('script'), { src: source, onload: resolve, onerror: reject }),
      );
    });
    await loading;
    const data = JSON.parse(json.textContent);
    const shape = window.chaudfroidCharts[data.type];
    if (!shape) throw new Error(`No chart is called ${data.type}`);
    const c = colours();
    const old = drawn.get(canvas);
    const chart = old ?? window.echarts.init(canvas, null, { renderer: 'canvas' });
    drawn.set(canvas, chart);
    const kit = {
      c,
      words: figure.dataset,
      write: writer(data.kind),
      count: writer('number'),
      share: writer('percent'),
      bare: bare(c),
      when,
      rows: rowsOf(c, canvas.clientWidth),
      width: canvas.clientWidth,
    };
    const base = frame(c);
    const own = shape(data, kit);
    chart.setOption(
      { ...base, ...own, tooltip: { ...base.tooltip, ...own.tooltip }, grid: { ...base.grid, ...own.grid } },
      true,
    );
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) drawn.get(target)?.resize();
  });
  function all(scope) {
    for (const [canvas, chart] of drawn) {
      if (!canvas.isConnected) {
        chart.dispose();
        drawn.delete(canvas);
      }
    }
    const figures = scope.matches?.('[data-chart]') ? [scope] : scope.querySelectorAll('[data-chart]');
    for (const figure of figures) {
      const canvas = figure.querySelector('.chart-canvas');
      if (canvas) sizes.observe(canvas);
      void draw(figure);
    }
  }
  document.addEventListener('themechange', () => all(document));
  document.addEventListener('htmx:afterSettle', (event) => all(event.detail.elt ?? document));
  all(document);
})();
