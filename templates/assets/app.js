// What every screen does in the browser. Pages work without it; it makes them quicker.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  const language = root.lang;
  /** The server's clock may have been moved (sandbox): times are counted from its now, not from this machine's. */
  const ahead = new Date(root.dataset.now).getTime() - Date.now();
  const now = () => Date.now() + ahead;

  // Relative times: "il y a 5 min", "dans 2 h", counted on.
  const relative = new Intl.RelativeTimeFormat(language, {
    numeric: 'auto',
    style: language === 'fr' ? 'short' : 'long',
  });
  const steps = [
    ['minute', 60, 3600],
    ['hour', 3600, 86_400],
    ['day', 86_400, 14 * 86_400],
    ['week', 7 * 86_400, 60 * 86_400],
    ['month', 30.44 * 86_400, 365 * 86_400],
    ['year', 365.25 * 86_400, Infinity],
  ];
  function since(seconds) {
    if (Math.abs(seconds) < 60) return relative.format(0, 'second');
    const [unit, size] = steps.find(([, , below]) => Math.abs(seconds) < below);
    return relative.format(Math.trunc(seconds / size) || Math.sign(seconds), unit).replace(/(\d) /, '$1\u00a0');
  }
  function tick() {
    for (const element of document.querySelectorAll('time[data-late]')) {
      const seconds = (now() - new Date(element.dateTime).getTime()) / 1000;
      element.textContent = element.dataset.late.replace('%', lasting(Math.max(0, seconds)));
    }
    for (const element of document.querySelectorAll('time[data-relative]')) {
      const seconds = (new Date(element.dateTime).getTime() - now()) / 1000;
      const text = since(seconds);
      if (element.textContent !== text) element.textContent = text;
      const due = element.closest('.due-ok, .due-soon');
      if (due && seconds < 0)
        due.classList.replace(due.classList.contains('due-ok') ? 'due-ok' : 'due-soon', 'due-late');
    }
  }

  const lasting = (seconds) => {
    const [size, unit] = [
      [86_400, language === 'fr' ? 'j' : 'd'],
      [3600, 'h'],
      [60, 'min'],
      [1, 's'],
    ].find(([least]) => seconds >= least) ?? [1, 's'];
    return `${Math.floor(seconds / size)}\u00a0${unit}`;
  };

  /** What newly arrived content needs: labels of its table cells, the notices' clocks, the focus of a form's faults. */
  function settle(scope) {
    for (const table of scope.querySelectorAll('[data-table]')) {
      const heads = [...table.querySelectorAll('thead th')].map((th) =>
        th.querySelector('.visually-hidden') ? '' : th.textContent.trim(),
      );
      for (const row of table.tBodies[0]?.rows ?? []) {
        [...row.cells].forEach((cell, at) => heads[at] && !cell.dataset.label && (cell.dataset.label = heads[at]));
      }
    }
    for (const toast of document.querySelectorAll('[data-toast]:not([data-running])')) run(toast);
    scope.querySelector('[data-focus]')?.focus();
    tick();
  }

  // Notices go after ten seconds, unless somebody is on them.
  function run(toast) {
    toast.dataset.running = '';
    let left = 10_000;
    const timer = setInterval(() => {
      if (!toast.matches(':hover, :focus-within')) left -= 250;
      if (left <= 0 || !toast.isConnected) {
        clearInterval(timer);
        toast.parentElement?.id === 'toasts' ? toast.remove() : toast.parentElement?.remove();
      }
    }, 250);
  }

  function say(text, kind = 'info') {
    const toast = document.createElement('div');
    toast.className = `toast-line toast-${kind}`;
    toast.dataset.toast = '';
    toast.append(Object.assign(document.createElement('p'), { textContent: text }));
    document.getElementById('toasts').append(toast);
    run(toast);
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.open) return;
    dialog.dispatchEvent(new CustomEvent('dialogopen', { bubbles: true }));
    dialog.showModal();
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const label = button.querySelector('span');
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => (label.textContent = before), 1600);
  }

  document.addEventListener('click', (event) => {
    const on = (selector) => event.target.closest(selector);
    if (on('[data-dialog]')) open(on('[data-dialog]').dataset.dialog);
    else if (on('[data-close]')) on('dialog').close();
    else if (on('[data-copy]')) void copy(on('[data-copy]'));
    else if (on('[data-dismiss]')) on('[data-toast]').remove();
    else if (event.target instanceof HTMLDialogElement) event.target.close();
    for (const menu of document.querySelectorAll('[data-menu][open]'))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('[data-menu][open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  // Filters apply as soon as they change; text waits for a pause.
  let pause;
  function apply(form) {
    clearTimeout(pause);
    for (const field of form.elements) if (field.name && field.value === '') field.disabled = true;
    form.requestSubmit();
    for (const field of form.elements) field.disabled = false;
  }
  document.addEventListener('change', (event) => {
    const form = event.target.form;
    if (form?.matches('[data-auto]') && event.target.matches('select, [type=checkbox], [type=radio], [type=date]'))
      apply(form);
  });
  document.addEventListener('input', (event) => {
    const form = event.target.form;
    if (!form?.matches('[data-auto][hx-get]') || !event.target.matches('[type=search], [type=text]')) return;
    clearTimeout(pause);
    pause = setTimeout(() => apply(form), 350);
  });

  // The theme changes at once; the choice is kept by the server.
  document.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-theme-form]');
    if (!form) return;
    event.preventDefault();
    const theme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    form.elements.theme.value = theme;
    root.dataset.bsTheme = theme;
    document.dispatchEvent(new CustomEvent('themechange'));
    void fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
  });

  document.addEventListener('htmx:afterSettle', (event) => settle(event.detail.elt ?? document));
  document.addEventListener('htmx:responseError', (event) => {
    const title = /<h1[^>]*>([^<]*)/.exec(event.detail.xhr.responseText)?.[1];
    const plain = Object.assign(document.createElement('textarea'), { innerHTML: title ?? '' }).value;
    say(plain || `${event.detail.xhr.status}`, 'failed');
  });

  window.chaudfroid = { open, say, language };
  settle(document);
  setInterval(tick, 20_000);
})();
