import { startClientTest, openClient } from './client-page.ts';
const t = await startClientTest();
const { stream } = t;
const types = ['vehicle','foot','helicopter','fixed-wing','uas','radar','vessel','ambulance','voice','unknown'] as const;
types.forEach((trackType, i) => [0,150_000,200_000,500_000].forEach((ageMs, j) => stream.track(`t/${trackType}-${j}`, { at: [-0.9 + j*0.5, 16.62 - i*0.075], ageMs, course: 40+i*20, speed: j===2?8:12, body: { trackType, intervalMs: 60_000, ...(i===4?{unit:'x'}:{}) } })));
const zone = (id: string, x: number, level: any, type: any='ied') => stream.put('zone', id, { zoneId: id, name: `Zone ${level}`, type, level, status: 'active', area: { type: 'Polygon', coordinates: [[[x,15.75],[x+.25,15.75],[x+.25,15.92],[x,15.92],[x,15.75]]] } } as any);
zone('a',-1,'low'); zone('b',-.6,'moderate'); zone('c',-.2,'high'); zone('d',.2,'extreme'); zone('e',.6,'high','no-go');
const fam = ['ATK.DF','CRM.ABD','UNR.DEM','EWS.SUS','NEG.CLOSE','ACC.ROAD','CON.STATE'] as const;
fam.forEach((type, i) => [0.1, 3, 20, 200].forEach((days, j) => stream.put('incident', `${type}${j}`, { type, position: [1.15 + j*0.12, 16.6 - i*0.09], precision: j===0&&i===0?'locality':'exact', occurredAt: Date.now()-days*86400000, timePrecision:'minute', title: `${type} ${days}`, casualties: j===0?[{outcome:'killed',group:'peacekeeper',count:i}]:[], actors: [], verification:'verified' } as any)));
['open','limited','closed','unknown'].forEach((status, i) => stream.put('facility', status, { facilityId: status, name: `Fac ${status}`, level: ['1+','2','3','civilian'][i], position: [-1.25, 16.6 - i*0.1], precision:'exact', status, tablesFree: 1, bedsFree: 12 } as any));
['helicopter','ambulance','fixed-wing','medical-team'].forEach((type, i) => stream.put('asset', type, { assetId: type, name: type, type, position: [-1.1, 16.1 - i*0.08], status: i%2?'tasked':'ready' } as any));
['headquarters','camp','operating-base','observation-post','checkpoint','airfield','landing-site','village','other'].forEach((type, i) => stream.put('site', type, { siteId: type, name: type, type, position: [1.7, 16.6 - i*0.085], status:'open' } as any));
stream.put('sensor','s1',{ sensorId:'s1', name:'Radar', type:'radar', position:[1.9,16.2], rangeMetres: 20000, sector:{fromDegrees:300,toDegrees:60}, status:'working'} as any);
for (const theme of ['dark','daylight']) {
  const page = await openClient(t, `?at=16.2,0.05,8.6&open=&hide=&theme=${theme}`, { width: 1366, height: 768 });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: `/tmp/vd/shots/states-${theme}.png` });
  if (theme === 'dark') { stream.faults.isSilent = true; await page.waitForTimeout(6500); await page.screenshot({ path: '/tmp/vd/shots/frozen.png' }); stream.faults.isSilent = false; }
  await page.close();
}
await t.close();
