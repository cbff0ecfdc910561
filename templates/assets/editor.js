// Writing questionnaires and messages: Alt with an arrow moves the question one is in; previews follow what is typed.
(() => {
  document.addEventListener('keydown', (event) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const direction = event.key === 'ArrowUp' ? 'up' : 'down';
    const button = event.target.closest('[data-question]')?.querySelector(`[data-move="${direction}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });

  // A text without its English is marked, as one types.
  document.addEventListener('input', (event) => {
    const name = event.target.name?.match(/^(questions\..+)\.(?:fr|en)$/)?.[1];
    const mark = name && document.querySelector(`[data-missing="${CSS.escape(name)}"]`);
    if (!mark) return;
    const written = (language) => event.target.form.elements[`${name}.${language}`]?.value.trim();
    mark.hidden = !written('fr') || Boolean(written('en'));
  });

  // The preview is asked for again once typing pauses; it goes to the frame that its button names.
  let pause;
  document.addEventListener('input', (event) => {
    const button = event.target.form?.querySelector('[data-preview]');
    if (!button) return;
    clearTimeout(pause);
    pause = setTimeout(() => button.form.requestSubmit(button), 500);
  });
  const preview = document.querySelector('[data-preview]');
  if (preview) preview.form.requestSubmit(preview);

  const question = document.getElementById(location.hash.slice(1));
  if (question?.matches('[data-question]')) question.focus({ preventScroll: true });
})();
