// More kinds of charts: funnel, heat map, histogram, bubbles.
(() => {
  const named = (values) => values.filter(Boolean).join('\n');
  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

  /** What remains at each step, with the share of the step before. */
  function funnel({ steps }, { c, words, count, share, bare, width }) {
    const list = [...steps].reverse();
    const before = (at) => list[at + 1]?.value;
    const first = steps[0]?.value || 1;
    return {
      grid: { top: 2, bottom: -4, right: width < 480 ? 92 : 120 },
      xAxis: { type: 'value', max: first, show: false },
      yAxis: {
        ...bare,
        type: 'category',
        data: list.map((step) => step.label),
        axisLabel: { color: c.ink, formatter: (text) => short(text, width < 480 ? 12 : 24) },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          showBackground: true,
          backgroundStyle: { color: c.sunken, borderRadius: 5 },
          data: list.map((step, at) => ({
            value: step.value,
            itemStyle: { color: c.accent, opacity: 0.55 + 0.45 * ((at + 1) / list.length), borderRadius: 5 },
          })),
          label: {
            show: true,
            position: 'right',
            distance: 8,
            formatter: ({ dataIndex }) =>
              `{n|${count(list[dataIndex].value)}}${before(dataIndex) ? `  {p|${share(list[dataIndex].value / before(dataIndex))}}` : ''}`,
            rich: { n: { color: c.ink, fontWeight: 600 }, p: { color: c['ink-3'] } },
          },
          labelLayout: (params) => ({
            x: params.labelRect.x < 0 ? 0 : width - (width < 480 ? 84 : 112),
            align: 'left',
          }),
        },
      ],
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'none' },
        formatter: (points) => {
          const at = points[0].dataIndex;
          return named([
            `${list[at].label}  ${count(list[at].value)}`,
            `${share(list[at].value / first)} ${words.kept}`,
            before(at) && `${share(list[at].value / before(at))} ${words.step}`,
          ]);
        },
      },
    };
  }

  /** Cells of rows by columns, coloured from unhappy to happy around `middle`. */
  function heat({ x, y, cells, min, max }, { c, words, write, count, bare, when, width }) {
    const rows = [...y].reverse();
    return {
      grid: { top: 22, bottom: -4, right: 2 },
      xAxis: {
        ...bare,
        type: 'category',
        position: 'top',
        data: x,
        axisLabel: { ...bare.axisLabel, formatter: when },
        splitLine: { show: false },
      },
      yAxis: {
        ...bare,
        type: 'category',
        data: rows,
        axisLabel: { color: c.ink, formatter: (text) => short(text, width < 480 ? 12 : 26) },
        splitLine: { show: false },
      },
      visualMap: {
        show: false,
        min,
        max,
        dimension: 2,
        inRange: { color: [c['unhappy-solid'], c['neutral-solid'], c['happy-solid']], opacity: 0.88 },
      },
      series: [
        {
          type: 'heatmap',
          data: cells
            .filter((cell) => cell[2] !== null)
            .map(([column, row, value, n]) => [column, y.length - 1 - row, value, n]),
          itemStyle: { borderColor: c.surface, borderWidth: 2, borderRadius: 4 },
          label: {
            show: width / x.length > 44,
            fontSize: 11,
            fontWeight: 550,
            color: '#1a1b1e',
            formatter: ({ value }) => write(value[2]),
          },
          emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 1.5 } },
        },
      ],
      tooltip: {
        formatter: ({ value: [column, row, value, n] }) =>
          named([`${rows[row]}, ${when(x[column])}`, write(value), n !== undefined && `${words.answers}  ${count(n)}`]),
      },
    };
  }

  /** Counts by bin; `from` and `to` bound each bin, `label` names it. */
  function histogram({ bins, reference }, { c, words, count, bare }) {
    return {
      grid: { top: 22 },
      xAxis: {
        ...bare,
        type: 'category',
        data: bins.map((bin) => bin.label),
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: c.line } },
      },
      yAxis: { ...bare, type: 'value', splitNumber: 3, axisLabel: { ...bare.axisLabel, formatter: count } },
      series: [
        {
          type: 'bar',
          barCategoryGap: '14%',
          data: bins.map((bin) => ({
            value: bin.count,
            itemStyle: { color: bin.mood ? c[`${bin.mood}-solid`] : c.accent, borderRadius: [4, 4, 0, 0] },
          })),
          markLine:
            reference === undefined
              ? undefined
              : {
                  silent: true,
                  symbol: 'none',
                  data: [{ xAxis: reference.at }],
                  label: { color: c['ink-2'], formatter: reference.label, fontSize: 11 },
                  lineStyle: { color: c.ink, type: [3, 3] },
                },
        },
      ],
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        formatter: (points) => `${points[0].name}  ${count(points[0].value)}`,
      },
    };
  }

  /** Themes by volume (across) and effect on the score (up); the area of a bubble is its volume. */
  function bubbles({ items, across, up }, { c, write, count, bare, width }) {
    const most = Math.max(...items.map((item) => item.volume), 1);
    const name = { nameTextStyle: { color: c['ink-3'], fontSize: 11.5 } };
    return {
      grid: { top: 30, right: 26 },
      xAxis: {
        ...bare,
        ...name,
        type: 'value',
        name: across,
        nameLocation: 'middle',
        nameGap: 26,
        splitLine: { show: false },
        axisLabel: { ...bare.axisLabel, formatter: count },
      },
      yAxis: {
        ...bare,
        ...name,
        type: 'value',
        name: up,
        nameLocation: 'end',
        axisLabel: { ...bare.axisLabel, formatter: write },
      },
      series: [
        {
          type: 'scatter',
          data: items.map((item) => ({
            name: item.label,
            value: [item.volume, item.effect],
            symbolSize: 10 + Math.sqrt(item.volume / most) * (width < 480 ? 26 : 42),
            itemStyle: { color: c[`${item.mood}-solid`], opacity: 0.82, borderColor: c.surface, borderWidth: 1.5 },
          })),
          label: { show: true, position: 'top', distance: 3, formatter: '{b}', color: c.ink, fontSize: 11.5 },
          labelLayout: { hideOverlap: true },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            data: [{ yAxis: 0 }],
            lineStyle: { color: c['line-strong'], type: 'solid' },
          },
        },
      ],
      tooltip: {
        formatter: ({ name: label, value }) =>
          named([label, `${across}  ${count(value[0])}`, `${up}  ${write(value[1])}`]),
      },
    };
  }

  Object.assign(window.chaudfroidCharts, { funnel, heat, histogram, bubbles });
})();
