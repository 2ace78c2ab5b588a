import MiniSearch from 'minisearch';
import { ROOT, load, shards } from './frame';

type Row = [
  page: string, title: string, name: string, kind: string, type: string, owner: string, namespace: string, tags: string, description: string,
];
const FIELDS = ['title', 'name', 'kind', 'type', 'owner', 'namespace', 'tags', 'description'] as const;
const MOST = 12;

/** The search field: loads what can be searched when somebody begins to, and can be used with keys alone. */
export function searchBox(): void {
  const input = document.querySelector<HTMLInputElement>('#search');
  const list = document.querySelector<HTMLUListElement>('#results');
  const status = document.querySelector<HTMLElement>('#search-status');
  if (!input || !list || !status) {
    return;
  }
  let index: Promise<MiniSearch> | undefined;
  let active = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const activate = (next: number) => {
    const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
    active = options.length === 0 ? -1 : (next + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active >= 0) {
      input.setAttribute('aria-activedescendant', options[active].id);
      options[active].scrollIntoView({ block: 'nearest' });
    }
  };
  const open = (option: Element | null | undefined) => {
    const page = (option as HTMLElement | null | undefined)?.dataset.page;
    if (page) {
      location.href = ROOT + page;
    }
  };
  const show = async () => {
    const query = input.value.trim();
    const mine = ++asked;
    if (query === '') {
      status.textContent = '';
      return close();
    }
    index ??= buildIndex();
    let found;
    try {
      found = (await index).search(query);
    } catch {
      index = undefined;
      status.textContent = 'The search could not be loaded.';
      return close();
    }
    if (mine !== asked) {
      return;
    }
    list.replaceChildren(...found.slice(0, MOST).map((hit, i) => optionOf(hit, i)));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = found.length === 0 ? 'Nothing found.' : `${found.length} found${found.length > MOST ? `, the best ${MOST} are shown` : ''}.`;
    active = -1;
    input.removeAttribute('aria-activedescendant');
  };

  input.addEventListener('focus', () => { index ??= buildIndex().catch((error: unknown) => { index = undefined; throw error; }); index.catch(() => undefined); }, { once: true });
  input.addEventListener('input', () => void show());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      activate(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === 'Enter') {
      open(list.querySelectorAll('[role=option]')[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    open((event.target as Element).closest('[role=option]'));
  });
  input.addEventListener('blur', close);
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
}

async function buildIndex(): Promise<MiniSearch> {
  const index = new MiniSearch({
    fields: [...FIELDS],
    storeFields: ['title', 'kind', 'type', 'owner', 'namespace'],
    searchOptions: { prefix: true, fuzzy: term => term.length > 4 ? 0.2 : false, combineWith: 'AND', boost: { title: 4, name: 4, tags: 2 } },
  });
  for (const rows of await Promise.all(Array.from({ length: shards('search') }, (_, i) => load<Row[]>(`search/${i}`)))) {
    const documents = rows.map(([id, ...values]) => ({ id, ...Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])) }));
    await index.addAllAsync(documents, { chunkSize: 500 });
  }
  return index;
}

function optionOf(hit: Record<string, unknown>, i: number): HTMLElement {
  const item = document.createElement('li');
  item.id = `result-${i}`;
  item.role = 'option';
  item.ariaSelected = 'false';
  item.dataset.page = String(hit.id);
  const title = document.createElement('strong');
  title.textContent = String(hit.title);
  const note = document.createElement('span');
  note.textContent = [hit.type || hit.kind, hit.namespace === 'default' ? '' : hit.namespace, hit.owner].filter(Boolean).join(' · ');
  item.append(title, note);
  return item;
}
