'use strict';
// The list of findings: filtered, searched, sorted, and linked from every figure by the hash of the address. Values only ever become
// text. Findings are columns: numbers stand for texts in a list of their own, and one number for a column that says the same throughout.
(() => {
  // what is not found any more is filtered by the address alone: `#closed?rule=…&state=fixed`
  const ended = () => {
    const [where, query] = location.hash.split('?'), asked = [...new URLSearchParams(query || '')], told = document.getElementById('closed-told');
    if (where !== '#closed' || !told) return;
    for (const line of document.querySelectorAll('#ended tbody tr')) line.hidden = !asked.every(([name, value]) => line.dataset[name] === value);
    told.hidden = !asked.length;
    document.getElementById('closed').scrollIntoView();
  };
  addEventListener('hashchange', ended);
  ended();
  if (!document.querySelector('form.filters')) return;

  const data = JSON.parse(document.getElementById('data').textContent);
  const { lists, texts, count } = data;
  const column = (name) => { const c = data.columns[name]; return Array.isArray(c) ? (at) => c[at] : () => c; };
  const lines = (name) => (data.columns[name] ? data.columns[name].split('\n') : []);
  const keys = lines('key'), words = lines('words');
  const row = column('row'), owner = column('owner'), department = column('department'), file = column('file'), state = column('state');
  const since = column('since'), held = column('held'), decision = column('decision'), field = column('field'), form = column('form'), mark = column('mark');
  const forms = lists.form.map((text) => text.split('\u0000'));
  const rule = new Uint32Array(count);
  let next = 0;
  data.rules.forEach((one, ix) => { rule.fill(ix, next, next += one.count); });
  const ruleOf = (at) => data.rules[rule[at]];
  const message = (at) => {
    const parts = forms[form(at)];
    if (parts.length === 1) return parts[0];
    const filled = words[at].split(' ');
    return parts.map((part, n) => (n ? filled[n - 1] + part : part)).join('');
  };
  const place = (at) => [lists.file[file(at)], row(at) ? texts.row.replace('{row}', row(at)) : '', lists.field[field(at)]].filter(String).join(' · ');
  const parts = (at) => [lists.state[state(at)], lists.since[since(at)], lists.decision[decision(at)]].filter(String);
  const stated = (at) => parts(at).join(' · ');

  // what can be filtered by: how a finding is, and what that is called
  const facets = {
    severity: [(at) => ruleOf(at).severity, (value) => data.severities[value]],
    rule: [(at) => ruleOf(at).id, (value) => (data.rules.find((one) => one.id === value) || { label: value }).label],
    table: [(at) => ruleOf(at).table, String],
    owner: [(at) => lists.owner[owner(at)], (value) => value || texts.nobody],
    department: [(at) => lists.department[department(at)], (value) => value || texts.nobody],
    state: [(at) => lists.state[state(at)], (value) => value || texts.nobody],
    age: [(at) => String(data.aged[since(at)] ?? ''), (value) => data.ages[value] || texts.nobody],
    mark: [(at) => lists.mark[mark(at)], (value) => data.marks[value] || texts.nobody],
  };
  const names = Object.keys(facets);
  // a finding may have several marks
  const fits = { mark: (has, asked) => has.split(' ').includes(asked) };
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const order = {
    severity: (at) => data.order.indexOf(ruleOf(at).severity), rule: (at) => ruleOf(at).label, key: (at) => keys[at], message,
    owner: (at) => lists.owner[owner(at)], state: stated, held: (at) => data.waits[held(at)], place,
  };
  const find = (selector) => document.querySelector(selector);
  const form_ = find('form.filters'), body = find('#list tbody'), told = find('#told'), more = find('#more');
  const search = form_.elements.text;
  let shown = [], drawn = 0, sorted = null;

  const make = (tag, text, kind, label) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    if (label) made.dataset.label = label;
    return made;
  };
  // parts are broken between them before they are broken within
  const listed = (all, label) => {
    const cell = make('td', all.length ? undefined : '', '', label);
    all.forEach((text, n) => cell.append(n ? ' ' : '', make('span', n + 1 < all.length ? `${text} ·` : text, 'part')));
    return cell;
  };
  const cells = (at) => {
    const one = ruleOf(at);
    return [data.severities[one.severity], one.label, keys[at], message(at), lists.owner[owner(at)], lists.department[department(at)], stated(at), lists.held[held(at)], place(at)];
  };
  const copy = async (at, button) => {
    const text = cells(at).join('\t');
    try { await navigator.clipboard.writeText(text); } catch {
      const box = document.body.appendChild(make('textarea', text)); // where files have no clipboard
      box.select(); document.execCommand('copy'); box.remove(); button.focus();
    }
    button.textContent = texts.copied;
    setTimeout(() => { button.textContent = texts.copy; }, 1500);
  };
  const draw = (most) => {
    const some = document.createDocumentFragment();
    for (const at of shown.slice(drawn, drawn += most)) {
      const line = make('tr'), one = ruleOf(at), all = cells(at), t = texts.headings;
      line.append(make('td')); line.lastChild.append(make('span', all[0], `severity ${one.severity}`));
      line.append(make('td', all[1], '', t.rule), make('th', all[2], 'key', t.key), make('td', all[3], 'what full'));
      line.querySelector('th').scope = 'row';
      line.append(listed([all[4], all[5]].filter(String), t.owner), listed(parts(at), t.state));
      line.append(make('td', all[7], '', t.held), make('td', all[8], 'where full', t.place), make('td', '', 'act'));
      const button = make('button', texts.copy, 'copy');
      button.type = 'button'; button.setAttribute('aria-label', `${texts.copy} ${all[2]} ${all[1]}`);
      button.addEventListener('click', () => copy(at, button));
      line.lastChild.append(button);
      some.append(line);
    }
    body.append(some);
    more.hidden = drawn >= shown.length;
    const say = shown.length === count ? texts.all : texts.some;
    told.textContent = say.replace('{shown}', shown.length.toLocaleString('en')).replace('{all}', count.toLocaleString('en'))
      + (drawn < shown.length ? texts.first.replace('{drawn}', drawn.toLocaleString('en')) : '');
  };
  const show = () => {
    const asked = names.filter((name) => form_.elements[name].value !== '*').map((name) => [facets[name][0], form_.elements[name].value, fits[name] || Object.is]);
    const wanted = search.value.trim().toLowerCase();
    shown = [];
    for (let at = 0; at < count; at++) {
      if (asked.every(([of, value, fit]) => fit(of(at), value)) && (!wanted || cells(at).join('\n').toLowerCase().includes(wanted))) shown.push(at);
    }
    if (sorted) {
      const by = new Map(shown.map((at) => [at, order[sorted.by](at)])), turn = sorted.down ? -1 : 1;
      const compare = sorted.by === 'severity' || sorted.by === 'held' ? (a, b) => a - b : collator.compare;
      shown.sort((a, b) => turn * compare(by.get(a), by.get(b)) || a - b);
    }
    body.textContent = ''; drawn = 0;
    draw(100);
  };
  // `#findings?rule=…&owner=…`
  const write = () => {
    const asked = new URLSearchParams();
    for (const name of names) if (form_.elements[name].value !== '*') asked.set(name, form_.elements[name].value);
    if (search.value.trim()) asked.set('text', search.value.trim());
    if (sorted) asked.set('sort', (sorted.down ? '-' : '') + sorted.by);
    const hash = `#findings${String(asked) ? `?${asked}` : ''}`;
    if (location.hash !== hash) history.replaceState(null, '', hash);
  };
  const read = () => {
    const [where, query] = location.hash.split('?');
    if (where !== '#findings') return false;
    const asked = new URLSearchParams(query || '');
    for (const name of names) {
      const select = form_.elements[name], value = asked.has(name) ? asked.get(name) : '*';
      if (![...select.options].some((option) => option.value === value)) select.add(new Option(facets[name][1](value), value));
      select.value = value;
    }
    search.value = asked.get('text') || '';
    const by = (asked.get('sort') || '').replace(/^-/, '');
    sorted = Object.hasOwn(order, by) ? { by, down: asked.get('sort').startsWith('-') } : null;
    mark_();
    return true;
  };
  const mark_ = () => {
    for (const head of document.querySelectorAll('#list th[data-sort]')) {
      const is = sorted && sorted.by === head.dataset.sort;
      head.setAttribute('aria-sort', is ? (sorted.down ? 'descending' : 'ascending') : 'none');
    }
  };

  for (const name of names) {
    const counts = new Map(), [of, called] = facets[name];
    for (let at = 0; at < count; at++) {
      for (const value of name === 'mark' ? of(at).split(' ') : [of(at)]) counts.set(value, (counts.get(value) || 0) + 1);
    }
    let values = [...counts.keys()].filter((value) => name !== 'mark' || value);
    values = name === 'severity' ? data.order.filter((value) => counts.has(value)) : name === 'age' ? values.sort() : values.sort((a, b) => counts.get(b) - counts.get(a) || collator.compare(a, b));
    const select = form_.elements[name];
    for (const value of values) select.add(new Option(`${called(value)} (${counts.get(value).toLocaleString('en')})`, value));
    select.closest('label').hidden = values.length < (name === 'mark' ? 1 : 2);
    select.addEventListener('change', () => { write(); show(); });
  }
  let pause;
  search.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(() => { write(); show(); }, 150); });
  form_.addEventListener('submit', (event) => { event.preventDefault(); write(); show(); });
  form_.addEventListener('reset', () => setTimeout(() => { sorted = null; mark_(); write(); show(); }));
  for (const head of document.querySelectorAll('#list th[data-sort]')) {
    head.querySelector('button').addEventListener('click', () => {
      const by = head.dataset.sort;
      sorted = { by, down: sorted && sorted.by === by ? !sorted.down : by === 'held' };
      mark_(); write(); show();
    });
  }
  more.addEventListener('click', () => draw(500));
  const arrive = () => { if (read()) { show(); find('#findings').scrollIntoView(); } };
  addEventListener('hashchange', arrive);
  document.documentElement.classList.add('js');
  read(); show();
  if (location.hash.startsWith('#findings')) find('#findings').scrollIntoView();
})();
