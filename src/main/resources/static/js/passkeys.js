// Enrolling a passkey (/account) and signing in with one (/sign-in): WebAuthn, spoken to the house in base64url JSON.
const panel = document.getElementById('passkey-panel');
const error = document.getElementById('passkey-error');

const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const decode = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const decodeIds = (list) => (list ?? []).map((entry) => ({ ...entry, id: decode(entry.id) }));

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', [panel.dataset.header]: panel.dataset.token },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok || response.redirected) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response.json();
}

async function enrol(label) {
  const options = await post('/webauthn/register/options');
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: decodeIds(options.excludeCredentials),
    },
  });
  await post('/webauthn/register', {
    publicKey: {
      label,
      credential: {
        id: made.id,
        rawId: encode(made.rawId),
        type: made.type,
        authenticatorAttachment: made.authenticatorAttachment,
        clientExtensionResults: made.getClientExtensionResults(),
        response: {
          attestationObject: encode(made.response.attestationObject),
          clientDataJSON: encode(made.response.clientDataJSON),
          transports: made.response.getTransports ? made.response.getTransports() : [],
        },
      },
    },
  });
}

async function signIn() {
  const options = await post('/webauthn/authenticate/options');
  const shown = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: decodeIds(options.allowCredentials),
    },
  });
  const answer = await post('/login/webauthn', {
    id: shown.id,
    rawId: encode(shown.rawId),
    credType: shown.type,
    authenticatorAttachment: shown.authenticatorAttachment,
    clientExtensionResults: shown.getClientExtensionResults(),
    response: {
      authenticatorData: encode(shown.response.authenticatorData),
      clientDataJSON: encode(shown.response.clientDataJSON),
      signature: encode(shown.response.signature),
      userHandle: shown.response.userHandle ? encode(shown.response.userHandle) : undefined,
    },
  });
  window.location.assign(answer.redirectUrl);
}

function say(sentence) {
  error.textContent = sentence;
  error.hidden = false;
}

// What the browser says of a ceremony: given up by the person (or nobody came), known already, or anything else.
function sentence(cause) {
  switch (cause?.name) {
    case 'NotAllowedError':
    case 'AbortError':
      return error.dataset.cancelled;
    case 'InvalidStateError':
      return error.dataset.known ?? error.dataset.failed;
    default:
      return error.dataset.failed;
  }
}

async function during(button, work) {
  button.disabled = true;
  error.hidden = true;
  try {
    await work();
  } catch (cause) {
    console.warn(cause);
    say(sentence(cause));
  } finally {
    button.disabled = false;
  }
}

if (panel && window.PublicKeyCredential) {
  panel.hidden = false;
  const opener = document.getElementById('passkey-sign-in');
  opener?.addEventListener('click', () => during(opener, signIn));

  const adder = document.getElementById('passkey-add');
  const name = document.getElementById('passkey-name');
  adder?.addEventListener('click', () => {
    if (!name.value.trim()) {
      say(error.dataset.empty);
      name.focus();
      return;
    }
    during(adder, async () => {
      await enrol(name.value.trim());
      window.location.assign('/account?enrolled');
    });
  });
}
