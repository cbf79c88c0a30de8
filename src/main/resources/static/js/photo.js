// The QR code carries the code behind '#': it is filled in and taken out of the address.
const form = document.getElementById('photo-form');
const SMALL = 1_000_000;
const WIDEST = 1_652;

function fromHash() {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (form && code) {
    history.replaceState(null, '', location.pathname);
    form.elements.code.value = code;
  }
}

// Telephones take pictures larger than anybody needs, some of them lying on their side: what is sent is smaller, and upright.
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, WIDEST / picture.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
  return only(new File([jpeg], 'photo.jpg', { type: 'image/jpeg' }));
}

function only(file) {
  const files = new DataTransfer();
  files.items.add(file);
  return files.files;
}

form?.addEventListener('submit', async (event) => {
  const chosen = form.elements.photo.files[0];
  if (!chosen || chosen.size <= SMALL) {
    return;
  }
  event.preventDefault();
  try {
    form.elements.photo.files = await smaller(chosen);
  } catch {
    // No picture that this browser reads. The office says so, and need not be sent all of it to see that.
    form.elements.photo.files = only(new File(['?'], chosen.name));
  }
  form.submit();
});

window.addEventListener('hashchange', fromHash);
fromHash();
