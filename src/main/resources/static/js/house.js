// What every page needs: govuk-frontend's behaviour, the CSRF token on htmx requests, focus after a swap.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported');
}

const govuk = document.getElementById('govuk-module');
const { initAll } = await import(govuk.href);
initAll();

document.body.addEventListener('htmx:configRequest', (event) => {
  const csrf = document.querySelector('meta[name=csrf]');
  if (csrf && event.detail.verb !== 'get') {
    event.detail.headers[csrf.dataset.header] = csrf.content;
  }
});

document.body.addEventListener('htmx:afterSettle', (event) => {
  initAll({ scope: event.detail.elt });
  event.detail.elt.querySelector('[data-focus]')?.focus();
});

// A signed-out session answers a background request with the sign-in page: go there instead of pasting it in.
document.body.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.xhr.responseURL && new URL(event.detail.xhr.responseURL).pathname === '/sign-in') {
    event.detail.shouldSwap = false;
    window.location.assign('/sign-in');
  }
});

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A page that waits for something asks again by itself.
const waiting = document.querySelector('[data-refresh]');
if (waiting) {
  setTimeout(() => window.location.reload(), Number(waiting.dataset.refresh) * 1000);
}

// A form that only leads on.
document.querySelector('form[data-submit-at-once]')?.submit();
