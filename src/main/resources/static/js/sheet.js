// The QR code carries the code behind '#': it is filled in, taken out of the address, and posted.
const form = document.getElementById('sheet-form');

function fromHash() {
  const code = location.hash.slice(1);
  if (!form || !/^[2-9A-Z]{24}$/.test(code)) {
    return;
  }
  history.replaceState(null, '', location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}

window.addEventListener('hashchange', fromHash);
fromHash();
