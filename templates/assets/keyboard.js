// Screens worked without a mouse: j and k move through rows, Enter opens, single letters act, ? shows them all.
(() => {
  const kept = 'keys';
  let place = -1;

  const rows = () =>
    [...document.querySelectorAll('[data-rows] [data-row]')].filter((row) => row.offsetParent !== null);
  const current = () => document.querySelector('[data-row].is-current');
  const switchedOff = () => localStorage.getItem(kept) === 'off';

  function select(at) {
    const all = rows();
    if (all.length === 0) return;
    place = Math.max(0, Math.min(at, all.length - 1));
    for (const row of all) row.classList.toggle('is-current', row === all[place]);
    const row = all[place];
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  /** The control that a letter triggers: in the open dialog, else in the current row, else on the page. */
  function controlOf(key) {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const dialog = document.querySelector('dialog[open]');
    if (dialog) return dialog.querySelector(selector);
    return (
      current()?.querySelector(selector) ??
      [...document.querySelectorAll(selector)].reverse().find((element) => !element.closest('[data-row], dialog'))
    );
  }

  function act(element) {
    if (element.matches('input:not([type=checkbox], [type=radio]), textarea, select')) element.focus();
    else element.click();
  }

  const typing = (target) =>
    target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])');

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    if (!(target instanceof Element)) return;
    if (typing(target)) {
      if (key === 'Escape' && !target.closest('dialog')) target.blur();
      return;
    }
    if (key === 'Enter' && target.matches('[data-row]')) {
      event.preventDefault();
      return (target.querySelector('[data-open]') ?? target.querySelector('a'))?.click();
    }
    if (key.length !== 1 || key === ' ' || switchedOff()) return;
    const free = !document.querySelector('dialog[open]');
    if (free && key === '?') return window.chaudfroid.open('keys');
    if (free && key === '/') return reach(event);
    if (free && (key === 'j' || key === 'k') && rows().length > 0) return move(event, key === 'j' ? 1 : -1);
    const control = controlOf(key.toLowerCase());
    if (!control || control.disabled) return;
    event.preventDefault();
    act(control);
  });

  function reach(event) {
    const field = document.querySelector('[data-search]') ?? document.getElementById('search');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function move(event, by) {
    event.preventDefault();
    const at = rows().indexOf(current());
    select(at < 0 ? (by > 0 ? 0 : rows().length - 1) : at + by);
  }

  // A row taken out by an act leaves its place to the next one.
  document.addEventListener('htmx:afterSettle', () => {
    if (place >= 0 && !current() && rows().length > 0) select(place);
  });
  document.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-rows] [data-row]');
    if (!row || row.classList.contains('is-current')) return;
    for (const other of rows()) other.classList.toggle('is-current', other === row);
    place = rows().indexOf(row);
  });

  // The help lists the letters that this page answers to.
  document.addEventListener('dialogopen', (event) => {
    if (event.target.id !== 'keys') return;
    const list = event.target.querySelector('[data-keys-list]');
    const known = new Map();
    for (const element of document.querySelectorAll('[data-key]')) {
      if (element.closest('dialog, .toasts')) continue;
      const label =
        element.getAttribute('aria-label') ?? element.querySelector('span')?.textContent ?? element.textContent;
      if (!known.has(element.dataset.key)) known.set(element.dataset.key, label.trim());
    }
    list.replaceChildren(...[...known].map(([key, label]) => line(key, label)));
    event.target.querySelector('[data-keys-here]').hidden = known.size === 0;
    const box = event.target.querySelector('[data-keys-switch]');
    box.checked = !switchedOff();
    box.onchange = () => localStorage.setItem(kept, box.checked ? 'on' : 'off');
  });

  function line(key, label) {
    const pair = document.createElement('div');
    const term = document.createElement('dt');
    term.append(Object.assign(document.createElement('kbd'), { textContent: key }));
    pair.append(term, Object.assign(document.createElement('dd'), { textContent: label }));
    return pair;
  }
})();
