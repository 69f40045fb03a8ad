/** The small behaviours of every page: theme, language, copying a citation, ticking off checks. */

const THEME_KEY = 'starlight-theme';
const prefersLight = matchMedia('(prefers-color-scheme: light)');
const themeSelects = document.querySelectorAll<HTMLSelectElement>('select[data-theme-select]');

function storedTheme(): string {
  try {
    return localStorage.getItem(THEME_KEY) ?? '';
  } catch {
    return '';
  }
}

function applyTheme(theme: string): void {
  document.documentElement.dataset.theme = theme || (prefersLight.matches ? 'light' : 'dark');
  for (const select of themeSelects) select.value = theme;
}

for (const select of themeSelects) {
  select.addEventListener('change', () => {
    try {
      localStorage.setItem(THEME_KEY, select.value);
    } catch {
      // Private windows may refuse storage; the choice then lasts as long as the page.
    }
    applyTheme(select.value);
  });
}
prefersLight.addEventListener('change', () => applyTheme(storedTheme()));
applyTheme(storedTheme());

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>('a[data-keep-place]');
  if (link !== null) keepPlace(link);
  const button = event.target.closest<HTMLElement>('button[data-copy]');
  if (button !== null) void copy(button);
});

/** The other language opens at the same place: same filters, same heading. */
function keepPlace(link: HTMLAnchorElement): void {
  link.search = location.search;
  link.hash = location.hash;
}

async function copy(button: HTMLElement): Promise<void> {
  const label = button.querySelector('span');
  const { copy: text = '', done = '' } = button.dataset;
  if (label === null || label.textContent === done) return;
  const before = label.textContent;
  // Without a secure connection browsers offer no clipboard: then the text itself is there to be taken.
  label.textContent = (await copied(text)) ? done : text;
  setTimeout(() => {
    label.textContent = before;
  }, 2000);
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromField(text);
  }
}

/** The way of before there were clipboards for scripts. */
function copiedFromField(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}

// A reviewer ticks off what is checked. The ticks are theirs alone: nothing is stored.
for (const box of document.querySelectorAll<HTMLInputElement>('.task-list-item input')) {
  box.disabled = false;
}
