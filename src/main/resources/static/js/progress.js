// The QR code carries number and code behind '#': they are filled in, taken out of the address, and posted.
const form = document.getElementById('progress-form');

function fromHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  const number = given.get('no');
  const code = given.get('code');
  if (!form || !number || !code) {
    return;
  }
  history.replaceState(null, '', location.pathname);
  form.elements.receiptNo.value = number;
  form.elements.code.value = code;
  form.requestSubmit();
}

// The other language shows the same application: number and code are posted again, since no address carries them.
document.querySelectorAll('a[href^="?lang="]').forEach((link) => link.addEventListener('click', (event) => {
  const found = document.getElementById('progress-again');
  if (found) {
    event.preventDefault();
    found.action = '/progress' + link.getAttribute('href');
    found.submit();
  }
}));

// Who is about to withdraw something is not interrupted by the page renewing itself.
document.body.addEventListener('htmx:beforeRequest', (event) => {
  if (!event.detail.requestConfig.triggeringEvent && document.querySelector('#result details[open]')) {
    event.preventDefault();
  }
});

window.addEventListener('hashchange', fromHash);
fromHash();
