// Writes the map of the world that pages are drawn on, from world-atlas (Natural Earth, public domain),
// in the Equal Earth projection: a picture of all land, and the outline of each country by its ISO code.
//     npm ci && node bake-world.js
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature, merge, mesh } from "topojson-client";

const WIDTH = 960;
const SOUTH = -58; // degrees: what lies below is ice
const PACKAGE = new URL("../src/pcvegraph/web/", import.meta.url);
const OTHERS = { Kosovo: "XK" }; // which ISO has no number for

const read = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`world-atlas/${name}`)));
const [coarse, fine] = [read("countries-110m.json"), read("countries-50m.json")];
const codeOf = ({ id, properties }) => countries.numericToAlpha2(id) ?? OTHERS[properties.name];

// Natural Earth draws what is held; the General Assembly (68/262) holds Crimea to be Ukraine's.
function moveCrimea(atlas) {
  const find = (code) => atlas.objects.countries.geometries.find((each) => codeOf(each) === code);
  const [from, to] = [find("RU"), find("UA")];
  const isCrimea = (arcs) => {
    const [longitude, latitude] = geoCentroid(feature(atlas, { type: "Polygon", arcs }));
    return longitude > 32 && longitude < 36.7 && latitude > 44 && latitude < 46.5;
  };
  const moved = from.arcs.filter(isCrimea);
  from.arcs = from.arcs.filter((arcs) => !moved.includes(arcs));
  to.arcs = [...(to.type === "Polygon" ? [to.arcs] : to.arcs), ...moved];
  to.type = "MultiPolygon";
}
for (const atlas of [coarse, fine]) moveCrimea(atlas);

const isIce = (each) => codeOf(each) === "AQ";

const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, { type: "Sphere" });
// Above the ice, with a hand's breadth of sea.
const top = projection([11, 84])[1];
const [x, y] = projection.translate();
projection.translate([x, y - top]);
const height = Math.ceil(projection([11, SOUTH])[1]);
const path = geoPath(projection).digits(1);
const round = (number) => Math.round(number * 10) / 10;

// Around the largest part, so that islands far away do not make a map of the world.
function box(shape) {
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const polygons = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  const largest = polygons.reduce((a, b) => (path.area(a) >= path.area(b) ? a : b));
  return path.bounds(largest).flat().map(round);
}

const outlines = {};
for (const each of fine.objects.countries.geometries) {
  const code = codeOf(each);
  if (!code || isIce(each)) continue;
  const point = path.centroid(feature(fine, each)).map(round);
  outlines[code] = { path: "", box: [...point, ...point], point };
}
for (const each of coarse.objects.countries.geometries) {
  const code = codeOf(each);
  if (!code || isIce(each)) continue;
  const shape = feature(coarse, each).geometry;
  outlines[code] = { path: path(shape), box: box(shape), point: outlines[code]?.point ?? path.centroid(shape).map(round) };
}

const samples = [[0, 0], [-73.57, 45.5], [174.78, -41.29], [36.8167, -1.2833], [-157.86, 21.31], [25.75, 71.0]];
const world = {
  source: "Natural Earth (public domain) by world-atlas 2, Equal Earth projection by d3-geo",
  width: WIDTH,
  height,
  scale: projection.scale(),
  translate: projection.translate(),
  middle: 11,
  samples: samples.map((place) => [...place, ...projection(place).map((n) => Math.round(n * 1000) / 1000)]),
  countries: Object.fromEntries(Object.entries(outlines).sort(([a], [b]) => (a < b ? -1 : 1))),
};
writeFileSync(new URL("pages/drawing/world.json", PACKAGE), `${JSON.stringify(world).replaceAll('},"', '},\n"')}\n`);

const land = path(merge(coarse, coarse.objects.countries.geometries.filter((each) => !isIce(each))));
const borders = path(mesh(coarse, coarse.objects.countries, (a, b) => a !== b && !isIce(a) && !isIce(b)));
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">
<!-- Natural Earth, public domain; written by frontend/bake-world.js -->
<style>path{fill:#e2ddcf}path+path{fill:none;stroke:#fcfbf7;stroke-width:.4}
@media (prefers-color-scheme:dark){path{fill:#2e363a}path+path{stroke:#15191b}}</style>
<path d="${land}"/>
<path d="${borders}"/>
</svg>
`;
writeFileSync(new URL("static/world.svg", PACKAGE), picture);
