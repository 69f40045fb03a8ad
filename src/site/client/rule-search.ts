import type { Search, SearchAnswer, SearchEntry, SearchHit, SearchIndex, SearchPage } from '../search.ts';

/** A result of Pagefind, as far as it is used here. */
interface FullTextPage {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
}

interface FullText {
  debouncedSearch(
    query: string,
    options: object,
    milliseconds: number,
  ): Promise<{ readonly results: readonly { data(): Promise<FullTextPage> }[] } | null>;
}

interface Rules {
  readonly search: Search;
  readonly index: SearchIndex;
}

type Words = Readonly<
  Record<
    | SearchEntry['state']
    | 'loading'
    | 'failed'
    | 'nothing'
    | 'unknownId'
    | 'caseType'
    | SearchPage['kind']
    | 'hint'
    | 'oneResult'
    | 'manyResults',
    string
  >
>;

const RULES_SHOWN = 10;
const PAGES_SHOWN = 5;
const PAUSE = 180;

/** The search dialog: rules at once from a small index, full text below when the typing pauses. */
class RuleSearch extends HTMLElement {
  private rules: Promise<Rules> | undefined;
  private fullText: Promise<FullText> | undefined;
  private turn = 0;
  private words!: Words;
  private dialog!: HTMLDialogElement;
  private input!: HTMLInputElement;
  private status!: HTMLElement;
  private ruleList!: HTMLElement;
  private pageSection!: HTMLElement;

