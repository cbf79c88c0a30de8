// What makes the counter quick by keyboard; every page works without it but for the signature.

// A search that found nobody is typed over.
const again = document.querySelector('#q[autofocus]');
if (again?.value && document.activeElement === again) {
  again.select();
}

// Results: arrows and digits move among the people found, while the focus is on one of them.
for (const table of document.querySelectorAll('[data-results]')) {
  const links = [...table.querySelectorAll('[data-result]')];
  table.addEventListener('keydown', (event) => {
    const at = links.indexOf(document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    let to = at;
    if (event.key === 'ArrowDown') {
      to = Math.min(at + 1, links.length - 1);
    } else if (event.key === 'ArrowUp') {
      to = Math.max(at - 1, 0);
    } else if (/^[1-9]$/.test(event.key) && links[event.key - 1]) {
      to = event.key - 1;
    } else {
      return;
    }
    event.preventDefault();
    links[to].focus();
  });
}

// What was typed is kept, too, when the page is left another way than by sending it off: by a link, by another of its forms.
for (const form of document.querySelectorAll('[data-leaving]')) {
  const typed = () => new URLSearchParams(new FormData(form));
  const shown = typed().toString();
  let sent = false;
  form.addEventListener('submit', () => {
    sent = true;
  });
  addEventListener('pagehide', () => {
    const left = typed();
    if (!sent && left.toString() !== shown && !navigator.sendBeacon(form.dataset.leaving, left)) {
      // The signature alone may be more than a browser sends while it leaves.
      left.delete('signature');
      navigator.sendBeacon(form.dataset.leaving, left);
    }
  });
}

// Fields that apply only with a certain answer to another one.
const conditional = [...document.querySelectorAll('[data-only-when]')];
function showWhatApplies() {
  for (const field of conditional) {
    const [, name, not, value] = field.dataset.onlyWhen.match(/^(.*?)(!?)=(.*)$/);
    const form = field.closest('form');
    const prefix = field.dataset.onlyPrefix ?? 'v.';
    const inputs = [...form.querySelectorAll(`[name="${CSS.escape(prefix + name)}"]`)];
    const answer = inputs.filter((i) => (i.type === 'radio' || i.type === 'checkbox' ? i.checked : true)).map((i) => i.value);
    field.hidden = answer.includes(value) === (not === '!');
  }
}
document.addEventListener('change', showWhatApplies);
showWhatApplies();

// What the background assessment no longer finds wrong loses its mark beside the field.
document.body.addEventListener('htmx:afterSettle', () => {
  const panel = document.getElementById('assessment');
  if (panel) {
    const wrong = (panel.dataset.wrong ?? '').split(' ');
    for (const message of document.querySelectorAll('#sheet .govuk-error-message')) {
      if (!wrong.includes(message.id.slice('f-'.length, -'-error'.length))) {
        message.closest('.govuk-form-group--error')?.classList.remove('govuk-form-group--error');
        message.remove();
      }
    }
    const summary = document.getElementById('errors');
    for (const link of summary?.querySelectorAll('a[href^="#f-"]') ?? []) {
      if (!wrong.includes(link.hash.slice('#f-'.length))) {
        link.closest('li').remove();
      }
    }
    if (summary && !summary.querySelector('li')) {
      summary.remove();
    }
  }
});

// The applicant taken from the household's members.
for (const select of document.querySelectorAll('[data-fill]')) {
  select.hidden = false;
  select.addEventListener('change', () => {
    const chosen = select.selectedOptions[0];
    if (chosen.value) {
      const form = select.form;
      form.elements['applicant.nationalId'].value = chosen.value;
      form.elements['applicant.name'].value = chosen.dataset.name;
    }
  });
}

// The box for a village: a combobox whose list htmx fetches.
for (const box of document.querySelectorAll('[data-combo]')) {
  const input = box.querySelector('input[type=text]');
  const code = box.querySelector('[data-combo-code]');
  const list = box.querySelector('[role=listbox]');
  let active = -1;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  const options = () => [...list.querySelectorAll('[role=option]')];
  const mark = (to) => {
    const all = options();
    active = all.length ? (to + all.length) % all.length : -1;
    all.forEach((o, i) => o.setAttribute('aria-selected', String(i === active)));
    if (active >= 0) {
      input.setAttribute('aria-activedescendant', all[active].id);
      all[active].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute('aria-expanded', String(yes));
    if (!yes) {
      mark(-options().length);
      input.removeAttribute('aria-activedescendant');
      active = -1;
    }
  };
  const choose = (option) => {
    input.value = option.textContent.trim();
    code.value = option.dataset.code;
    open(false);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  list.addEventListener('htmx:afterSwap', () => {
    const fits = options();
    const settled = fits.length === 1 && fits[0].textContent.trim() === input.value;
    open(fits.length > 0 && !settled && document.activeElement === input);
    if (!list.hidden) {
      mark(0);
    }
  });
  input.addEventListener('input', () => {
    code.value = '';
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0 && !event.isComposing) {
      if (event.key === 'Enter') {
        event.preventDefault();
      }
      choose(options()[active]);
    } else if (event.key === 'Escape') {
      open(false);
    }
  });
  list.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) {
      event.preventDefault();
      choose(option);
    }
  });
  input.addEventListener('blur', () => open(false));
}

// All that fits, ticked without a round trip; an account that a household shares, once.
for (const button of document.querySelectorAll('[data-tick-all]')) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    const boxes = [...button.form.querySelectorAll('[data-agency] input[type=checkbox]')];
    const told = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.account));
    const fits = ({ account, stands }) => !account || (stands === 'true' && !told.has(account));
    const missing = boxes.filter((box) => !box.checked && fits(box.dataset));
    (missing.length ? missing : boxes).forEach((box) => {
      box.checked = missing.length > 0;
    });
    const keys = [...button.form.querySelectorAll('[data-keys] input')];
    (keys.find((key) => !key.value && key.checkVisibility()) ?? boxes[0])?.focus();
  });
}

// The signature: ink on a canvas by pen, finger or mouse.
for (const pad of document.querySelectorAll('[data-pad]')) {
  const canvas = pad.querySelector('canvas');
  const value = pad.querySelector('[data-pad-value]');
  const cleared = pad.querySelector('[data-pad-cleared]');
  const state = pad.querySelector('[data-pad-state]');
  const ink = canvas.getContext('2d');
  let drawing = false;
  const blank = () => {
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.strokeStyle = '#101820';
    ink.lineWidth = 4;
    ink.lineCap = 'round';
    ink.lineJoin = 'round';
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  blank();
  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    ink.beginPath();
    ink.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', (event) => {
    if (drawing) {
      for (const step of event.getCoalescedEvents?.() ?? [event]) {
        ink.lineTo(...at(step));
      }
      ink.stroke();
    }
  });
  const lift = () => {
    if (drawing) {
      drawing = false;
      value.value = canvas.toDataURL('image/png');
      state.textContent = state.dataset.signed;
      document.getElementById('next')?.focus({ preventScroll: true });
    }
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  pad.querySelector('[data-pad-clear]').addEventListener('click', () => {
    blank();
    value.value = '';
    cleared.value = 'yes';
    state.textContent = '';
    pad.querySelector('[data-pad-drawn]')?.remove();
  });
}
