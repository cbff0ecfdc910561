// A chosen file is sent as it is, whatever its size; the answer is the page that reports on it.
{
  const box = document.querySelector('[data-file-send]');
  const input = box?.querySelector('input[type=file]');
  const wrong = box?.querySelector('[data-wrong]');
  const send = async (act, file) => {
    const type = /\.(ndjson|jsonl)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
    const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'content-type': type };
    const answer = await fetch(`${box.dataset.fileSend}?act=${act}`, { method: 'POST', body: file, headers });
    if (!answer.ok) throw new Error(String(answer.status));
    location.assign(answer.url);
  };
  if (input) {
    box.hidden = false;
    const buttons = box.querySelectorAll('[data-act]');
    const busy = (is) => {
      box.toggleAttribute('aria-busy', is);
      for (const button of buttons) button.disabled = is;
    };
    for (const button of buttons)
      button.addEventListener('click', async () => {
        const [file] = input.files;
        if (!file) return input.focus();
        busy(true);
        wrong.hidden = true;
        try {
          await send(button.dataset.act, file);
        } catch {
          busy(false);
          wrong.hidden = false;
        }
      });
  }
}
