// A chosen file is read into the text field it names: it can be looked at, tried, and sent as any form is.
{
  const field = document.querySelector('[data-file-into]');
  const input = field?.querySelector('input[type=file]');
  const text = field && document.getElementById(field.dataset.fileInto);
  if (input && text) {
    field.hidden = false;
    input.addEventListener('change', async () => {
      const [file] = input.files;
      if (!file) return;
      text.value = await file.text();
      const format = /\.(ndjson|jsonl)$/i.test(file.name) ? 'ndjson' : 'csv';
      const choice = input.form.querySelector(`[name=format][value=${format}]`);
      if (choice) choice.checked = true;
    });
  }
}
