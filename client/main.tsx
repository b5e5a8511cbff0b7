import '@fontsource-variable/inter/wght.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/top-bar.css';
import './styles/panels.css';
import './styles/basemap.css';
import './styles/lists.css';
import './styles/details.css';
import './styles/records.css';
import './styles/cover.css';
import './styles/finding.css';
import './styles/forms.css';
import './styles/entry.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadArabicFont } from './language/language-provider.tsx';
import { loadLaterPanels } from './rooms/later.ts';
import { startSession } from './rooms/session.ts';
import { exposeProbe } from './vedette-probe.ts';

const session = startSession();
exposeProbe(session);
createRoot(document.querySelector('#app')!).render(<App session={session} />);

const waiting = setInterval(() => {
  if (!session.store.isDrawn) return;
  clearInterval(waiting);
  // The first drawing holds the page up: what is asked for right behind it would still come before the picture.
  setTimeout(() => {
    void loadLaterPanels();
    void loadArabicFont();
  }, 500);
}, 2_000);
