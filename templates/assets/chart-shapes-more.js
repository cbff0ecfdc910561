// More kinds of charts: funnel, heat map, histogram, bubbles.
(() => {
  const named = (values) => values.filter(Boolean).join('\n');

  /** What remains at each step, with the share of the step before. */
  function funnel({ steps }, { c, words, count, share, rows }) {
    const list = [...steps].reverse();
    const before = (at) => list[at + 1]?.value;
    const first = steps[0]?.value || 1;
    return {
      grid: { top: 0 },
      xAxis: { type: 'value', max: first, show: false },
      yAxis: rows(
        list.map((step) => step.label),
        list.map((step, at) => `{n|${count(step.value)}}{p|${before(at) ? share(step.value / before(at)) : ''}}`),
      ),
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          showBackground: true,
          backgroundStyle: { color: c.sunken, borderRadius: 5 },
          data: list.map((step) => step.value),
          itemStyle: { color: c['accent-solid'], borderRadius: 5 },
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

  /** Cells of rows by columns, coloured from unhappy (`min`) to happy (`max`). */
  function heat({ x, y, cells, min, max }, { c, words, write, count, bare, when, width, rows }) {
    const names = [...y].reverse();
    return {
      grid: { top: 2, right: 0 },
      xAxis: {
        ...bare,
        type: 'category',
        position: 'top',
        data: x,
        axisLabel: { ...bare.axisLabel, formatter: when },
        splitLine: { show: false },
      },
      yAxis: rows(names),
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
            color: c.onCell,
            formatter: ({ value }) => write(value[2]),
          },
          emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 1.5 } },
        },
      ],
      tooltip: {
        formatter: ({ value: [column, row, value, n] }) =>
          named([
            `${names[row]}, ${when(x[column])}`,
            write(value),
            n !== undefined && `${words.answers}  ${count(n)}`,
          ]),
      },
    };
  }

  /** Counts by bin; `from` and `to` bound each bin, `label` names it. */
  function histogram({ bins, reference }, { c, count, bare }) {
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
            itemStyle: { color: bin.mood ? c[`${bin.mood}-solid`] : c['accent-solid'], borderRadius: [4, 4, 0, 0] },
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
    const name = { nameTextStyle: { color: c['ink-3'], fontSize: 11.5, align: 'left' } };
    const effects = items.map((item) => item.effect);
    const room = (Math.max(...effects, 0) - Math.min(...effects, 0)) * 0.2 || 1;
    return {
      grid: { top: 26 },
      xAxis: {
        ...bare,
        ...name,
        type: 'value',
        name: across,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: c['ink-3'], fontSize: 11.5 },
        max: Math.ceil((most * 1.12) / 10) * 10,
        splitLine: { show: false },
        axisLabel: { ...bare.axisLabel, formatter: count, showMaxLabel: false },
      },
      yAxis: {
        ...bare,
        ...name,
        type: 'value',
        name: up,
        nameLocation: 'end',
        min: Math.floor(Math.min(...effects, 0) - room),
        max: Math.ceil(Math.max(...effects, 0) + room),
        axisLabel: { ...bare.axisLabel, formatter: write, showMinLabel: false, showMaxLabel: false },
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
