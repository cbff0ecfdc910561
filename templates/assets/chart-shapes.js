// The kinds of charts: each turns its data (shapes in docs/kit.md) into ECharts options.
window.chaudfroidCharts = (() => {
  const moods = ['unhappy', 'neutral', 'happy'];
  const named = (values) => values.filter(Boolean).join('\n');

  /** Lines with their interval as a band, an optional target and marks at events. */
  function line({ x, series, target, marks, min, max }, { c, words, write, count, bare, when }) {
    const shades = [c.accent, c['ink-3'], c['happy-solid'], c['unhappy-solid']];
    const drawnSeries = series.flatMap((one, at) => {
      const colour = shades[at % shades.length];
      const band = one.low
        ? [
            {
              type: 'line',
              stack: `band${at}`,
              silent: true,
              symbol: 'none',
              lineStyle: { opacity: 0 },
              data: one.low,
              stackStrategy: 'all',
            },
            {
              type: 'line',
              stack: `band${at}`,
              silent: true,
              symbol: 'none',
              lineStyle: { opacity: 0 },
              areaStyle: { color: colour, opacity: 0.13 },
              stackStrategy: 'all',
              data: one.high.map((high, i) => (high === null ? null : high - one.low[i])),
            },
          ]
        : [];
      return [
        ...band,
        {
          type: 'line',
          name: one.name,
          data: one.values,
          color: colour,
          lineStyle: { width: 2, type: one.muted ? [4, 4] : 'solid' },
          symbol: 'circle',
          symbolSize: 5,
          showSymbol: one.values.length <= 16 && !one.muted,
          connectNulls: false,
          markLine:
            at === 0 && (target !== undefined || marks) ? guides(target, marks, { c, words, write }) : undefined,
        },
      ];
    });
    return {
      grid: { top: (marks ? 20 : 8) + (series.length > 1 ? 20 : 0), right: 4 },
      xAxis: {
        ...bare,
        type: 'category',
        data: x,
        boundaryGap: false,
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: c.line } },
        axisLabel: { ...bare.axisLabel, formatter: when, alignMinLabel: 'left', alignMaxLabel: 'right' },
      },
      yAxis: {
        ...bare,
        type: 'value',
        scale: true,
        min,
        max,
        splitNumber: 4,
        axisLabel: { ...bare.axisLabel, formatter: write },
      },
      series: drawnSeries,
      legend:
        series.length > 1
          ? {
              data: series.map((one) => one.name),
              right: 0,
              top: 0,
              icon: 'roundRect',
              itemWidth: 10,
              itemHeight: 4,
              textStyle: { color: c['ink-2'] },
            }
          : undefined,
      tooltip: {
        trigger: 'axis',
        formatter: (points) => {
          const at = points[0].dataIndex;
          return named([
            when(x[at]),
            ...series.map((one) => `${one.name}  ${write(one.values[at])}`),
            series[0].low &&
              series[0].low[at] !== null &&
              `${words.interval}  ${write(series[0].low[at])} … ${write(series[0].high[at])}`,
            series[0].n && `${words.answers}  ${count(series[0].n[at])}`,
          ]);
        },
      },
    };
  }

  function guides(target, marks, { c, words, write }) {
    const label = { color: c['ink-3'], fontSize: 11, position: 'insideStartTop' };
    const goal =
      target === undefined
        ? []
        : [
            {
              yAxis: target,
              label: { ...label, formatter: `${words.target} ${write(target)}` },
              lineStyle: { color: c['ink-3'], type: [2, 4] },
            },
          ];
    const events = (marks ?? []).map((mark) => ({
      xAxis: mark.x,
      label: { ...label, position: 'end', formatter: mark.label },
      lineStyle: { color: c['line-strong'], type: 'solid' },
    }));
    return { silent: true, symbol: 'none', data: [...goal, ...events] };
  }

  /** One bar of 100 % a row, unhappy to happy. */
  function shares(data, { c, words, share, count, rows }) {
    const total = (row) => row.unhappy + row.neutral + row.happy || 1;
    const list = [...data.rows].reverse();
    return {
      grid: { top: 28 },
      legend: {
        left: 0,
        top: 0,
        icon: 'roundRect',
        itemWidth: 9,
        itemHeight: 9,
        itemGap: 16,
        textStyle: { color: c['ink-2'] },
        selectedMode: false,
      },
      xAxis: { type: 'value', max: 1, show: false },
      yAxis: rows(list.map((row) => row.label)),
      series: moods.map((mood) => ({
        type: 'bar',
        name: words[mood],
        stack: 'all',
        color: c[`${mood}-solid`],
        barMaxWidth: 18,
        itemStyle: { borderColor: c.surface, borderWidth: 1 },
        data: list.map((row) => row[mood] / total(row)),
        label: {
          show: true,
          fontSize: 11,
          fontWeight: 550,
          color: mood === 'neutral' ? c.ink : c.surface,
          formatter: ({ value }) => (value >= 0.12 ? share(Math.round(value * 100) / 100) : ''),
        },
      })),
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        formatter: (points) => {
          const row = list[points[0].dataIndex];
          return named([
            row.label,
            ...moods.map((mood) => `${words[mood]}  ${share(row[mood] / total(row))}  (${count(row[mood])})`),
          ]);
        },
      },
    };
  }

  /** Values side by side, with their interval as a whisker and a common reference. */
  function bars(data, { c, words, write, count, bare, rows }) {
    const list = [...data.rows].reverse();
    const { reference } = data;
    const colour = (row) => (row.mood ? c[`${row.mood}-solid`] : c['accent-solid']);
    return {
      grid: { top: reference === undefined ? 4 : 20 },
      xAxis: { ...bare, type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: rows(
        list.map((row) => row.label),
        list.map((row) => `{n|${write(row.value)}}`),
      ),
      series: [
        {
          type: 'bar',
          barMaxWidth: 16,
          data: list.map((row) => ({
            value: row.value,
            itemStyle: { color: colour(row), borderRadius: 4 },
          })),
          markLine:
            reference === undefined
              ? undefined
              : {
                  silent: true,
                  symbol: 'none',
                  data: [{ xAxis: reference }],
                  label: { color: c['ink-3'], formatter: write(reference), fontSize: 11 },
                  lineStyle: { color: c['ink-3'], type: [2, 4] },
                },
        },
        {
          type: 'custom',
          silent: true,
          z: 5,
          data: list.map((row, at) => [row.low ?? row.value, row.high ?? row.value, at, row.low === undefined ? 0 : 1]),
          encode: { x: [0, 1], y: 2 },
          renderItem: whisker(c),
        },
      ],
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        formatter: (points) => {
          const row = list[points[0].dataIndex];
          return named([
            row.label,
            write(row.value),
            row.low !== undefined && `${words.interval}  ${write(row.low)} … ${write(row.high)}`,
            row.n !== undefined && `${words.answers}  ${count(row.n)}`,
          ]);
        },
      },
    };
  }

  const whisker = (c) => (_params, api) => {
    if (!api.value(3)) return null;
    const [x1, y] = api.coord([api.value(0), api.value(2)]);
    const [x2] = api.coord([api.value(1), api.value(2)]);
    const style = { stroke: c.ink, lineWidth: 1.5, opacity: 0.75 };
    const bar = (x) => ({ type: 'line', shape: { x1: x, y1: y - 4, x2: x, y2: y + 4 }, style });
    return { type: 'group', children: [{ type: 'line', shape: { x1, y1: y, x2, y2: y }, style }, bar(x1), bar(x2)] };
  };

  return { line, shares, bars };
})();
