const dark = matchMedia('(prefers-color-scheme: dark)');
const themeListeners = [];
const root = document.documentElement;
const isLive = root.dataset.mode === 'live';

const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;

/** A colour as the canvas needs it: custom properties give back light-dark(…) as it was written. */
function colour(name) {
  const probe = document.body.appendChild(el('span', { hidden: true }));
  probe.style.color = `var(--${name})`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function remembered(theme) {
  try {
    if (theme !== undefined) localStorage.setItem('edfi-batchperf-theme', theme);
    return localStorage.getItem('edfi-batchperf-theme');
  } catch {
    return null; // a browser may forbid it for files
  }
}

function showTheme() {
  const button = byId('theme');
  button.textContent = isDark() ? 'Light' : 'Dark';
  button.setAttribute('aria-label', isDark() ? 'Switch to light colours' : 'Switch to dark colours');
  button.setAttribute('aria-pressed', String(isDark()));
  themeListeners.forEach(tell => tell());
}

function setUpTheme() {
  const theme = remembered();
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  byId('theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remembered(root.dataset.theme);
    showTheme();
  });
  dark.addEventListener('change', showTheme);
  setUpPrinting();
  showTheme();
}

/** Paper is light, and narrower than most windows: charts are drawn anew for it. */
function setUpPrinting() {
  let before = null;
  addEventListener('beforeprint', () => {
    before = root.dataset.theme ?? '';
    root.dataset.theme = 'light';
    root.dataset.printing = '';
    themeListeners.forEach(tell => tell());
  });
  addEventListener('afterprint', () => {
    if (before) root.dataset.theme = before; else delete root.dataset.theme;
    delete root.dataset.printing;
    themeListeners.forEach(tell => tell());
  });
}
