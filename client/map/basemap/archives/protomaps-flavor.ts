import type { Flavor } from '@protomaps/basemaps';
import type { Palette } from '../../../format/palette.ts';

/** Colours of the Protomaps style out of ours: everything a breath from land and water, roads by importance. */
export function flavorOf(palette: Palette, font: string): Flavor {
  const { land, water, border, place } = palette;
  const toward = (share: number) => mix(land, border, share);
  const road = (share: number) => mix(land, place, share);
  const [open, green, built] = [toward(0.12), toward(0.22), toward(0.3)];
  const roads = { highway: road(0.5), major: road(0.36), link: road(0.3), minor: road(0.2), other: road(0.16) };
  const casing = land;
  return {
    ...{ background: water, earth: land, water, beach: open, sand: open, glacier: open },
    ...{ park_a: green, park_b: green, wood_a: green, wood_b: green, scrub_a: open, scrub_b: open, zoo: green },
    ...{ hospital: built, industrial: open, school: built, pedestrian: open, military: open },
    ...{ aerodrome: open, runway: road(0.3), pier: built, buildings: built, railway: road(0.22), boundaries: border },
    ...{ other: roads.other, minor_service: roads.other, minor_a: roads.minor, minor_b: roads.minor },
    ...{ link: roads.link, major: roads.major, highway: roads.highway },
    ...{ minor_service_casing: casing, minor_casing: casing, link_casing: casing },
    ...{ major_casing_early: casing, major_casing_late: casing },
    ...{ highway_casing_early: casing, highway_casing_late: casing },
    ...{ tunnel_other: roads.other, tunnel_minor: roads.minor, tunnel_link: roads.link },
    ...{ tunnel_major: roads.minor, tunnel_highway: roads.link },
    ...{ tunnel_other_casing: casing, tunnel_minor_casing: casing, tunnel_link_casing: casing },
    ...{ tunnel_major_casing: casing, tunnel_highway_casing: casing },
    ...{ bridges_other: roads.other, bridges_minor: roads.minor, bridges_link: roads.link },
    ...{ bridges_major: roads.major, bridges_highway: roads.highway },
    ...{ bridges_other_casing: casing, bridges_minor_casing: casing, bridges_link_casing: casing },
    ...{ bridges_major_casing: casing, bridges_highway_casing: casing },
    ...{
      roads_label_minor: place,
      roads_label_minor_halo: land,
      roads_label_major: place,
      roads_label_major_halo: land,
    },
    ...{
      ocean_label: place,
      subplace_label: place,
      subplace_label_halo: land,
      city_label: place,
      city_label_halo: land,
    },
    ...{
      state_label: place,
      state_label_halo: land,
      country_label: place,
      address_label: place,
      address_label_halo: land,
    },
    ...{ regular: font, bold: font, italic: font },
    landcover: {
      ...{
        barren: land,
        farmland: open,
        forest: green,
        glacier: open,
        grassland: open,
        scrub: open,
        urban_area: built,
      },
    },
  };
}

/** From one colour to another by a share. */
function mix(from: string, to: string, share: number): string {
  const part = (at: number) => {
    const [one, other] = [from, to].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number];
    return Math.round(one + (other - one) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
