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

window.addEventListener('hashchange', fromHash);
fromHash();