  connectedCallback(): void {
    this.words = JSON.parse(this.dataset.words ?? '{}');
    this.dialog = this.find('dialog');
    this.input = this.find('input');
    this.status = this.find('[role=status]');
    this.ruleList = this.find('[data-rule-results]');
    this.pageSection = this.find('[data-full-text-results]');

    // Any element of the page may open search, the large box of the start page among them.
    for (const button of document.querySelectorAll('[data-search-open]')) {
      button.addEventListener('click', () => this.open());
      button.addEventListener('pointerenter', () => void this.loadRules(), { once: true });
    }
    this.find('[data-search-close]').addEventListener('click', () => this.dialog.close());
    this.find('form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.openFirst();
    });
    this.input.addEventListener('input', () => void this.update());
    this.dialog.addEventListener('keydown', (event) => this.move(event));
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    document.addEventListener('keydown', (event) => this.shortcut(event));
  }

  private find<Part extends HTMLElement>(selector: string): Part {
    return this.querySelector(selector) as Part;
  }

  private shortcut(event: KeyboardEvent): void {
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const controlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (controlK || (slash && !isTyping(event.target))) {
      event.preventDefault();
      if (controlK && this.dialog.open) this.dialog.close();
      else this.open();
    }
  }

  private open(): void {
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    void this.loadRules();
  }

  private loadRules(): Promise<Rules> {
    this.rules ??= (async () => {
      const [{ createSearch }, response] = await Promise.all([
        import('../search.ts'),
        fetch(this.dataset.index ?? ''),
      ]);
      if (!response.ok) throw new Error(`${response.status}`);
      const index: SearchIndex = await response.json();
      return { search: createSearch(index), index };
    })();
    // A later try may succeed: the network may be back.
    this.rules.catch(() => {
      this.rules = undefined;
    });
    return this.rules;
  }

  private loadFullText(): Promise<FullText> {
    this.fullText ??= import(/* @vite-ignore */ this.dataset.fullText ?? '');
    this.fullText.catch(() => {
      this.fullText = undefined;
    });
    return this.fullText;
  }

  private async update(): Promise<void> {
    const turn = ++this.turn;
    const query = this.input.value;
    if (query.trim() === '') {
      this.ruleList.replaceChildren();
      this.pageSection.hidden = true;
      this.status.textContent = this.words.hint;
      return;
    }
    if (this.ruleList.childElementCount === 0) this.status.textContent = this.words.loading;
    try {
      const { search, index } = await this.loadRules();
      if (turn !== this.turn) return;
      const answer = search(query, RULES_SHOWN);
      const { page, sops, caseType } = answer;
      this.ruleList.replaceChildren(
        ...(page === null ? [] : [this.namedPage(page)]),
        ...(caseType === null ? [] : [this.caseTypeResult(caseType, index)]),
        ...answer.hits.map((hit) => this.ruleResult(hit, index)),
        ...sops.map((sop) => this.namedPage(sop)),
      );
      // Enter opens none of them, so none is shown as the one it would open.
      this.ruleList.classList.toggle('nearest', answer.unknownId !== null);
      this.status.textContent = this.outcomeOf(answer);
    } catch {
      this.status.textContent = this.words.failed;
    }
    await this.updatePages(query, turn);
  }

  private outcomeOf({ hits, unknownId, caseType, page, sops }: SearchAnswer): string {
    if (unknownId !== null) return this.words.unknownId.replace('#', unknownId);
    const count = hits.length + sops.length + Number(caseType !== null) + Number(page !== null);
    if (count === 0) return this.words.nothing;
    return count === 1 ? this.words.oneResult : this.words.manyResults.replace('#', `${count}`);
  }

  private async updatePages(query: string, turn: number): Promise<void> {
    try {
      const fullText = await this.loadFullText();
      const found = await fullText.debouncedSearch(query, {}, PAUSE);
      if (found === null || turn !== this.turn) return;
      const pages = await Promise.all(found.results.slice(0, PAGES_SHOWN).map((result) => result.data()));
      if (turn !== this.turn) return;
      this.find('[data-full-text-results] ol').replaceChildren(...pages.map(pageResult));
      this.pageSection.hidden = pages.length === 0;
    } catch {
      // Full text is an addition: rules are found without it.
      this.pageSection.hidden = true;
    }
  }

  private caseTypeResult(id: string, index: SearchIndex): HTMLElement {
    const link = document.createElement('a');
    link.className = 'result';
    link.href = this.caseTypeHref(id);
    link.append(
      element('span', 'result-title', index.caseTypes[id] ?? id),
      element('span', 'result-place', this.words.caseType),
    );
    const item = document.createElement('li');
    item.append(link);
    return item;
  }

  private namedPage({ kind, id, title, href }: SearchPage): HTMLElement {
    const link = document.createElement('a');
    link.className = 'result';
    link.href = href;
    link.append(
      element('span', 'result-id', id),
      ' ',
      element('span', 'result-title', title),
      element('span', 'result-place', this.words[kind]),
    );
    const item = document.createElement('li');
    item.append(link);
    return item;
  }

  private caseTypeHref(id: string): string {
    return (this.dataset.caseType ?? '').replace('#', id);
  }

  private ruleResult({ entry }: SearchHit, index: SearchIndex): HTMLElement {
    const link = document.createElement('a');
    link.className = 'result';
    link.href = `${this.dataset.rules}${entry.id}/`;
    link.append(
      element('span', 'result-id', entry.id),
      ' ',
      element('span', 'result-title', entry.title),
      ' ',
      element('span', `state state-${entry.state}`, this.words[entry.state]),
      element('span', 'result-place', index.caseTypes[entry.caseType] ?? entry.caseType),
      element('span', 'result-decision', entry.decision),
    );
    const item = document.createElement('li');
    item.append(link);
    return item;
  }

  /** Escape closes at once; arrow keys go through the results and back to the box; typing goes on in the box. */
  private move(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      // Left to itself, Escape would only empty the box.
      event.preventDefault();
      this.dialog.close();
      return;
    }
    const links = [...this.dialog.querySelectorAll<HTMLElement>('.search-results a')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = event.key === 'ArrowDown' ? Math.min(at + 1, links.length - 1) : at - 1;
      (links[next] ?? this.input).focus();
    } else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.input.focus();
    }
  }

  /** Enter opens the first result, also when it was pressed before the results were there. */
  private async openFirst(): Promise<void> {
    try {
      const { search } = await this.loadRules();
      const { hits, unknownId, caseType, page } = search(this.input.value, 1);
      // Whoever asked for one rule must not land on another without having chosen it.
      if (unknownId !== null) return;
      if (page !== null) location.assign(page.href);
      else if (caseType !== null) location.assign(this.caseTypeHref(caseType));
      else if (hits[0] !== undefined) location.assign(`${this.dataset.rules}${hits[0].entry.id}/`);
    } catch {
      this.status.textContent = this.words.failed;
    }
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function pageResult({ url, excerpt, meta }: FullTextPage): HTMLElement {
  const link = document.createElement('a');
  link.className = 'result';
  link.href = url;
  link.append(element('span', 'result-title', meta.title ?? url), excerptOf(excerpt));
  const item = document.createElement('li');
  item.append(link);
  return item;
}

/** Pagefind marks what it found with mark elements; nothing else of its HTML is used. */
function excerptOf(html: string): HTMLElement {
  const excerpt = element('span', 'result-decision', '');
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const node of parsed.body.childNodes) {
    const text = node.textContent ?? '';
    excerpt.append(node.nodeName === 'MARK' ? element('mark', '', text) : text);
  }
  return excerpt;
}

customElements.define('rule-search', RuleSearch);
