import type { Mission } from '#shared/schema/mission.ts';

type Place = Mission['gazetteer'][number];

function town(name: string, arabic: string, position: [number, number], other: Partial<Place> = {}): Place {
  return { type: 'town', position, ...other, name, names: { en: name, fr: name, ar: arabic, ...other.names } };
}

/**
 * Real towns of the exercise area. Positions of the larger ones are those of GeoNames; the smaller ones are general
 * knowledge to about two kilometres. Populations are rounded and given only where they are well known.
 */
export const northernLanternPlaces: Mission['gazetteer'] = [
  town('Gao', 'غاو', [-0.0447, 16.2717], { population: 87_000 }),
  town('Kidal', 'كيدال', [1.4092, 18.4435], { population: 26_000 }),
  town('Ménaka', 'ميناكا', [2.3961, 15.9199], { names: { en: 'Menaka' } }),
  town('Tombouctou', 'تمبكتو', [-3.0074, 16.7735], { population: 54_000, names: { en: 'Timbuktu' } }),
  town('Tessalit', 'تساليت', [1.0119, 20.2013]),
  town('Aguelhok', 'أجلهوك', [0.8589, 19.4614]),
  town('Ansongo', 'أنسونغو', [0.5022, 15.6597]),
  town('Ber', 'بير', [-2.5236, 16.8367], { type: 'village' }),
  town('Goundam', 'غوندام', [-3.6708, 16.4145]),
  town('Douentza', 'دوينتزا', [-2.9517, 15.0061]),
  town('Bourem', 'بوريم', [-0.3486, 16.955]),
  town('Anefis', 'أنفيس', [0.605, 18.0367], { type: 'village', names: { fr: 'Anéfis' } }),
  town('Almoustarat', 'المستارات', [0.1167, 17.3667], { type: 'village' }),
  town('Labbezanga', 'لبزنغا', [0.7, 14.96], { type: 'village' }),
  town('Tin-Essako', 'تين إساكو', [2.488, 18.4506], { type: 'village' }),
  town('Abeïbara', 'أبيبارا', [1.75, 19.1167], { type: 'village', names: { en: 'Abeibara' } }),
  town('Talataye', 'تالاتاي', [1.5, 16.53], { type: 'village' }),
  town('Inékar', 'إنيكار', [3.1411, 15.9594], { type: 'village', names: { en: 'Inekar' } }),
  town('Andéramboukane', 'أندرامبوكان', [3.0175, 15.4275], { names: { en: 'Anderamboukane' } }),
  town('Bamba', 'بامبا', [-1.4, 17.03], { type: 'village' }),
  town('Gourma Rharous', 'غورما غاروس', [-1.9231, 16.8778], { names: { fr: 'Gourma-Rharous' } }),
  town('Gossi', 'غوسي', [-1.3, 15.82], { type: 'village' }),
  town('Hombori', 'هومبوري', [-1.7, 15.28]),
  town('Diré', 'ديري', [-3.4013, 16.2571], { names: { en: 'Dire' } }),
  town('Niafunké', 'نيافونكي', [-3.9906, 15.9322], { names: { en: 'Niafunke' } }),
];
