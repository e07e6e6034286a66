// The WebSocket of a page, which comes back by itself, and the line that says how it is.
// The page has the elements #state, #link (a button) and #needs (a fieldset that works while there is a connection), and says in
// `page` what to do: path, received(data), and if it wants to opened(), protocols(), headers() and hopeless, an answer after which
// there is no other attempt. The body's class is the colour: key while there is a connection, bad when none is wanted.
const $ = id => document.getElementById(id);
let socket, timer, attempts = 0, wanted = false;

function show(words, colour) {
  document.body.className = colour;
  $('state').textContent = words;
  $('state').style.setProperty('--c', 'var(--' + colour + ')');
  $('needs').disabled = !socket || socket.readyState !== 1;
  $('link').textContent = wanted ? 'Disconnect' : 'Connect';
}

function connect() {
  let opened = false, s;
  try {
    s = socket = new WebSocket(location.origin.replace('http', 'ws') + page.path, page.protocols ? page.protocols() : []);
  } catch {
    // A token can have characters that no subprotocol has.
    return disconnect(page.hopeless);
  }
  s.binaryType = 'arraybuffer';
  s.onopen = () => {
    opened = true;
    attempts = 0;
    show('connected', 'key');
    if (page.opened) page.opened();
  };
  s.onmessage = e => page.received(e.data);
  s.onclose = async e => {
    if (s !== socket) return;
    let why = e.reason || (opened ? 'connection lost' : 'no answer');
    show(why, 'wait');
    // A browser keeps it to itself why a handshake was refused.
    if (!opened) why = await fetch('/state', { headers: page.headers ? page.headers() : {} }).then(r => r.text()).catch(() => '') || why;
    if (s !== socket) return;
    if (why === page.hopeless) return disconnect(why);
    const wait = Math.min(30, 2 ** attempts++) * (.5 + Math.random() / 2);
    show(why + ', again in ' + Math.ceil(wait) + ' s', 'wait');
    timer = setTimeout(connect, wait * 1e3);
  };
  wanted = true;
  show('connecting', 'wait');
}

// Ends the connection or the wait for the next.
function leave() {
  clearTimeout(timer);
  if (socket) socket.close(1000);
  socket = null;
}

function disconnect(why) {
  leave();
  wanted = false;
  show(why || 'disconnected', 'bad');
}

$('link').onclick = () => wanted ? disconnect() : connect();

// Browsers keep a page for the way back, and its connection would keep a place.
onpagehide = leave;
onpageshow = e => { if (e.persisted && wanted) connect(); };
