// Runs before the page is drawn, so that it never flashes in the wrong colours: a person's choice, else the system's.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = root.hasAttribute('data-bs-theme');
  const follow = () => {
    root.dataset.bsTheme = system.matches ? 'dark' : 'light';
    document.dispatchEvent(new CustomEvent('themechange'));
  };
  if (!chosen) {
    follow();
    system.addEventListener('change', follow);
  }
})();
