namespace Esp32Server
{
    /// <summary>The page that browsers get. As a literal it stays in flash until it is asked for.</summary>
    internal static class Page
    {
        internal const string Html = @"<!doctype html>
<html lang='en'>
<meta charset='utf-8'>
<meta name='viewport' content='width=device-width,initial-scale=1'>
<title>EdgeWs device</title>
<link rel='icon' href='data:,'>
<style>
:root{color-scheme:light dark;--bg:#f3f5f4;--card:#fff;--ink:#16211d;--dim:#5d6d66;--line:#dbe2df;--key:#0b7a5b;--bad:#b3402a;--wait:#a06a00}
@media(prefers-color-scheme:dark){:root{--bg:#0e1412;--card:#161e1b;--ink:#e6efeb;--dim:#92a59d;--line:#26332e;--key:#38c99b;--bad:#ff8a70;--wait:#f0b94a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.45 system-ui,sans-serif;min-height:100dvh;display:flex;flex-direction:column;gap:12px;padding:16px;max-width:760px;margin:auto}
header,form{display:flex;gap:10px;align-items:center}
h1{font-size:1.15rem;margin:0;flex:1}
#state{font-size:.85rem;color:var(--c);border:1px solid;border-radius:99px;padding:3px 12px;white-space:nowrap}
#state:before{content:'';display:inline-block;width:8px;height:8px;border-radius:9px;background:var(--c);margin-right:7px}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:14px}
dl{display:flex;margin:0 0 10px;gap:8px}
dl div{flex:1}
dt{font-size:.78rem;color:var(--dim)}
dd{margin:0;font-size:clamp(1rem,4.2vw,1.3rem);white-space:nowrap;font-weight:600;font-variant-numeric:tabular-nums}
canvas{width:100%;height:130px;display:block}
.log{flex:1;display:flex;flex-direction:column;min-height:240px;padding:0;overflow:hidden}
ol{list-style:none;margin:0;padding:10px 14px;flex:1 1 0;min-height:0;overflow:auto}
li{padding:3px 0;overflow-wrap:anywhere}
li time{color:var(--dim);font-size:.78rem;margin-right:8px;font-variant-numeric:tabular-nums}
.note{color:var(--dim);font-style:italic}
form{border-top:1px solid var(--line);padding:10px}
input{flex:1;min-width:0}
input,button{font:inherit;color:inherit;border-radius:9px;border:1px solid var(--line);background:var(--bg);padding:9px 13px}
button{cursor:pointer;border-color:var(--key);color:var(--key);background:none;font-weight:600}
button.go{background:var(--key);color:var(--card)}
:disabled{opacity:.45;cursor:default}
:focus-visible{outline:2px solid var(--key);outline-offset:2px}
</style>
<header><h1>EdgeWs device</h1><span id='state' role='status'></span><button id='link'></button></header>
<section class='card'>
<dl><div><dt>Value</dt><dd id='value'>–</dd></div><div><dt>Free heap</dt><dd id='heap'>–</dd></div><div><dt>Clients</dt><dd id='clients'>–</dd></div><div><dt>Uptime</dt><dd id='uptime'>–</dd></div></dl>
<canvas id='chart' role='img' aria-label='The value of the last two minutes'></canvas>
</section>
<section class='card log'>
<ol id='log' aria-live='polite'></ol>
<form id='form'><input id='text' placeholder='Say something to all clients' aria-label='Message' maxlength='500' autocomplete='off'><button class='go'>Send</button></form>
</section>
<script>
let $=i=>document.getElementById(i),ws,timer,tries=0,wanted=true,points=[]
function show(name,color){$('state').textContent=name;$('state').style.setProperty('--c','var(--'+color+')');let on=ws&&ws.readyState==1;$('text').disabled=$('form').lastChild.disabled=!on;$('link').textContent=wanted?'Disconnect':'Connect'}
function note(text,kind){let l=$('log'),end=l.scrollHeight-l.scrollTop-l.clientHeight<40,li=document.createElement('li'),t=document.createElement('time');t.textContent=new Date().toTimeString().slice(0,8);li.className=kind||'';li.append(t,text);l.append(li);if(l.children.length>200)l.firstChild.remove();if(end)l.scrollTop=l.scrollHeight}
function open(){clearTimeout(timer);show('connecting','wait');let s=ws=new WebSocket(location.origin.replace('http','ws')+'/')
s.onopen=()=>{tries=0;show('connected','key');note('connected','note')}
s.onmessage=e=>{let d;try{d=JSON.parse(e.data)}catch{}
if(d&&d.uptime>=0&&d.value>=0)telemetry(d);else note(e.data)}
s.onclose=e=>{if(s!=ws)return;ws=null;note('closed '+e.code+(e.reason?' '+e.reason:''),'note');if(wanted){let wait=Math.min(30,2**tries++)*(.5+Math.random()/2);show('again in '+Math.ceil(wait)+' s','wait');timer=setTimeout(open,wait*1e3)}else show('disconnected','bad')}}
function telemetry(d){let u=d.uptime;$('value').textContent=d.value.toFixed(1);$('heap').textContent=d.freeHeap>9e6?Math.round(d.freeHeap/1e6)+' MB':Math.round(d.freeHeap/1e3)+' KB';$('clients').textContent=d.clients;$('uptime').textContent=(u/3600|0)+':'+(''+(u/60%60|0)).padStart(2,0)+':'+(''+u%60).padStart(2,0);points.push(d.value);if(points.length>120)points.shift();draw()}
function draw(){let c=$('chart'),r=devicePixelRatio,w=c.width=c.clientWidth*r,h=c.height=c.clientHeight*r,g=c.getContext('2d'),css=n=>getComputedStyle(c).getPropertyValue(n),low=Math.min(...points),high=Math.max(...points),x=i=>w-(points.length-1-i)*w/119,y=v=>h-14*r-(v-low)/(high-low||1)*(h-28*r);g.font=11*r+'px system-ui';g.fillStyle=css('--dim');if(!points.length)return
g.fillText(high.toFixed(1),0,10*r);g.fillText(low.toFixed(1),0,h-2*r);g.beginPath();points.forEach((v,i)=>g.lineTo(x(i),y(v)));g.strokeStyle=css('--key');g.lineWidth=2*r;g.lineJoin='round';g.stroke();g.lineTo(w,h);g.lineTo(x(0),h);g.globalAlpha=.13;g.fillStyle=css('--key');g.fill()}
$('form').onsubmit=e=>{e.preventDefault();let t=$('text');if(t.value&&ws){ws.send(t.value);t.value=''}}
$('link').onclick=()=>{wanted=!wanted;clearTimeout(timer);if(wanted)open();else if(ws)ws.close(1000);else show('disconnected','bad')}
onpagehide=()=>{if(ws)ws.close(1000)}
onresize=draw;open()
</script>
";
    }
}
