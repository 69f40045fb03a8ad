/** Filters the table of rules in place; the filters live in the address, so that they can be shared. */
class RuleFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form') as HTMLFormElement;
    const query = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        field.value = query.get(field.name) ?? '';
      }
    }
    form.addEventListener('input', () => this.apply(form));
    form.addEventListener('submit', (event) => event.preventDefault());
    this.apply(form);
  }

  private apply(form: HTMLFormElement): void {
    const data = new FormData(form);
    const value = (name: string) => String(data.get(name) ?? '');
    const [type, state, text] = [value('type'), value('state'), value('q').trim().toLowerCase()];
    let shown = 0;
    for (const row of this.querySelectorAll<HTMLElement>('tbody tr')) {
      const fits =
        (type === '' || (row.dataset.types ?? '').split(' ').includes(type)) &&
        (state === '' || row.dataset.state === state) &&
        (text === '' || (row.textContent ?? '').toLowerCase().includes(text));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    (this.querySelector('[data-shown]') as HTMLElement).textContent = `${shown}`;
    const query = new URLSearchParams();
    for (const [name, entry] of data) if (entry !== '') query.set(name, String(entry));
    const search = query.size === 0 ? '' : `?${query}`;
    history.replaceState(null, '', `${location.pathname}${search}${location.hash}`);
  }
}

customElements.define('rule-filter', RuleFilter);
