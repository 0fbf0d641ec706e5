/** ISO 3166-1 alpha-3 (as many lists write countries) to alpha-2, for the countries we meet. */
const alpha2 = new Map(
  (
    'ARE AE ARG AR AUS AU AUT AT BEL BE BGR BG BRA BR CAN CA CHE CH CHL CL CHN CN COL CO CYP CY ' +
    'CZE CZ DEU DE DNK DK EGY EG ESP ES EST EE FIN FI FRA FR GBR GB GRC GR HKG HK HRV HR HUN HU ' +
    'IDN ID IND IN IRL IE ISL IS ISR IL ITA IT JPN JP KEN KE KHM KH KOR KR LAO LA LTU LT LUX LU ' +
    'LVA LV MAR MA MEX MX MLT MT MYS MY NGA NG NLD NL NOR NO NZL NZ PAK PK PER PE PHL PH POL PL ' +
    'PRT PT ROU RO RUS RU SAU SA SGP SG SRB RS SVK SK SVN SI SWE SE THA TH TUR TR TWN TW UKR UA ' +
    'USA US VNM VN ZAF ZA'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, code, place, codes) => {
      if (place % 2 === 0) pairs.push([code, codes[place + 1] ?? '']);
      return pairs;
    }, []),
);
const known = new Set(alpha2.values());

/** A country as a list writes it (`US`, `usa`, `UK`) as ISO alpha-2; empty when it is none. */
export function countryOf(text: string): string {
  const code = text.trim().toUpperCase();
  if (code === 'UK') return 'GB';
  return alpha2.get(code) ?? (known.has(code) ? code : '');
}
