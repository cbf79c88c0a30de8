// Signing with a citizen's card (自然人憑證), on /sign-in and /account. The card is reached by the HiPKI local server of the person's
// own machine, in a window of its own, to which this page may only send messages: PIN and card stay on that machine.
const READER = 'http://localhost:61161';
const ANSWERS_WITHIN = 3500;
const SIGNS_WITHIN = 60000;

const form = document.getElementById('card-form');
const pin = document.getElementById('card-pin');
const error = document.getElementById('card-error');
const button = document.getElementById('card-submit');

// What the local server answers with (HiPKI, and PKCS#11 below it), and which sentence of the page says so.
const BY_CODE = new Map([
  [0x76000006, 'noCard'], [0x76100003, 'noCard'], [0x76000031, 'notAllowed'], [0x7600000f, 'notAllowed'],
  [0x76000998, 'noPin'], [0x76000999, 'cancelled'],
]);
const BY_LAST_ERROR = new Map([
  [0xa0, 'wrongPin'], [0xa1, 'wrongPin'], [0xa2, 'wrongPin'], [0xa4, 'locked'], [0xe0, 'noCard'], [0x30, 'noCard'],
]);
const unsigned = (code) => (code < 0 ? code + 0x100000000 : code);

class NotSigned extends Error {}

function say(which) {
  error.textContent = error.dataset[which] ?? error.dataset.failed;
  error.hidden = false;
  pin.parentElement.classList.add('govuk-form-group--error');
  pin.focus();
}

async function challenge() {
  const response = await fetch(form.dataset.challenge, {
    method: 'POST',
    headers: { Accept: 'application/json', [form.dataset.header]: form.dataset.token },
  });
  if (!response.ok || response.redirected) {
    throw new NotSigned('stale');
  }
  return (await response.json()).challenge;
}

// Opened at once, while the browser still knows that a person asked for it; what is to be signed comes meanwhile.
function signed(typed) {
  const popup = window.open(`${READER}/popupForm`, 'card', 'height=200,width=320,left=100,top=40');
  if (!popup) {
    return Promise.reject(new NotSigned('blocked'));
  }
  const wanted = challenge();
  wanted.catch(() => popup.close());
  return new Promise((resolve, reject) => {
    const end = (act) => {
      window.removeEventListener('message', heard);
      clearTimeout(unanswered);
      clearTimeout(unsignedYet);
      popup.close();
      act();
    };
    const heard = (event) => {
      if (event.origin !== READER || event.source !== popup) {
        return;
      }
      const said = JSON.parse(event.data);
      if (said.func === 'getTbs') {
        clearTimeout(unanswered);
        wanted.then((text) => popup.postMessage(JSON.stringify({
          func: 'MakeSignature', signatureType: 'PKCS7', hashAlgorithm: 'SHA256', tbs: btoa(text), tbsEncoding: 'base64',
          withCardSN: 'false', pin: typed, nonce: '',
        }), READER), (cause) => end(() => reject(cause)));
      } else if (said.func === 'sign' && said.ret_code === 0 && said.signature) {
        end(() => resolve(said.signature));
      } else if (said.func === 'sign') {
        end(() => reject(new NotSigned(BY_LAST_ERROR.get(unsigned(said.last_error ?? 0))
          ?? BY_CODE.get(unsigned(said.ret_code)) ?? 'failed')));
      }
    };
    const unanswered = setTimeout(() => end(() => reject(new NotSigned('noReader'))), ANSWERS_WITHIN);
    const unsignedYet = setTimeout(() => end(() => reject(new NotSigned('cancelled'))), SIGNS_WITHIN);
    window.addEventListener('message', heard);
  });
}

if (form) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    error.hidden = true;
    if (!pin.value) {
      say('noPin');
      return;
    }
    button.disabled = true;
    try {
      form.elements.signature.value = await signed(pin.value);
      form.submit(); // the PIN has no name, so it is not sent
    } catch (cause) {
      say(cause instanceof NotSigned ? cause.message : 'failed');
    } finally {
      pin.value = '';
      button.disabled = false;
    }
  });
}
