// Sets the theme before the first paint. Served as it stands, so it is plain JavaScript.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('starlight-theme');
  } catch {
    // Private windows may refuse storage.
  }
  const light = stored ? stored === 'light' : matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
