import cityTimezones from 'city-timezones';

type Place = { readonly town: string; readonly region: string; readonly country: string };

/** Zones by town, by region and by country; a name without its accents and in small letters. */
type Index = Readonly<Record<'town' | 'region' | 'country', ReadonlyMap<string, Set<string>>>>;

let index: Index | undefined;

const isAscii = /^[ -~]*$/;

/**
 * The IANA time zone of a place, when everything we know about it says the same one: its town in
 * its region, else its region, else its country. Null when that leaves several, or none: an
 * unknown zone is shown as unknown and never guessed.
 */
export function timeZoneOf(place: Place): string | null {
  index ??= buildIndex();
  const country = place.country.toUpperCase();
  const region = plain(place.region);
  const town = plain(place.town);
  if (country === '') return null;
  const towns = town === '' ? undefined : index.town.get(`${country}|${region}|${town}`);
  const regions = region === '' ? undefined : index.region.get(`${country}|${region}`);
  const zones = towns ?? regions ?? index.country.get(country);
  const [only, another] = zones ?? [];
  return another === undefined ? (only ?? null) : null;
}

function buildIndex(): Index {
  const built = {
    town: new Map<string, Set<string>>(),
    region: new Map<string, Set<string>>(),
    country: new Map<string, Set<string>>(),
  };
  for (const city of cityTimezones.cityMapping) {
    const { iso2: country, timezone } = city;
    if (!country || !timezone) continue;
    add(built.country, country, timezone);
    // A region is written by its name or by its short form; a town may come without one.
    for (const region of new Set(['', plain(city.province ?? ''), plain(city.state_ansi ?? '')])) {
      if (region !== '') add(built.region, `${country}|${region}`, timezone);
      for (const town of new Set([plain(city.city), plain(city.city_ascii)])) {
        add(built.town, `${country}|${region}|${town}`, timezone);
      }
    }
  }
  return built;
}

function add(map: Map<string, Set<string>>, key: string, zone: string): void {
  const zones = map.get(key);
  if (zones) zones.add(zone);
  else map.set(key, new Set([zone]));
}

function plain(name: string): string {
  // Most names have no accents, and there are thousands.
  const bare = isAscii.test(name) ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
  return bare.trim().toLowerCase();
}
