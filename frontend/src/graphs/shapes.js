// The kinds of things that are told apart when they are drawn: each has a colour (a variable of
// graphs.css) and a shape (corners between -1 and 1; none for a circle), so that colour is not needed.

const star = Array.from({ length: 10 }, (_, i) => {
  const [angle, radius] = [(i * Math.PI) / 5 - Math.PI / 2, i % 2 ? 0.45 : 1];
  return [radius * Math.cos(angle), radius * Math.sin(angle)].map((n) => Math.round(n * 100) / 100);
}).flat();

export const SHAPES = {
  State: [-0.95, -0.7, 0.95, -0.7, 0.95, 0.7, -0.95, 0.7],
  Person: [0, -1, 0.95, 0.8, -0.95, 0.8],
  Forum: [-1, 0, -0.5, -0.87, 0.5, -0.87, 1, 0, 0.5, 0.87, -0.5, 0.87],
  WorkingGroup: [0, -1, 0.95, -0.31, 0.59, 0.81, -0.59, 0.81, -0.95, -0.31],
  Organisation: null,
  Initiative: [0, -1, 1, 0, 0, 1, -1, 0],
  Commitment: star,
  Event: [-1, -0.7, 0.35, -0.7, 1, 0, 0.35, 0.7, -1, 0.7],
  Report: [-0.7, -1, 0.2, -1, 0.7, -0.5, 0.7, 1, -0.7, 1],
  Place: [-0.9, -0.9, 0, -0.4, 0.9, -0.9, 0, 1],
  Phenomenon: [-0.5, -0.7, 1, -0.7, 0.5, 0.7, -1, 0.7],
  Practice: [-0.9, -0.85, 0.9, -0.85, 0.4, 0, 0.9, 0.85, -0.9, 0.85, -0.4, 0],
  Entity: [-0.9, -0.4, -0.4, -0.9, 0.4, -0.9, 0.9, -0.4, 0.9, 0.4, 0.4, 0.9, -0.4, 0.9, -0.9, 0.4],
};

const SVG = "http://www.w3.org/2000/svg";

// A picture of the shape, in the colour of the text it stands in.
export function icon(corners) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.2 -1.2 2.4 2.4");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, corners ? "polygon" : "circle");
  shape.setAttribute(...(corners ? ["points", corners.join(" ")] : ["r", "0.9"]));
  svg.append(shape);
  return svg;
}
